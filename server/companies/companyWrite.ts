// The only way to write what belongs to a company (invariant 3): permission → hold → key → rules and work → audit →
// commit → announce. A use case says what is done and by which right, and does it; this says in which order.
import type { Action } from '../../shared/permissions.ts';
import { recordAuditEvent, type AuditEvent } from '../audit/audit.store.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import type { Clock } from '../clock.ts';
import type { Engine, Tx } from '../db/engine.ts';
import { advanceSettings, type CompanyRow } from './companies.store.ts';
import { runOnce } from './idempotency.store.ts';

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
  /** The right that it takes. */
  may: Action;
  /** Verb and noun, for the audit trail and the key: `addFiscalYear`. */
  name: string;
  /** All that was asked, as it will be compared when the key comes again. */
  input: unknown;
}

/** A write in progress: the company is held, and stays so until the transaction ends. */
export interface CompanyWriting {
  readonly tx: Tx;
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
 * @returns what `work` answered, or what the same key was answered before
 * @throws Refusal `forbidden` (`permission-denied`); `conflict` (`idempotency-key-reused`) when the key was used for
 *   another request; whatever the rules refuse
 */
export async function writeCompany<T>(
  context: WriteContext,
  request: WriteRequest,
  deed: Deed,
  work: (writing: CompanyWriting) => Promise<T>,
): Promise<T> {
  const { companyId, actor, idempotencyKey: key, onReplay } = request;
  assertMay(actor, deed.may);
  const recordedAt = context.clock.now().toISOString();
  const keyed = { companyId, key, request: [deed.name, deed.input], recordedAt, onReplay };
  return context.engine.write((tx) =>
    runOnce(tx, keyed, async (company) => {
      const writing = new HeldCompany(context, { tx, company, actor, recordedAt }, deed.name);
      const answer = await work(writing);
      writing.assertRecorded();
      return answer;
    }),
  );
}

class HeldCompany implements CompanyWriting {
  readonly tx: Tx;
  readonly company: CompanyRow;
  readonly actor: Actor;
  readonly recordedAt: string;
  readonly #context: WriteContext;
  readonly #action: string;
  #isRecorded = false;

  constructor(
    context: WriteContext,
    held: Pick<CompanyWriting, 'tx' | 'company' | 'actor' | 'recordedAt'>,
    action: string,
  ) {
    this.tx = held.tx;
    this.company = held.company;
    this.actor = held.actor;
    this.recordedAt = held.recordedAt;
    this.#context = context;
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
