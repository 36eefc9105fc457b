// The use cases of the ledger over an engine, without HTTP: for tests of what engines promise them.
import { createHash } from 'node:crypto';
import { localDate } from '../../shared/localDate.ts';
import type { Actor } from '../auth/permissions.ts';
import { fixedClock } from '../clock.ts';
import type { Engine } from '../db/engine.ts';
import { setLock } from '../fiscal-years/changeCalendar.ts';
import type { Posting } from '../ledger/posting.ts';
import { createCompany } from '../setup/createCompany.ts';
import { BooksReader } from '../vouchers/companyBooks.ts';
import { type LedgerContext } from '../vouchers/postReading.ts';
import { saveVoucher } from '../vouchers/postVoucher.ts';

export const accountant: Actor = { userId: 0, name: 'Ana Ruiz', role: 'administrador' };
const clock = fixedClock('2025-06-30T10:00:00.000Z');

export function createRawCompany(engine: Engine, code = 'UNO'): Promise<number> {
  const fiscalYears = [2024, 2025].map((year) => ({
    startsOn: localDate(`${year}-01-01`),
    endsOn: localDate(`${year}-12-31`),
  }));
  return createCompany(engine, clock, { code, name: code, profile: 'ES', fiscalYears });
}

/** One server process: its engine and what it keeps in memory. */
export class RawLedger {
  readonly engine: Engine;
  readonly companyId: number;
  /** What was announced after commits, in order. */
  readonly announced: Posting[] = [];
  readonly #context: LedgerContext;

  constructor(engine: Engine, companyId: number) {
    this.engine = engine;
    this.companyId = companyId;
    const announce = (_company: number, postings: readonly Posting[]): void =>
      void this.announced.push(...postings);
    const announceSettings = (): void => undefined;
    this.#context = { engine, clock, books: new BooksReader(), announce, announceSettings };
  }

  /** Posts `amount` from 100 to 213 on a date. @param name its id, and its key when it is sent again */
  post(date: string, amount: string, name: string, idempotencyKey: string | null = null) {
    const request = { companyId: this.companyId, actor: accountant, idempotencyKey };
    return saveVoucher(this.#context, request, {
      id: uuidOf(name),
      action: 'post',
      date,
      description: name,
      lines: [
        { line: 1, account: '213', debit: amount },
        { line: 2, account: '100', credit: amount },
      ],
    });
  }

  lock(through: string | null) {
    const context = { engine: this.engine, clock, announceSettings: () => undefined };
    const request = { companyId: this.companyId, actor: accountant, idempotencyKey: null };
    return setLock(context, request, through === null ? null : localDate(through));
  }
}

/** The same text always gives the same id. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
