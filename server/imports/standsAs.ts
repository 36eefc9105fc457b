// Whether a voucher that came in stands in the books as a file now has it: then somebody corrected it in Cuadre, and
// the corrected file brings nothing new.
import { canonicalPartyCode } from '../../shared/partyCode.ts';
import type { ReadTx } from '../db/engine.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { PlannedVoucher } from '../vouchers/planVoucher.ts';
import { listLines } from '../vouchers/readVoucher.ts';
import { findVoucher } from '../vouchers/vouchers.store.ts';
import type { KnownVoucher } from './imports.store.ts';

/** Day, accounts, amounts, third parties and cost centres, in any order; texts are not compared. */
export async function standsAs(
  tx: ReadTx,
  { company }: CompanyBooks,
  known: KnownVoucher,
  plan: PlannedVoucher,
): Promise<boolean> {
  if (known.state !== 'posted') return false;
  const row = await findVoucher(tx, company.id, known.uid);
  if (!row || row.date !== plan.date || row.lineCount !== plan.lines.length) return false;
  const lines = await listLines(tx, company.id, row);
  const standing = lines.map(({ accountId, ...line }) => writeLine(accountId, line)).sort();
  const wanted = plan.lines.map(({ account, ...line }) => writeLine(account.id, line)).sort();
  return standing.every((line, index) => line === wanted[index]);
}

interface ComparedLine {
  entry: number;
  debit: bigint;
  credit: bigint;
  party: string;
  costCenter: string;
  dueDate: string | null;
}

function writeLine(accountId: number, line: ComparedLine): string {
  const { entry, debit, credit, party, costCenter, dueDate } = line;
  const figures = [accountId, entry, debit, credit, dueDate ?? ''].join(' ');
  return JSON.stringify([figures, canonicalPartyCode(party), costCenter]);
}
