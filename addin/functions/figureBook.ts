// The subscription set behind the custom functions: every figure that some cell of the workbook shows,
// once; one request per burst of calls and one per announced ledger version; a cell is told only what
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
import { loadFigures, saveFigures } from './figureCache.ts';
import { requestFigures } from './figureRequest.ts';
import { chooseCompanyFirst, neverRead, signInFirst } from './figureTexts.ts';

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
  subscriptions: number;
  ledgerVersion: number | null;
  lastSyncAt: Date | null;
  staleSince: Date | null;
}

export interface FigureBookOptions {
  api: ApiClient;
  storage: KeyValueStorage;
  now: () => Date;
  onState: (state: FigureBookState) => void;
  onExpired: () => void;
  /** How long a burst of calls may go on before its request leaves, in milliseconds. */
  burstMilliseconds?: number;
  /** Wait before asking again what nobody answered, when no announcement comes first. */
  retryMilliseconds?: number;
}

interface Subscription {
  figure: Figure;
  calls: Set<ActiveCall>;
}
interface ActiveCall extends FigureCall {
  delivered: FigureValue[] | null;
}

export type FigureBook = ReturnType<typeof createFigureBook>;

export function createFigureBook(options: FigureBookOptions) {
  const burst = options.burstMilliseconds ?? 15;
  const calls = new Set<ActiveCall>();
  const subscriptions = new Map<string, Subscription>();
  /** Known values, also of figures that no cell shows at this moment (a cell being rewritten). */
  let values = new Map<string, FigureValue>();
  let fresh = new Set<string>();
  let pending = new Set<string>();
  let source: FigureSource = { kind: 'starting' };
  let ledgerVersion: number | null = null;
  let lastSyncAt: Date | null = null;
  let staleSince: Date | null = null;
  let announced: Change | null = null;
  let burstTimer: ReturnType<typeof setTimeout> | null = null;
  let saveTimer: ReturnType<typeof setTimeout> | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | null = null;
  let isRequesting = false;
  let idleWaiters: (() => void)[] = [];

  function open(call: FigureCall): () => void {
    const active: ActiveCall = { ...call, delivered: null };
    calls.add(active);
    attach(active);
    return () => {
      calls.delete(active);
      detach(active);
    };
  }

  function attach(call: ActiveCall): void {
    for (const slot of call.slots) {
      if (slot === '' || isFigureError(slot)) continue;
      const known = subscriptions.get(slot.key);
      if (known) known.calls.add(call);
      else subscriptions.set(slot.key, { figure: slot, calls: new Set([call]) });
      if (!fresh.has(slot.key)) pending.add(slot.key);
    }
    // Known values are shown at once, also while newer ones are on their way.
    if (source.kind !== 'starting') deliver(call, source.kind === 'ready' ? null : fallback());
    scheduleBurst();
  }

  function detach(call: ActiveCall): void {
    for (const slot of call.slots) {
      if (slot === '' || isFigureError(slot)) continue;
      const subscription = subscriptions.get(slot.key);
      subscription?.calls.delete(call);
      if (subscription?.calls.size === 0) {
        subscriptions.delete(slot.key);
        pending.delete(slot.key);
      }
    }
  }

  /** @param missing what stands for figures never read; null keeps the call waiting for them. */
  function deliver(call: ActiveCall, missing: FigureError | null): void {
    const current: FigureValue[] = [];
    for (const slot of call.slots) {
      const value = slot === '' || isFigureError(slot) ? slot : (values.get(slot.key) ?? missing);
      if (value === null) return;
      current.push(value);
    }
    const before = call.delivered;
    if (before && current.every((value, index) => sameFigureValue(before[index], value))) return;
    call.delivered = current;
    call.deliver(current);
  }

  function deliverAll(missing: FigureError | null): void {
    for (const call of calls) deliver(call, missing);
  }

  function fallback(): FigureError {
    if (source.kind !== 'unavailable' || source.reason === 'offline') return neverRead;
    return source.reason === 'signed-out' ? signInFirst : chooseCompanyFirst;
  }

  function scheduleBurst(): void {
    if (burstTimer !== null || isRequesting || pending.size === 0 || source.kind !== 'ready')
      return;
    burstTimer = setTimeout(() => {
      burstTimer = null;
      void request();
    }, burst);
  }

  async function request(): Promise<void> {
    const company = readyCompany();
    if (company === null || isRequesting || pending.size === 0) return settleIdle();
    const asked = [...pending];
    pending = new Set();
    isRequesting = true;
    const figures = asked.flatMap((key) => subscriptions.get(key)?.figure ?? []);
    const answer = await requestFigures(options.api, company, figures);
    isRequesting = false;
    // The company changed meanwhile: those figures are of the other one.
    if (readyCompany() !== company) return scheduleBurst();
    if (answer.ok) take(answer.values, answer.ledgerVersion);
    else {
      for (const key of asked) if (subscriptions.has(key)) pending.add(key);
      becomeStale();
      deliverAll(answer.error);
      if (answer.reason === 'expired') options.onExpired();
      else retryTimer ??= setTimeout(retry, options.retryMilliseconds ?? 5_000);
      settleIdle();
      return;
    }
    if (pending.size > 0) scheduleBurst();
    else settleIdle();
  }

  function readyCompany(): string | null {
    return source.kind === 'ready' ? source.company : null;
  }

  function retry(): void {
    retryTimer = null;
    scheduleBurst();
  }

  function take(answered: Map<string, FigureValue>, version: number | null): void {
    const touched = new Set<ActiveCall>();
    for (const [key, value] of answered) {
      fresh.add(key);
      if (sameFigureValue(values.get(key), value) && hasBeenDelivered(key)) continue;
      values.set(key, value);
      for (const call of subscriptions.get(key)?.calls ?? []) touched.add(call);
    }
    if (version !== null && version !== ledgerVersion) {
      // The answer is of another version than the figures that were not asked: they follow.
      for (const key of subscriptions.keys()) {
        if (answered.has(key)) continue;
        fresh.delete(key);
        pending.add(key);
      }
      ledgerVersion = version;
    }
    for (const call of touched) deliver(call, null);
    if (pending.size === 0) becomeCurrent();
    // Posted between the question and its answer: ask again (the feed only announces once).
    if (announced && version !== null && announced.ledgerVersion > version) renewAll();
    scheduleSave();
  }

  function becomeCurrent(): void {
    lastSyncAt = options.now();
    staleSince = null;
    publish();
  }

  function hasBeenDelivered(key: string): boolean {
    for (const call of subscriptions.get(key)?.calls ?? []) if (!call.delivered) return false;
    return true;
  }

  /** Everything that a cell shows is asked again, in one request. */
  function renewAll(): void {
    fresh = new Set();
    followDay();
    for (const key of subscriptions.keys()) pending.add(key);
    scheduleBurst();
  }

  /** Calls that say «hoy» ask for another day once it is another day. */
  function followDay(): void {
    for (const call of calls) {
      const slots = call.slotsOfToday?.();
      if (!slots || JSON.stringify(slots) === JSON.stringify(call.slots)) continue;
      detach(call);
      call.slots = slots;
      attach(call);
    }
  }

  function becomeStale(): void {
    staleSince ??= lastSyncAt ?? options.now();
    publish();
  }

  function settleIdle(): void {
    const waiters = idleWaiters;
    idleWaiters = [];
    for (const waiter of waiters) waiter();
  }

  function publish(): void {
    options.onState({ subscriptions: subscriptions.size, ledgerVersion, lastSyncAt, staleSince });
  }

  function scheduleSave(): void {
    saveTimer ??= setTimeout(saveNow, 1_000);
  }

  function saveNow(): void {
    if (saveTimer !== null) clearTimeout(saveTimer);
    saveTimer = null;
    if (source.kind === 'starting' || source.company === null || values.size === 0) return;
    const readAt = lastSyncAt?.toISOString() ?? null;
    saveFigures(options.storage, source.company, { ledgerVersion, readAt, values });
  }

  return {
    /** A cell starts showing a call. @returns the function that ends it. */
    open,

    setSource(next: FigureSource): void {
      const before = source.kind === 'starting' ? null : source.company;
      const company = next.kind === 'starting' ? before : next.company;
      if (company !== before) {
        saveNow();
        const cached = company === null ? null : loadFigures(options.storage, company);
        values = cached?.values ?? new Map<string, FigureValue>();
        ledgerVersion = cached?.ledgerVersion ?? null;
        lastSyncAt = cached?.readAt ? new Date(cached.readAt) : null;
        announced = null;
        for (const call of calls) call.delivered = null;
      }
      source = next;
      if (next.kind === 'ready') {
        renewAll();
        deliverAll(null);
      } else if (next.kind === 'unavailable') {
        fresh = new Set();
        for (const key of subscriptions.keys()) pending.add(key);
        deliverAll(fallback());
        if (values.size > 0) becomeStale();
      }
      publish();
    },

    /** The feed says which version the ledger has now: also proof that the server is there. */
    announce(change: Change): void {
      const isFirst = announced === null;
      const sameSettings = isFirst || announced?.settingsVersion === change.settingsVersion;
      announced = change;
      if (subscriptions.size === 0) {
        ledgerVersion = change.ledgerVersion;
        becomeCurrent();
        return;
      }
      // A request on its way says itself which version it answers (see take).
      if (sameSettings && (isRequesting || burstTimer !== null)) return;
      if (sameSettings && pending.size === 0 && ledgerVersion === change.ledgerVersion) {
        becomeCurrent();
      } else {
        renewAll();
      }
    },

    /** The feed was lost: the figures stay and may be out of date. */
    loseConnection(): void {
      becomeStale();
    },

    /** Asks for everything again. Resolves when the answer, or its absence, is known. */
    async refresh(): Promise<void> {
      renewAll();
      if (source.kind !== 'ready' || (pending.size === 0 && !isRequesting)) return;
      await new Promise<void>((resolve) => idleWaiters.push(resolve));
    },

    saveNow,
    followDay,

    stop(): void {
      if (burstTimer !== null) clearTimeout(burstTimer);
      if (retryTimer !== null) clearTimeout(retryTimer);
      saveNow();
      calls.clear();
      subscriptions.clear();
      settleIdle();
    },
  };
}
