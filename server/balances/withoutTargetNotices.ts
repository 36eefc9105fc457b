// What a figure holds that closing earlier years could take nowhere yet is said beside it, once for each account.
import type { BalanceQuery, FigureNotice } from '../../shared/contract/balances.ts';
import { reject } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { listClosingCandidates, nameAccounts } from '../accounts/closingTarget.ts';
import type { Pace } from '../pace.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { writeExact } from './exactAmount.ts';
import type { CellWriter } from './queryBalances.ts';
import type { ResolvedQuery } from './resolveCells.ts';

/** `line` is the first cell that shows the account. */
export async function listWithoutTarget(
  books: CompanyBooks,
  writer: CellWriter,
  { accounts, cells }: BalanceQuery,
  { cellOf }: ResolvedQuery,
  pace: Pace,
): Promise<FigureNotice[]> {
  if (writer.countWithoutTarget() === 0) return [];
  const { chart, writing } = books;
  const candidates = nameAccounts(listClosingCandidates(chart));
  const said = new Set<string>();
  const seen = new Set<number>();
  const notices: FigureNotice[] = [];
  for (const [line, cell] of cellOf.entries()) {
    if (seen.has(cell)) continue;
    seen.add(cell);
    for (const { account, amount } of writer.listWithoutTarget(cell)) {
      const { code, name } = account;
      if (said.has(code)) continue;
      said.add(code);
      const params = {
        account: code,
        name,
        amount: writeExact(amount, writing.minorDigits),
        candidates,
      };
      const notice = explainRejection(reject('closing-without-target', params, { line }), writing);
      notices.push({ ...notice, accounts: accounts[cells[line * 3]!]! });
    }
    if (pace.isDue(writer.countWithoutTarget())) await pace.rest();
  }
  return notices;
}
