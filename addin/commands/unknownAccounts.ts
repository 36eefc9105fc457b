// Accounts that a sheet uses and the chart lacks: a pasted balance may bring thousands. Beyond a few they
// are one problem with one remedy, not one problem each.
import { countThings } from '../../shared/text/countThings.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { reject } from '../../shared/rejection.ts';
import type { SheetProblem, SheetReference } from './commandOutcome.ts';

/** So many are still read one by one: nearly always codes written wrong. */
const mostApart = 3;
const mostNamed = 3;

/** The list of problems with the unknown accounts in one, where the first of them stood. */
export function groupUnknownAccounts(
  problems: readonly SheetProblem[],
  sheet: SheetReference | null,
): SheetProblem[] {
  const unknown = problems.filter(({ code }) => code === 'account-unknown');
  const codes = unknownAccounts(problems);
  const [first] = unknown;
  if (!first || !sheet || codes.length <= mostApart) return [...problems];
  const named = codes.slice(0, mostNamed).join(', ');
  const more = codes.length - mostNamed;
  const accounts = more > 0 ? `${named} y ${countThings(more, 'más', 'más')}` : named;
  const { message, remedy, code, params } = explainRejection(
    reject('accounts-unknown', { count: codes.length, accounts }),
  );
  const group: SheetProblem = { ...first, key: `error-${code}`, code, params, message, remedy };
  return problems.flatMap((problem) => {
    if (problem === first) return [group];
    return problem.code === 'account-unknown' ? [] : [problem];
  });
}

/** Each unknown account once, in the order of the sheet. */
export function unknownAccounts(problems: readonly SheetProblem[]): string[] {
  const codes = problems
    .filter(({ code }) => code === 'account-unknown')
    .map(({ params }) => String(params['account'] ?? ''));
  return [...new Set(codes)];
}
