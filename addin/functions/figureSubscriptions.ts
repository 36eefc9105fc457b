// Which figures the cells of the workbook show: each once, whoever shows it. Knows nothing of values.
import { isFigureError, type Figure, type FigureValue } from './figure.ts';
import type { CallSlot, FigureCall } from './figureBook.ts';

/** A call that lasts until Excel cancels it. */
export interface ActiveCall {
  readonly call: FigureCall;
  slots: CallSlot[];
  /** What its cell was told last; null before the first time. */
  delivered: FigureValue[] | null;
}

interface Subscription {
  figure: Figure;
  calls: Set<ActiveCall>;
}

export class FigureSubscriptions {
  readonly #calls = new Set<ActiveCall>();
  readonly #byKey = new Map<string, Subscription>();

  /** Different figures. */
  get size(): number {
    return this.#byKey.size;
  }

  get calls(): ReadonlySet<ActiveCall> {
    return this.#calls;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  figure(key: string): Figure | undefined {
    return this.#byKey.get(key)?.figure;
  }

  *figures(): Generator<Figure> {
    for (const { figure } of this.#byKey.values()) yield figure;
  }

  callsOf(key: string): Iterable<ActiveCall> {
    return this.#byKey.get(key)?.calls ?? [];
  }

  open(call: FigureCall): { active: ActiveCall; begun: Figure[] } {
    const active: ActiveCall = { call, slots: call.slots, delivered: null };
    this.#calls.add(active);
    return { active, begun: this.#attach(active) };
  }

  close(active: ActiveCall): void {
    if (this.#calls.delete(active)) this.#detach(active);
  }

  /** Calls that say «hoy» ask for another day once it is another day. @returns these calls */
  followDay(): { moved: ActiveCall[]; begun: Figure[] } {
    const [moved, begun]: [ActiveCall[], Figure[]] = [[], []];
    for (const active of this.#calls) {
      const slots = active.call.slotsOfToday?.();
      if (!slots || sameSlots(slots, active.slots)) continue;
      this.#detach(active);
      active.slots = slots;
      begun.push(...this.#attach(active));
      moved.push(active);
    }
    return { moved, begun };
  }

  clear(): void {
    this.#calls.clear();
    this.#byKey.clear();
  }

  #attach(active: ActiveCall): Figure[] {
    const begun: Figure[] = [];
    for (const slot of active.slots) {
      if (slot === '' || isFigureError(slot)) continue;
      const known = this.#byKey.get(slot.key);
      if (known) known.calls.add(active);
      else {
        this.#byKey.set(slot.key, { figure: slot, calls: new Set([active]) });
        begun.push(slot);
      }
    }
    return begun;
  }

  #detach(active: ActiveCall): void {
    for (const slot of active.slots) {
      if (slot === '' || isFigureError(slot)) continue;
      const subscription = this.#byKey.get(slot.key);
      if (subscription?.calls.delete(active) && subscription.calls.size === 0) {
        this.#byKey.delete(slot.key);
      }
    }
  }
}

function sameSlots(left: readonly CallSlot[], right: readonly CallSlot[]): boolean {
  const nameOf = (slot: CallSlot) =>
    slot === '' ? '' : isFigureError(slot) ? slot.message : slot.key;
  return (
    left.length === right.length && left.every((slot, at) => nameOf(slot) === nameOf(right[at]!))
  );
}
