// How the people of a company call what the log holds by number: account codes, voucher numbers, amounts.
import { formatMoney } from '../../shared/money.ts';
import { getCompany, type CompanyRow } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { findProfile } from '../profiles/profile.ts';

export interface NamedVoucher {
  label: string;
  date: string | null;
}

export class LedgerNames {
  readonly #tx: ReadTx;
  readonly #company: CompanyRow;
  readonly #codes: ReadonlyMap<number, string>;

  private constructor(tx: ReadTx, company: CompanyRow, codes: ReadonlyMap<number, string>) {
    this.#tx = tx;
    this.#company = company;
    this.#codes = codes;
  }

  static async read(tx: ReadTx, companyId: number): Promise<LedgerNames> {
    const rows = await tx.query<{ id: bigint; code: string }>(
      'SELECT id, code FROM accounts WHERE company_id = ?',
      [companyId],
    );
    const codes = new Map(rows.map(({ id, code }) => [Number(id), code]));
    return new LedgerNames(tx, await getCompany(tx, companyId), codes);
  }

  /** The account's code; one that is not in the chart is told by its number. */
  account(id: number | bigint): string {
    return this.#codes.get(Number(id)) ?? `desconocida (n.º ${id})`;
  }

  /** An amount as the company writes it. */
  money(amountMinor: bigint): string {
    const { minorDigits, profile } = this.#company;
    return formatMoney(
      amountMinor,
      minorDigits,
      findProfile(profile)?.numberStyle ?? 'comma-decimal',
    );
  }

  async voucher(id: number | bigint): Promise<NamedVoucher> {
    const [row] = await this.#tx.query<{ type: string; number: bigint | null; date: string }>(
      'SELECT type, number, date FROM vouchers WHERE company_id = ? AND id = ?',
      [this.#company.id, id],
    );
    if (!row) return { label: `desconocido (n.º ${id})`, date: null };
    return { label: nameVoucher({ ...row, id }), date: row.date };
  }
}

/** `AS-12`; before it has a number, `borrador 7`. */
export function nameVoucher(row: {
  id: number | bigint;
  type: string;
  number: number | bigint | null;
}): string {
  return row.number === null ? `borrador ${row.id}` : `${row.type}-${row.number}`;
}
