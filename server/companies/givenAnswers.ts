// A request with a known key and the same content gets the answer that was given; with other content it is refused
// (invariant 3). A key is the company's, not the user's: whoever opens the workbook in which somebody else's answer was
// lost repeats the same act, not another one.
import { reject } from '../../shared/rejection.ts';
import type { Tx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyRow } from './companies.store.ts';
import { findRecordedAnswer, hashRequest, recordAnswers } from './idempotency.store.ts';

/** How an answer is kept under its key, where it is long and most of it is kept elsewhere anyway. */
export interface Keeping<T> {
  /** @returns what goes into the database, as JSON */
  keep(answer: T): unknown;
  /** @returns the answer as it was given, to the byte, whatever happened since */
  complete(kept: unknown, held: { tx: Tx; company: CompanyRow }): T | Promise<T>;
}

interface GivenAnswer {
  key: string;
  request: unknown;
  answer: unknown;
  keep(): unknown;
}

/** Keys of one company in one transaction: those it finds answered, and those that it answers. */
export class GivenAnswers {
  readonly #tx: Tx;
  readonly #company: CompanyRow;
  readonly #recordedAt: string;
  readonly #added = new Map<string, GivenAnswer>();

  /** The company must be held. */
  constructor(tx: Tx, company: CompanyRow, recordedAt: string) {
    this.#tx = tx;
    this.#company = company;
    this.#recordedAt = recordedAt;
  }

  /** @throws Refusal `idempotency-key-reused` when the key was used for another request */
  async find<T>(
    key: string,
    request: unknown,
    keeping: Keeping<T> | undefined,
  ): Promise<{ answer: T } | null> {
    const added = this.#added.get(key);
    if (added) {
      if (hashRequest(added.request) !== hashRequest(request)) throw reusedKey(key);
      return { answer: added.answer as T };
    }
    const known = await findRecordedAnswer(this.#tx, this.#company.id, key);
    if (!known) return null;
    if (known.requestHash !== hashRequest(request)) throw reusedKey(key);
    const kept = JSON.parse(known.response) as unknown;
    if (!keeping) return { answer: kept as T };
    return { answer: await keeping.complete(kept, { tx: this.#tx, company: this.#company }) };
  }

  /** Only success is kept: a refused request may be corrected and sent again under the same key. */
  add<T>(key: string, request: unknown, answer: T, keeping: Keeping<T> | undefined): void {
    const keep = (): unknown => (keeping ? keeping.keep(answer) : answer);
    this.#added.set(key, { key, request, answer, keep });
  }

  /** Writes what was added. */
  async keep(): Promise<void> {
    if (this.#added.size === 0) return;
    const answers = [...this.#added.values()].map(({ key, request, keep }) => ({
      ...{ key, request },
      answer: keep(),
    }));
    await recordAnswers(this.#tx, this.#company.id, answers, this.#recordedAt);
  }
}

function reusedKey(key: string): Refusal {
  return new Refusal('conflict', reject('idempotency-key-reused', { key }, { field: 'key' }));
}
