// The only way to write what belongs to a company (invariant 3): permission → hold → key → rules and work → audit →
// commit → announce. A use case says what is done and by which right, and does it; this says in which order, for one
// write by itself and for several that share a transaction.
import type { Action } from '../../shared/permissions.ts';
import { recordAuditEvent, type AuditEvent } from '../audit/audit.store.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import type { Clock } from '../clock.ts';
import type { Engine, Tx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { advanceSettings, holdCompany, type CompanyRow } from './companies.store.ts';
import { GivenAnswers, type Keeping } from './givenAnswers.ts';

/** What a write needs of the server. */
export interface WriteContext {
  engine: Engine;
  clock: Clock;
  /** After a commit that changed chart, years, types or lock. */
  announceSettings(companyId: number): void;
}

/** Who writes in which company, and under which key. */
export interface WriteRequest {
  companyId: number;
  actor: Actor;
  /** Chosen by the client; null for writes that nobody repeats by himself (the command line). */
  idempotencyKey: string | null;
  /** Told when the answer is the one that the key was given before. */
  onReplay?(): void;
}

/** What is done. */
export interface Deed {
  /** The right that it takes; null for what only whoever runs the server does, which is no role's. */
  may: Action | null;
  /** Verb and noun, for the audit trail and the key: `addFiscalYear`. */
  name: string;
  /** All that was asked, as it will be compared when the key comes again: what the address and `If-Match` say too. */
  input: unknown;
}

/** A deed of somebody who may do it. */
export class AdmittedWrite {
  readonly request: WriteRequest;
  readonly deed: Deed;

  /** @throws Refusal `permission-denied`: before anything is said of the key, and before anybody waits */
  constructor(request: WriteRequest, deed: Deed) {
    if (deed.may !== null) assertMay(request.actor, deed.may);
    this.request = request;
    this.deed = deed;
  }
}

/** A write in progress: the company is held, and stays so until the transaction ends. */
export interface CompanyWriting {
  readonly tx: Tx;
  /** As it was when it was held. */
  readonly company: CompanyRow;
  readonly actor: Actor;
  readonly recordedAt: string;
  /** Tells the audit trail; at least once in every write that the log of postings does not tell of by itself. */
  record(event: Pick<AuditEvent, 'subject' | 'detail'>): Promise<void>;
  /** For writes whose audit is the batch they append to the log. */
  recordedByLog(): void;
  /** Chart, years, types or lock are others now: whatever is kept of them is stale, and clients are told. */
  changeSettings(): Promise<void>;
}

/**
 * Runs `work` once per key, in one transaction: all of it becomes durable together, or nothing does.
 * @param work gets the company as it is under the hold; what it throws undoes everything
 * @param keeping left out: the answer is kept under the key as it is
 * @returns what `work` answered, or what the same key was answered before
 * @throws Refusal `forbidden` (`permission-denied`); `conflict` (`idempotency-key-reused`) when the key was used for
 *   another request; whatever the rules refuse
 */
export async function writeCompany<T>(
  context: WriteContext,
  request: WriteRequest,
  deed: Deed,
  work: (writing: CompanyWriting) => Promise<T>,
  keeping?: Keeping<T>,
): Promise<T> {
  const admitted = new AdmittedWrite(request, deed);
  return context.engine.write(async (tx) => {
    const held = await HeldCompany.hold(context, tx, request.companyId);
    const answer = await held.perform({ admitted, work, keeping });
    await held.keepAnswers();
    return answer;
  });
}

/** One of several writes that share a transaction. */
export interface SharedWrite<T> {
  admitted: AdmittedWrite;
  /** What it refuses, it refuses before it writes anything: the others go on. */
  work: (writing: CompanyWriting) => Promise<T>;
  keeping?: Keeping<T> | undefined;
}

export type Outcome<T> = { answer: T } | { refusal: Refusal };

/**
 * The same for writes of one company that arrived together: it is held once and one commit makes all of them durable,
 * each accepted or refused by itself.
 * @param begin under the hold: which writes they are, and what is left to write once all have been heard
 */
export async function writeTogether<T>(
  context: WriteContext,
  companyId: number,
  begin: (held: Pick<CompanyWriting, 'tx' | 'company' | 'recordedAt'>) => Promise<{
    writes: readonly SharedWrite<T>[];
    finish(): Promise<void>;
  }>,
): Promise<Outcome<T>[]> {
  return context.engine.write(async (tx) => {
    const held = await HeldCompany.hold(context, tx, companyId);
    const { writes, finish } = await begin(held);
    const outcomes: Outcome<T>[] = [];
    for (const write of writes) outcomes.push(await settle(held.perform(write)));
    await finish();
    await held.keepAnswers();
    return outcomes;
  });
}

async function settle<T>(writing: Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await writing };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error };
  }
}

/** A company under its hold: the writes of one transaction pass here one after the other. */
class HeldCompany {
  readonly context: WriteContext;
  readonly tx: Tx;
  readonly company: CompanyRow;
  readonly recordedAt: string;
  readonly #given: GivenAnswers;

  constructor(context: WriteContext, tx: Tx, company: CompanyRow) {
    this.context = context;
    this.tx = tx;
    this.company = company;
    this.recordedAt = context.clock.now().toISOString();
    this.#given = new GivenAnswers(tx, company, this.recordedAt);
  }

  static async hold(context: WriteContext, tx: Tx, companyId: number): Promise<HeldCompany> {
    return new HeldCompany(context, tx, await holdCompany(tx, companyId));
  }

  /** The key is read under the hold, so that of two equal requests that race the second gets the answer of the first. */
  async perform<T>({ admitted, work, keeping }: SharedWrite<T>): Promise<T> {
    const { request, deed } = admitted;
    const { idempotencyKey: key } = request;
    const asked = [deed.name, deed.input];
    const given = key === null ? null : await this.#given.find<T>(key, asked, keeping);
    if (given) {
      request.onReplay?.();
      return given.answer;
    }
    const writing = new DeedWriting(this, request.actor, deed.name);
    const answer = await work(writing);
    writing.assertRecorded();
    if (key !== null) this.#given.add(key, asked, answer, keeping);
    return answer;
  }

  keepAnswers(): Promise<void> {
    return this.#given.keep();
  }
}

class DeedWriting implements CompanyWriting {
  readonly tx: Tx;
  readonly company: CompanyRow;
  readonly actor: Actor;
  readonly recordedAt: string;
  readonly #context: WriteContext;
  readonly #action: string;
  #isRecorded = false;

  constructor(held: HeldCompany, actor: Actor, action: string) {
    this.tx = held.tx;
    this.company = held.company;
    this.actor = actor;
    this.recordedAt = held.recordedAt;
    this.#context = held.context;
    this.#action = action;
  }

  async record(event: Pick<AuditEvent, 'subject' | 'detail'>): Promise<void> {
    const { tx, company, actor, recordedAt } = this;
    const by = { companyId: company.id, recordedAt, userId: actor.userId, action: this.#action };
    await recordAuditEvent(tx, { ...by, ...event });
    this.#isRecorded = true;
  }

  recordedByLog(): void {
    this.#isRecorded = true;
  }

  async changeSettings(): Promise<void> {
    const { tx, company } = this;
    await advanceSettings(tx, company.id);
    tx.afterCommit(() => this.#context.announceSettings(company.id));
  }

  /** A write that leaves no trace is a fault of ours, and is undone. */
  assertRecorded(): void {
    if (!this.#isRecorded) throw new Error(`${this.#action} was not recorded`);
  }
}
