// The live figures of a workbook: what its cells show, kept equal to the ledger. A cell is told only what
// changed. Without a server the last values stay: never a zero, never a wait without end.
import type { ApiClient } from '../api/apiClient.ts';
import type { KeyValueStorage } from '../api/keyValueStorage.ts';
import type { Change } from '../../shared/contract/changes.ts';
import {
  isFigureError,
  sameFigureValue,
  type Figure,
  type FigureError,
  type FigureValue,
} from './figure.ts';
import { FigureReader } from './figureReader.ts';
import { FigureRenewal } from './figureRenewal.ts';
import { FigureSubscriptions, type ActiveCall } from './figureSubscriptions.ts';
import { chooseCompanyFirst, neverRead, signInFirst } from './figureTexts.ts';
import { KnownFigures } from './knownFigures.ts';
import { Alarm, runLaterByClock, type RunLater } from './timers.ts';

/** A position of a call: a figure, an error found in its arguments, or a blank. */
export type CallSlot = Figure | FigureError | '';

/** One invocation by a cell, which lasts until Excel cancels it. */
export interface FigureCall {
  /** Row by row; a table (trial balance) is a call of one slot. */
  slots: CallSlot[];
  /** Told the values of all slots, in their order, whenever one changes. */
  deliver: (values: FigureValue[]) => void;
  /** Slots as of another day, for calls that say «hoy». */
  slotsOfToday?: () => CallSlot[];
}

/** Where figures come from at this moment. */
export type FigureSource =
  /** The session and company are not known yet: wait for them. */
  | { kind: 'starting' }
  | { kind: 'unavailable'; reason: 'signed-out' | 'no-company' | 'offline'; company: string | null }
  | { kind: 'ready'; company: string };

export interface FigureBookState {
  /** Different figures that the cells show. */
  subscriptions: number;
  ledgerVersion: number | null;
  lastSyncAt: Date | null;
  /** Null only while every figure of the workbook is of the present version. */
  staleSince: Date | null;
}

export interface FigureBookOptions {
  api: ApiClient;
  storage: KeyValueStorage;
  now: () => Date;
  onState: (state: FigureBookState) => void;
  runLater?: RunLater;
  burstMilliseconds?: number;
  retryMilliseconds?: number;
}

/** Figures are kept on this computer a while after they changed: many postings, one writing. */
const saveMilliseconds = 5_000;
/** Calls begin and end by thousands. */
const countMilliseconds = 50;

export class FigureBook {
  readonly #options: FigureBookOptions;
  readonly #subscriptions = new FigureSubscriptions();
  readonly #renewal: FigureRenewal;
  readonly #saving: Alarm;
  readonly #counting: Alarm;
  /** Calls whose cell was told nothing yet. */
  readonly #waiting = new Set<ActiveCall>();
  #source: FigureSource = { kind: 'starting' };
  #known: KnownFigures | null = null;
  #isConnectionLost = false;
  /** Cells of the workbook that hold our functions and that Excel has not called. */
  #asleep = 0;
  #staleSince: Date | null = null;

  constructor(options: FigureBookOptions) {
    this.#options = options;
    const {
      runLater = runLaterByClock,
      burstMilliseconds = 15,
      retryMilliseconds = 5_000,
    } = options;
    this.#saving = new Alarm(runLater, () => this.#known?.save());
    this.#counting = new Alarm(runLater, () => this.#publish());
    this.#renewal = new FigureRenewal({
      subscriptions: this.#subscriptions,
      runLater,
      burstMilliseconds,
      retryMilliseconds,
      onAnswer: (changed) => this.#takeAnswer(changed),
      onFailure: (error) => this.#takeFailure(error),
      onState: () => this.#publish(),
    });
  }

  /** Calls that last; a cell has one for each of our functions in its formula. */
  get callCount(): number {
    return this.#subscriptions.calls.size;
  }

  /** A cell starts showing a call. @returns the function that ends it. */
  open(call: FigureCall): () => void {
    const { active, begun } = this.#subscriptions.open(call);
    this.#waiting.add(active);
    this.#renewal.want(begun);
    // Known values are shown at once, also while newer ones are on their way.
    this.#show(active);
    this.#counting.set(countMilliseconds);
    return () => {
      this.#waiting.delete(active);
      this.#subscriptions.close(active);
      this.#counting.set(countMilliseconds);
    };
  }

  setSource(next: FigureSource): void {
    const company = next.kind === 'starting' ? this.#known?.company : next.company;
    if (company !== this.#known?.company) {
      this.saveNow();
      this.#known = company == null ? null : new KnownFigures(this.#options.storage, company);
      for (const call of this.#subscriptions.calls) this.#waiting.add(call);
    }
    this.#source = next;
    this.#isConnectionLost = false;
    if (next.kind === 'ready' && this.#known) {
      this.followDay();
      this.#renewal.start(this.#known, new FigureReader(this.#options.api, next.company));
    } else this.#renewal.pause();
    for (const call of this.#subscriptions.calls) this.#show(call);
    this.#publish();
  }

  /** The feed says which versions there are now: also proof that the server is there. */
  announce(change: Change): void {
    this.#isConnectionLost = false;
    this.#renewal.announce(change);
    this.#publish();
  }

  /** The server cannot be reached: the figures stay and may be out of date. */
  loseConnection(): void {
    this.#isConnectionLost = true;
    this.#publish();
  }

  /** So many cells show what they showed when the workbook was saved. */
  setAsleep(cells: number): void {
    this.#asleep = cells;
    this.#publish();
  }

  /** Asks for everything again. Resolves when the answer, or its absence, is known. */
  async refresh(): Promise<void> {
    this.followDay();
    this.#renewal.renew();
    this.#publish();
    await this.#renewal.whenIdle();
  }

  /** Calls that say «hoy» ask for another day once it is another day. */
  followDay(): void {
    const { moved, begun } = this.#subscriptions.followDay();
    this.#renewal.want(begun);
    for (const call of moved) this.#show(call);
  }

  saveNow(): void {
    this.#saving.cancel();
    this.#known?.save();
  }

  stop(): void {
    this.saveNow();
    this.#counting.cancel();
    this.#renewal.stop();
    this.#subscriptions.clear();
    this.#waiting.clear();
  }

  #takeAnswer(changed: ReadonlySet<string>): void {
    this.#isConnectionLost = false;
    const touched = new Set(this.#waiting);
    for (const key of changed) {
      for (const call of this.#subscriptions.callsOf(key)) touched.add(call);
    }
    for (const call of touched) this.#deliver(call, null);
    this.#known?.prune(this.#subscriptions.size, (key) => this.#subscriptions.has(key));
    this.#saving.set(saveMilliseconds);
  }

  #takeFailure(error: FigureError): void {
    this.#isConnectionLost = true;
    for (const call of this.#subscriptions.calls) this.#deliver(call, error);
  }

  /** What can be said now: nothing before the session is known, a reason where there is none. */
  #show(call: ActiveCall): void {
    if (this.#source.kind === 'starting') return;
    this.#deliver(call, this.#source.kind === 'ready' ? null : reasonOf(this.#source.reason));
  }

  /** @param missing what stands for figures never read; null keeps the call waiting for them. */
  #deliver(active: ActiveCall, missing: FigureError | null): void {
    const current: FigureValue[] = [];
    for (const slot of active.slots) {
      const isSettled = slot === '' || isFigureError(slot);
      const value = isSettled ? slot : (this.#known?.get(slot.key) ?? missing);
      if (value === null) return;
      current.push(value);
    }
    const { delivered } = active;
    const isSame =
      delivered?.length === current.length &&
      current.every((value, at) => sameFigureValue(delivered[at], value));
    if (isSame) return;
    active.delivered = current;
    this.#waiting.delete(active);
    active.call.deliver(current);
  }

  #publish(): void {
    const isCurrent = this.#renewal.isCurrent && !this.#isConnectionLost && this.#asleep === 0;
    const now = this.#options.now();
    if (isCurrent) {
      this.#staleSince = null;
      this.#known?.confirm(now);
    } else if (this.#isShowingSomething) {
      this.#staleSince ??= this.#known?.readAt ?? now;
    } else this.#staleSince = null;
    this.#options.onState({
      subscriptions: this.#subscriptions.size,
      ledgerVersion: this.#known?.ledgerVersion ?? null,
      lastSyncAt: this.#known?.readAt ?? null,
      staleSince: this.#staleSince,
    });
  }

  get #isShowingSomething(): boolean {
    if (this.#isConnectionLost || this.#asleep > 0 || this.#known?.isEmpty === false) return true;
    // Also what another company said, or that there was no connection, until the first answer of this one.
    for (const { delivered } of this.#subscriptions.calls) if (delivered !== null) return true;
    return false;
  }
}

function reasonOf(reason: 'signed-out' | 'no-company' | 'offline'): FigureError {
  if (reason === 'offline') return neverRead;
  return reason === 'signed-out' ? signInFirst : chooseCompanyFirst;
}
