// Decides when the server is asked, and for what: new figures of a burst in one request, everything again
// when the books moved, and again when the books moved while it was being asked.
import type { Change } from '../../shared/contract/changes.ts';
import type { Figure, FigureError, FigureValue } from './figure.ts';
import { forgetListNotices, tellFigureNotices } from './figureNotices.ts';
import type { FigureReader } from './figureReader.ts';
import type { JoinedReading } from './figureReading.ts';
import type { FigureSubscriptions } from './figureSubscriptions.ts';
import type { KnownFigures, Versions } from './knownFigures.ts';
import { Alarm, type RunLater } from './timers.ts';

export interface RenewalOptions {
  subscriptions: FigureSubscriptions;
  runLater: RunLater;
  /** How long a burst of calls may go on before its request leaves. */
  burstMilliseconds: number;
  /** Wait before asking again what nobody answered, when no announcement comes first. */
  retryMilliseconds: number;
  /** Told which figures have another value than before. */
  onAnswer: (changed: ReadonlySet<string>) => void;
  onFailure: (error: FigureError) => void;
  /** Something of what this knows about being up to date changed. */
  onState: () => void;
}

/** A request on its way: everything that is shown, or some figures by key. */
interface Question {
  isWhole: boolean;
  keys: ReadonlySet<string>;
  figures: readonly Figure[];
  announced: Change | null;
}

/** One company, for as long as its figures may be asked. */
interface Target {
  known: KnownFigures;
  reader: FigureReader;
}

export class FigureRenewal {
  readonly #options: RenewalOptions;
  readonly #burst: Alarm;
  readonly #retry: Alarm;
  #target: Target | null = null;
  /** Whose notices are told: that of the target, also while nobody may be asked. */
  #company: string | null = null;
  #inFlight: Question | null = null;
  /** Shown figures that must be asked by themselves. */
  #wanted = new Set<string>();
  /** Figures outside the registered cells that were read at the present version. */
  #fresh = new Set<string>();
  /** Not all shown figures are of one version, the present one. */
  #isBehind = false;
  #announced: Change | null = null;
  #waiters: (() => void)[] = [];

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#burst = new Alarm(options.runLater, () => void this.#ask());
    this.#retry = new Alarm(options.runLater, () => this.#schedule());
  }

  /** Every figure that a cell shows is of the present version, as far as anybody said. */
  get isCurrent(): boolean {
    if (!this.#target || this.#isBehind || this.#inFlight?.isWhole) return false;
    const { known } = this.#target;
    // A cell that waits for its first value shows nothing old.
    for (const key of this.#wanted) if (known.has(key)) return false;
    for (const key of this.#inFlight?.keys ?? []) if (known.has(key)) return false;
    return true;
  }

  /** Asks for this company from now on; answers to what was asked before are dropped. */
  start(known: KnownFigures, reader: FigureReader): void {
    if (this.#target?.known !== known) this.#announced = null;
    if (this.#company !== known.company) forgetListNotices();
    this.#company = known.company;
    this.#target = { known, reader };
    this.#inFlight = null;
    this.renew();
  }

  /** Nobody may be asked: whoever waits for an answer gets none. */
  pause(): void {
    this.#target = null;
    this.#inFlight = null;
    this.#isBehind = true;
    this.#burst.cancel();
    this.#retry.cancel();
    this.#settle();
  }

  /** Figures that begin to be shown. */
  want(figures: Iterable<Figure>): void {
    // At the start everything is asked.
    if (!this.#target) return;
    for (const { key } of figures) if (!this.#isFresh(key)) this.#wanted.add(key);
    this.#schedule();
  }

  /** Everything that a cell shows is asked again. */
  renew(): void {
    this.#isBehind = true;
    this.#schedule();
  }

  /** The ledger and the chart have these versions now. */
  announce(change: Change): void {
    this.#announced = change;
    // A request on its way says itself what it answers: then they are compared.
    if (this.#inFlight || !this.#target || this.#target.known.isAt(change)) return;
    this.#isBehind = true;
    // One word of the feed, no burst to wait for.
    this.#burst.set(0);
  }

  /** Resolves when nothing is being asked any more, answered or not. */
  async whenIdle(): Promise<void> {
    if (!this.#target || (!this.#inFlight && !this.#burst.isSet)) return;
    await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  stop(): void {
    this.pause();
    this.#wanted.clear();
    this.#fresh.clear();
  }

  #isFresh(key: string): boolean {
    if (!this.#target || this.#isBehind) return false;
    const { known, reader } = this.#target;
    return known.has(key) && (this.#fresh.has(key) || reader.covers(key));
  }

  #schedule(): void {
    if (!this.#target || this.#inFlight) return;
    if (this.#isBehind || this.#wanted.size > 0) this.#burst.set(this.#options.burstMilliseconds);
  }

  async #ask(): Promise<void> {
    const target = this.#target;
    if (!target || this.#inFlight) return;
    const question = this.#nextQuestion();
    this.#inFlight = question;
    this.#options.onState();
    const { figures, announced } = question;
    const answer = await (question.isWhole
      ? target.reader.readAll(figures, announced)
      : target.reader.readSome(figures, announced));
    // Another company, or another session, was chosen meanwhile: these figures are not of it.
    if (this.#target !== target) return;
    this.#inFlight = null;
    if (answer.ok) this.#take(target, answer.reading, question);
    else this.#takeBack(answer.error, question);
  }

  #nextQuestion(): Question {
    const { subscriptions } = this.#options;
    const isWhole = this.#isBehind;
    const keys = isWhole ? new Set<string>() : this.#wanted;
    const figures = isWhole
      ? [...subscriptions.figures()]
      : [...keys].flatMap((key) => subscriptions.figure(key) ?? []);
    this.#isBehind = false;
    this.#wanted = new Set();
    return { isWhole, keys, figures, announced: this.#announced };
  }

  #take(
    { known, reader }: Target,
    reading: JoinedReading,
    { isWhole, keys, figures, announced }: Question,
  ): void {
    const at: Versions = {
      ledgerVersion: reading.ledgerVersion ?? announced?.ledgerVersion ?? null,
      settingsVersion: reading.settingsVersion ?? announced?.settingsVersion ?? null,
    };
    // Read at another version than those that were not asked: the others follow.
    const hasOthers = !isWhole && this.#options.subscriptions.size > keys.size;
    const isApart = hasOthers && known.differsFrom(at);
    if (reading.isMixed || isApart || this.#isOlder(at)) this.#isBehind = true;
    if (isWhole) this.#fresh = new Set();
    for (const { key, kind } of figures) {
      if (kind !== 'balance' || !reader.covers(key)) this.#fresh.add(key);
    }
    known.moveTo(at);
    tellFigureNotices(reading.notices);
    this.#options.onAnswer(takeValues(known, reading.values));
    if (this.#isBehind || this.#wanted.size > 0) this.#schedule();
    else this.#settle();
    this.#options.onState();
  }

  /** Posted between the question and its answer: the feed does not say it again. */
  #isOlder(at: Versions): boolean {
    const announced = this.#announced;
    if (!announced) return false;
    return (
      at.ledgerVersion === null ||
      at.settingsVersion === null ||
      at.ledgerVersion < announced.ledgerVersion ||
      at.settingsVersion < announced.settingsVersion
    );
  }

  #takeBack(error: FigureError, { isWhole, keys }: Question): void {
    if (isWhole) this.#isBehind = true;
    for (const key of keys) this.#wanted.add(key);
    this.#retry.set(this.#options.retryMilliseconds);
    this.#options.onFailure(error);
    this.#settle();
    this.#options.onState();
  }

  #settle(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}

function takeValues(known: KnownFigures, values: ReadonlyMap<string, FigureValue>): Set<string> {
  const changed = new Set<string>();
  for (const [key, value] of values) if (known.take(key, value)) changed.add(key);
  return changed;
}
