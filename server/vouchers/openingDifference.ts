// The account that is offered when opening balances do not add up (B03): always an equity account with postings
// of its own. Using it is the user's decision.
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { CompanyBooks } from './companyBooks.ts';

/** What the balances lack to add up. */
export type LackingSide = 'credit' | 'debit';

/** The country's usual account or the first below it; where books made it something else, another of the equity. */
export function findOpeningDifferenceAccount(
  { company, profile, chart }: CompanyBooks,
  lacking: LackingSide,
): ChartAccountNode | undefined {
  const usual =
    lacking === 'credit'
      ? profile.openingDifferenceAccountCode
      : profile.openingDifferenceLossAccountCode;
  for (const code of [usual, company.resultAccount]) {
    const account = chart.find(code);
    const found = account && chart.postableIn(account).find(canTake);
    if (found) return found;
  }
  const equity = chart.accounts.filter(
    (account) => account.children.length === 0 && canTake(account),
  );
  return equity.find(({ nature }) => nature === lacking) ?? equity[0];
}

function canTake({ kind, isActive }: ChartAccountNode): boolean {
  return kind === 'equity' && isActive;
}
