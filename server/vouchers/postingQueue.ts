// Vouchers of a company that arrive together are posted together: the company is held once, their rows go
// in with few statements, and one flush to disk makes all of them durable. Each is still accepted or refused by
// itself: nothing of a refused one is written.
import type { NewVoucher, Voucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { holdCompany } from '../companies/companies.store.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import { findAnswer, recordAnswers } from '../companies/idempotency.store.ts';
import type { Engine, Tx } from '../db/engine.ts';
import { origins } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { planVoucher } from './planVoucher.ts';
import { PostingRun } from './postingRun.ts';
import { readLines } from './readVoucher.ts';
import { describeResult, refuseTakenId, type LedgerContext } from './postReading.ts';

interface Waiting {
  request: WriteRequest;
  input: NewVoucher;
  resolve(result: VoucherResult): void;
  reject(error: unknown): void;
}

type Outcome = { result: VoucherResult } | { refusal: Refusal };

/** Vouchers in one transaction at most: bounds how long the first waits for the last. */
const usuallyTogether = 128;
/** Turns of the event loop in which those who were answered together may come back together. */
const gatheringTurns = 2;

const queues = new WeakMap<Engine, PostingQueue>();

/** The queue of an engine: whoever posts through it shares its commits. */
export function postingQueueOf(context: LedgerContext): PostingQueue {
  let queue = queues.get(context.engine);
  if (!queue) queues.set(context.engine, (queue = new PostingQueue(context)));
  return queue;
}

export class PostingQueue {
  readonly #context: LedgerContext;
  readonly #waiting = new Map<number, Waiting[]>();
  readonly #maxTogether: number;
  /** How many the last group was: whoever posts alone waits for nobody. */
  #lastTogether = 1;

  constructor(context: LedgerContext, maxTogether = usuallyTogether) {
    this.#context = context;
    this.#maxTogether = maxTogether;
  }

  /** @throws Refusal as `saveVoucher` */
  post(request: WriteRequest, input: NewVoucher): Promise<VoucherResult> {
    return new Promise((resolve, rejectPost) => {
      const waiting = { request, input, resolve, reject: rejectPost };
      const others = this.#waiting.get(request.companyId);
      if (others) {
        others.push(waiting);
        return;
      }
      this.#waiting.set(request.companyId, [waiting]);
      void this.#drain(request.companyId);
    });
  }

  /** Posts group after group of a company until nobody waits. */
  async #drain(companyId: number): Promise<void> {
    for (;;) {
      let group: Waiting[] = [];
      for (let turn = 0; turn < gatheringTurns && this.#lastTogether > 1; turn += 1) {
        await new Promise(setImmediate);
      }
      try {
        const outcomes = await this.#context.engine.write((tx) => {
          // Taken when the transaction begins: until then more may join. A transaction that is run again
          // (PostgreSQL, after a deadlock) keeps its group.
          if (group.length === 0) group = this.#take(companyId);
          return postTogether(this.#context, tx, companyId, group);
        });
        settle(group, outcomes);
      } catch (error) {
        await this.#postOneByOne(companyId, group, error);
      }
      if (this.#waiting.get(companyId)?.length === 0) {
        this.#waiting.delete(companyId);
        return;
      }
    }
  }

  #take(companyId: number): Waiting[] {
    const group = this.#waiting.get(companyId)?.splice(0, this.#maxTogether) ?? [];
    this.#lastTogether = group.length;
    return group;
  }

  /** A fault in one must not be the fault of all: each gets a transaction of its own. */
  async #postOneByOne(companyId: number, group: readonly Waiting[], fault: unknown): Promise<void> {
    if (group.length === 0) {
      // The transaction did not even begin.
      for (const waiting of this.#take(companyId)) waiting.reject(fault);
      return;
    }
    if (group.length === 1) {
      group[0]!.reject(fault);
      return;
    }
    for (const waiting of group) {
      try {
        const write = (tx: Tx) => postTogether(this.#context, tx, companyId, [waiting]);
        settle([waiting], await this.#context.engine.write(write));
      } catch (error) {
        waiting.reject(error);
      }
    }
  }
}

function settle(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
  group.forEach((waiting, index) => {
    const outcome = outcomes[index]!;
    if ('result' in outcome) waiting.resolve(outcome.result);
    else waiting.reject(outcome.refusal);
  });
}

async function postTogether(
  context: LedgerContext,
  tx: Tx,
  companyId: number,
  group: readonly Waiting[],
): Promise<Outcome[]> {
  const company = await holdCompany(tx, companyId);
  const books = await context.books.read(tx, companyId, company);
  const together = new TogetherPosting(tx, books, context.clock.now().toISOString());
  const outcomes: Outcome[] = [];
  for (const { request, input } of group) {
    try {
      outcomes.push({ result: await together.post(request, input) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.push({ refusal: error });
    }
  }
  const postings = await together.finish();
  if (postings.length > 0) tx.afterCommit(() => context.announce(companyId, postings));
  return outcomes;
}

/** What is kept under a key: the lines are in the log already, which keeps them for ever. */
type RecordedAnswer = Omit<VoucherResult, 'voucher'> & { voucher: Omit<Voucher, 'lines'> };

function withoutLines({ voucher: { lines: _inLog, ...voucher }, ...rest }: VoucherResult) {
  return { voucher, ...rest } satisfies RecordedAnswer;
}

/** The answer as it was given: the version after a posting is the place of its last line. */
async function completeAnswer(
  tx: Tx,
  books: CompanyBooks,
  { voucher, ...rest }: RecordedAnswer,
): Promise<VoucherResult> {
  const { ledgerVersion: lastSeq } = rest;
  const place = { firstSeq: lastSeq - voucher.lineCount + 1, lastSeq };
  return { voucher: { ...voucher, lines: await readLines(tx, books, place) }, ...rest };
}

/** The vouchers of one transaction: what is gathered, and what later ones must see of earlier ones. */
class TogetherPosting {
  readonly #tx: Tx;
  readonly #books: CompanyBooks;
  readonly #recordedAt: string;
  readonly #run: PostingRun;
  readonly #answers = new Map<string, { key: string; request: unknown; answer: VoucherResult }>();
  readonly #posted = new Map<string, VoucherResult>();

  constructor(tx: Tx, books: CompanyBooks, recordedAt: string) {
    this.#tx = tx;
    this.#books = books;
    this.#recordedAt = recordedAt;
    this.#run = new PostingRun(tx, books, recordedAt);
  }

  /** @throws Refusal before anything of this voucher is gathered */
  async post(
    { actor, idempotencyKey: key, onReplay }: WriteRequest,
    input: NewVoucher,
  ): Promise<VoucherResult> {
    const request = ['saveVoucher', input];
    const known = key === null ? null : await this.#answerOf(key, request);
    if (known) {
      onReplay?.();
      return known;
    }
    await this.#refuseTakenId(input.id);
    const { plan, rejections, notices } = planVoucher(this.#books, input);
    if (!plan) throw new Refusal('invalid', rejections, this.#books.writing);
    const posted = await this.#run.add({ uid: input.id, plan, origin: origins.ordinary, actor });
    const said: Rejection[] = [...notices, ...posted.notices];
    const { head } = this.#run;
    const answer = describeResult(this.#books, posted.row, plan, actor, head, said);
    this.#posted.set(input.id, answer);
    if (key !== null) this.#answers.set(key, { key, request, answer });
    return answer;
  }

  /** Writes what was gathered. @returns the postings, to be announced */
  async finish() {
    if (this.#posted.size === 0) return [];
    const { id } = this.#books.company;
    const postings = await this.#run.flush();
    const answers = [...this.#answers.values()].map(({ answer, ...asked }) => ({
      ...asked,
      answer: withoutLines(answer),
    }));
    await recordAnswers(this.#tx, id, answers, this.#recordedAt);
    return postings;
  }

  async #answerOf(key: string, request: unknown): Promise<VoucherResult | null> {
    const earlier = this.#answers.get(key);
    if (earlier) {
      if (JSON.stringify(earlier.request) === JSON.stringify(request)) return earlier.answer;
      throw new Refusal('conflict', reject('idempotency-key-reused', { key }, { field: 'key' }));
    }
    const { company } = this.#books;
    const known = await findAnswer<RecordedAnswer>(this.#tx, company.id, key, request);
    return known && completeAnswer(this.#tx, this.#books, known.answer);
  }

  async #refuseTakenId(uid: string): Promise<void> {
    const earlier = this.#posted.get(uid);
    if (earlier) {
      const params = { voucher: earlier.voucher.label ?? '', date: earlier.voucher.date };
      throw new Refusal('conflict', reject('voucher-already-posted', params), this.#books.writing);
    }
    await refuseTakenId(this.#tx, this.#books, uid);
  }
}
