// The account where the result of years that are not closed yet is shown.
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';

/** The company's result account; where it has accounts below it (129 with 1290000000), the first that takes postings. */
export function resultAccountOf({ company, chart }: CompanyBooks): ChartAccountNode | undefined {
  let account = chart.find(company.resultAccount);
  while (account?.children.length) account = account.children[0];
  return account;
}
