// Which columns of amounts count, of all those that a table has: the lines of a voucher are movements,
// an opening begins with balances; the latest ones, in the currency of the books.
import {
  currencyOfTitle,
  periodOfTitle,
  type AmountStage,
  type ColumnTitle,
} from './columnTitles.ts';
import type { Side } from './sideText.ts';

export type Purpose = 'voucher' | 'opening';

export type AmountColumns =
  | { kind: 'sides'; debit: number; credit: number }
  /** Positive: debit. */
  | { kind: 'signed'; amount: number }
  /** The side stands beside the amount. */
  | { kind: 'lettered'; amount: number; side: number };

/** The titles of a table by column: as they are written, and as far as they were understood. */
export interface Titles {
  written: Map<number, string>;
  read: Map<number, ColumnTitle>;
}

type Wanted = [kind: 'pair' | 'signed', stage: AmountStage, isBalance: boolean];

/** Strongest first. Of repeated titles the last one counts: nuevo saldo stands after saldo anterior. */
const preferences: Record<Purpose, Wanted[]> = {
  opening: [
    ['pair', 'final', true],
    ['pair', 'plain', true],
    ['signed', 'final', true],
    ['signed', 'plain', true],
    ['signed', 'initial', true],
    ['pair', 'initial', true],
    ['pair', 'plain', false],
    ['signed', 'plain', false],
    ['signed', 'final', false],
    ['pair', 'movement', false],
    ['pair', 'previous', true],
    ['signed', 'previous', true],
  ],
  voucher: [
    ['pair', 'plain', false],
    ['pair', 'movement', false],
    ['signed', 'plain', false],
    ['pair', 'plain', true],
    ['pair', 'final', true],
    ['signed', 'movement', false],
    ['signed', 'plain', true],
    ['signed', 'final', true],
  ],
};

export interface AmountChoice {
  purpose: Purpose;
  /** What the books are kept in. */
  currency: string;
  /** Columns with something in them: pasting leaves titles of ours beside. */
  used: ReadonlySet<number>;
}

/** The strongest that is in use; the strongest of all where none is. */
export function chooseAmounts(titles: Titles, choice: AmountChoice): AmountColumns | null {
  const isOwn = (column: number) => foreignCurrencyOf(titles, column, choice.currency) === null;
  const own = findAmounts(titles, choice.purpose, isOwn);
  const any = findAmounts(titles, choice.purpose, () => true);
  const isUsed = (one: AmountColumns) => columnsOf(one).some((column) => choice.used.has(column));
  return own.find(isUsed) ?? any.find(isUsed) ?? own[0] ?? any[0] ?? null;
}

/** The other currency that the title of a column names; null when it may be that of the books. */
export function foreignCurrencyOf({ written }: Titles, column: number, own: string): string | null {
  const named = currencyOfTitle(written.get(column) ?? '');
  return named === own ? null : named;
}

export function columnsOf(amounts: AmountColumns): number[] {
  return amounts.kind === 'sides' ? [amounts.debit, amounts.credit] : [amounts.amount];
}

function findAmounts(
  titles: Titles,
  purpose: Purpose,
  isWanted: (column: number) => boolean,
): AmountColumns[] {
  const found: AmountColumns[] = [];
  for (const [kind, stage, isBalance] of preferences[purpose]) {
    const find = (wanted: Side | null) =>
      latestFirst(titles, (column, title) => {
        if (title.kind !== 'amount' || !isWanted(column)) return false;
        return title.side === wanted && title.stage === stage && title.isBalance === isBalance;
      });
    if (kind === 'signed') {
      for (const amount of find(null)) {
        const side = findSideOf(amount, titles);
        found.push(
          side === undefined ? { kind: 'signed', amount } : { kind: 'lettered', amount, side },
        );
      }
      continue;
    }
    // Balances that are all blank are zero: the movements beside them are no substitute.
    if (purpose === 'opening' && !isBalance && found.length > 0) continue;
    const credits = find('credit');
    find('debit').forEach((debit, index) => {
      const credit = credits[index];
      if (credit !== undefined) found.push({ kind: 'sides', debit, credit });
    });
  }
  return found;
}

/** Auditors put this year before the last one: what a title says of its day goes before its place. */
function latestFirst(
  { written, read }: Titles,
  isWanted: (column: number, title: ColumnTitle) => boolean,
): number[] {
  return [...read]
    .filter(([column, title]) => isWanted(column, title))
    .map(([column]) => ({ column, period: periodOfTitle(written.get(column) ?? '') }))
    .sort((left, right) => right.period - left.period || right.column - left.column)
    .map(({ column }) => column);
}

/** Of several columns of sides, the one beside the amount: before all of them, or after all of them. */
function findSideOf(amount: number, { read }: Titles): number | undefined {
  const columnsOfKind = (kind: ColumnTitle['kind']) =>
    [...read].filter(([, title]) => title.kind === kind).map(([column]) => column);
  const sides = columnsOfKind('side');
  if (sides.length < 2) return sides[0];
  const areBefore = Math.min(...sides) < Math.min(...columnsOfKind('amount'));
  return areBefore ? sides.findLast((side) => side < amount) : sides.find((side) => side > amount);
}
