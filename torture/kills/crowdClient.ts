// One of several clients that write at the same time. Each has its own vouchers, so that what it expects of
// them does not depend on the others; a request without an answer stays in doubt until it is sent again.
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { isDone, isInDoubt, rejectionsOf, type Call, type TortureRequest } from '../call.ts';
import type { Chance } from '../chance.ts';
import { wireLines, type InDoubt, type KnownLine, type KnownVoucher } from './knownVoucher.ts';

const actionWeights = {
  post: 50,
  draft: 8,
  postDraft: 10,
  void: 10,
  correct: 10,
  unpost: 8,
  bulk: 2,
};
const bulkLines = 1_500;

export class CrowdClient {
  readonly vouchers = new Map<string, KnownVoucher>();
  inDoubt: InDoubt | null = null;
  acknowledged = 0;
  readonly #call: Call;
  readonly #chance: Chance;
  readonly #accounts: readonly string[];
  readonly #numbersByDay: boolean;

  /** @param numbersByDay whether a number belongs to its day, as in Venezuela */
  constructor(call: Call, chance: Chance, accounts: readonly string[], numbersByDay: boolean) {
    this.#call = call;
    this.#chance = chance;
    this.#accounts = accounts;
    this.#numbersByDay = numbersByDay;
  }

  /** Writes until `isOver`, or until a request gets no answer. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver() && this.inDoubt === null) await this.#send(this.#plan());
  }

  /** What is in doubt, sent again under the same id and key: it must be accepted, and count once. */
  async settle(): Promise<void> {
    if (this.inDoubt) await this.#send(this.inDoubt);
    if (this.inDoubt) throw new Error('the server went away while requests were sent again');
  }

  async #send(planned: InDoubt): Promise<void> {
    this.inDoubt = planned;
    const answer = await this.#call<VoucherResult>(planned.request).catch(() => null);
    if (answer === null || isInDoubt(answer)) return;
    const { method, path } = planned.request;
    if (!isDone(answer)) throw new Error(`${method} ${path}: ${rejectionsOf(answer)}`);
    const { id, state, number, version } = answer.body.voucher;
    const { after } = planned;
    if (id !== after.id || state !== after.state || version !== after.version) {
      throw new Error(`${method} ${path} answered ${id} ${state} ${version}`);
    }
    this.vouchers.set(id, { ...after, number });
    this.acknowledged += 1;
    this.inDoubt = null;
  }

  #plan(): InDoubt {
    const action = this.#chance.weighted(actionWeights);
    if (action === 'post' || action === 'draft' || action === 'bulk') return this.#planNew(action);
    const wanted = action === 'postDraft' ? 'draft' : 'posted';
    const fitting = [...this.vouchers.values()].filter(
      ({ state, lines }) => state === wanted && lines.length < bulkLines,
    );
    if (fitting.length === 0) return this.#planNew('post');
    return this.#planChange(action, this.#chance.pick(fitting));
  }

  #planNew(action: 'post' | 'draft' | 'bulk'): InDoubt {
    const isDraft = action === 'draft';
    const id = this.#chance.uuid();
    const { date, lines } = this.#content(action === 'bulk' ? bulkLines : 0);
    const body = { id, action: isDraft ? 'draft' : 'post', date, lines: wireLines(lines) };
    return {
      request: { method: 'POST', path: '/vouchers', body, key: this.#chance.uuid() },
      before: null,
      after: {
        ...{ id, date, lines, number: null, version: 1 },
        ...(isDraft ? { state: 'draft', batches: 0 } : { state: 'posted', batches: 1 }),
      },
    };
  }

  #planChange(action: 'postDraft' | 'void' | 'correct' | 'unpost', before: KnownVoucher): InDoubt {
    const reason = 'Tortura';
    // A numbered voucher stays in its year, or on its day.
    const content = this.#content(0, before.date.slice(0, 4));
    const corrected = this.#numbersByDay ? { ...content, date: before.date } : content;
    const after = { ...before, version: before.version + 1, batches: before.batches + 1 };
    const [verb, body, change] = (
      {
        postDraft: ['post', undefined, { state: 'posted' }],
        void: ['void', { reason }, { state: 'voided' }],
        unpost: ['unpost', { reason }, { state: 'draft' }],
        correct: [
          'correct',
          { reason, date: corrected.date, lines: wireLines(corrected.lines) },
          corrected,
        ],
      } as const
    )[action];
    const path = `/vouchers/${before.id}/${verb}`;
    const request: TortureRequest = { method: 'POST', path, body, key: this.#chance.uuid() };
    return { request, before, after: { ...after, ...change } };
  }

  #content(minLines: number, year = String(this.#chance.between(2023, 2025))) {
    const chance = this.#chance;
    const date = `${year}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`;
    const lines: KnownLine[] = [];
    const pairs = Math.max(chance.between(1, 3), Math.ceil(minLines / 2));
    for (let pair = 0; pair < pairs; pair += 1) {
      const amount = chance.between(1, 5_000_000);
      lines.push({ account: chance.pick(this.#accounts), amount });
      lines.push({ account: chance.pick(this.#accounts), amount: -amount });
    }
    return { date, lines };
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
