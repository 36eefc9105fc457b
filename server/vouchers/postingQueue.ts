// Vouchers of a company that arrive together are posted together: the company is held once, their rows go
// in with few statements, and one flush to disk makes all of them durable. Each is still accepted or refused by
// itself: nothing of a refused one is written.
import type { NewVoucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import {
  AdmittedWrite,
  writeTogether,
  type CompanyWriting,
  type Outcome,
  type WriteRequest,
} from '../companies/companyWrite.ts';
import type { Engine, Tx } from '../db/engine.ts';
import { origins } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { planVoucher } from './planVoucher.ts';
import { PostingRun } from './postingRun.ts';
import { describeResult, refuseTakenId, type LedgerContext } from './postReading.ts';
import { postedKeeping } from './voucherAnswers.ts';

interface Waiting {
  admitted: AdmittedWrite;
  input: NewVoucher;
  resolve(result: VoucherResult): void;
  reject(error: unknown): void;
}

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
  async post(request: WriteRequest, input: NewVoucher): Promise<VoucherResult> {
    const admitted = new AdmittedWrite(request, { may: 'post', name: 'postVoucher', input });
    return new Promise((resolve, rejectPost) => {
      const waiting = { admitted, input, resolve, reject: rejectPost };
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
        const outcomes = await postTogether(this.#context, companyId, () => {
          // Taken when the company is held: until then more may join. A transaction that is run again
          // (PostgreSQL, after a deadlock) keeps its group.
          if (group.length === 0) group = this.#take(companyId);
          return group;
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
        settle([waiting], await postTogether(this.#context, companyId, () => [waiting]));
      } catch (error) {
        waiting.reject(error);
      }
    }
  }
}

function settle(group: readonly Waiting[], outcomes: readonly Outcome<VoucherResult>[]): void {
  group.forEach((waiting, index) => {
    const outcome = outcomes[index]!;
    if ('answer' in outcome) waiting.resolve(outcome.answer);
    else waiting.reject(outcome.refusal);
  });
}

function postTogether(
  context: LedgerContext,
  companyId: number,
  take: () => readonly Waiting[],
): Promise<Outcome<VoucherResult>[]> {
  const keeping = postedKeeping(context.books);
  return writeTogether(context, companyId, async ({ tx, company, recordedAt }) => {
    const group = take();
    const books = await context.books.read(tx, companyId, company);
    const together = new TogetherPosting(tx, books, recordedAt);
    return {
      writes: group.map(({ admitted, input }) => ({
        ...{ admitted, keeping },
        work: (writing) => together.post(writing, input),
      })),
      finish: async () => {
        const postings = await together.finish();
        if (postings.length > 0) tx.afterCommit(() => context.announce(companyId, postings));
      },
    };
  });
}

/** The vouchers of one transaction: what is gathered, and what later ones must see of earlier ones. */
class TogetherPosting {
  readonly #tx: Tx;
  readonly #books: CompanyBooks;
  readonly #run: PostingRun;
  readonly #posted = new Map<string, VoucherResult>();

  constructor(tx: Tx, books: CompanyBooks, recordedAt: string) {
    this.#tx = tx;
    this.#books = books;
    this.#run = new PostingRun(tx, books, recordedAt);
  }

  /** @throws Refusal before anything of this voucher is gathered */
  async post(writing: CompanyWriting, input: NewVoucher): Promise<VoucherResult> {
    const { actor } = writing;
    await this.#refuseTakenId(input.id);
    const { plan, rejections, notices } = planVoucher(this.#books, input);
    if (!plan) throw new Refusal('invalid', rejections, this.#books.writing);
    const posted = await this.#run.add({ uid: input.id, plan, origin: origins.ordinary, actor });
    writing.recordedByLog();
    const said: Rejection[] = [...notices, ...posted.notices];
    const { head } = this.#run;
    const answer = await describeResult(this.#books, posted.row, plan, actor, head, said);
    this.#posted.set(input.id, answer);
    return answer;
  }

  /** Writes what was gathered. @returns the postings, to be announced */
  async finish() {
    return this.#posted.size === 0 ? [] : this.#run.flush();
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
