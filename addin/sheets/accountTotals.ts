// Rows of a balance whose account only adds up other rows: 5, 57 and 570 above 5700000001, or an
// account above its third parties. Posting them as well would count everything twice.
import { isBelowAccount } from '../../shared/accountCode.ts';

export interface CodedAmounts {
  code: string | undefined;
  hasParty: boolean;
  debitMinor: bigint;
  creditMinor: bigint;
  isUnreadable: boolean;
}

export interface AccountTotal {
  /** What the rows below it add up to. */
  debitMinor: bigint;
  creditMinor: bigint;
  /** False when its figures are not those. */
  agrees: boolean;
}

type Amounts = Pick<CodedAmounts, 'debitMinor' | 'creditMinor'>;

/** Side by side, or as one net balance: programs do either. */
export function sameAmounts(left: Amounts, right: Amounts): boolean {
  return (
    (left.debitMinor === right.debitMinor && left.creditMinor === right.creditMinor) ||
    left.debitMinor - left.creditMinor === right.debitMinor - right.creditMinor
  );
}

/** @returns by index of the row */
export function findAccountTotals(rows: readonly CodedAmounts[]): Map<number, AccountTotal> {
  const totals = findPartyTotals(rows);
  const leaves = rows.flatMap((row, index) =>
    row.code === undefined || totals.has(index) ? [] : [{ ...row, code: row.code, index }],
  );
  const known = new Set(leaves.map(({ code }) => code));
  const lengths = [...new Set([...known].map((code) => code.length))].sort((a, b) => a - b);
  const ancestorsOf = (code: string) =>
    lengths
      .filter((length) => length < code.length)
      .map((length) => code.slice(0, length))
      .filter((candidate) => known.has(candidate) && isBelowAccount(code, candidate));
  const sums = new Map<string, Amounts & { isUnreadable: boolean }>();
  for (const { code } of leaves) {
    for (const ancestor of ancestorsOf(code)) {
      sums.set(ancestor, { debitMinor: 0n, creditMinor: 0n, isUnreadable: false });
    }
  }
  for (const leaf of leaves) {
    if (sums.has(leaf.code)) continue;
    for (const ancestor of ancestorsOf(leaf.code)) {
      const sum = sums.get(ancestor);
      if (!sum) continue;
      sum.debitMinor += leaf.debitMinor;
      sum.creditMinor += leaf.creditMinor;
      sum.isUnreadable ||= leaf.isUnreadable;
    }
  }
  for (const { code, index } of leaves) {
    const sum = sums.get(code);
    const row = rows[index];
    if (!sum || !row) continue;
    const agrees = sum.isUnreadable || row.isUnreadable || sameAmounts(row, sum);
    totals.set(index, { debitMinor: sum.debitMinor, creditMinor: sum.creditMinor, agrees });
  }
  return totals;
}

/** An account without third party, above the same account by third parties, when it equals them. */
function findPartyTotals(rows: readonly CodedAmounts[]): Map<number, AccountTotal> {
  const byCode = new Map<string, { bare: number[]; sum: Amounts; parties: number }>();
  rows.forEach(({ code, hasParty, debitMinor, creditMinor }, index) => {
    if (code === undefined) return;
    const group = byCode.get(code) ?? {
      bare: [],
      sum: { debitMinor: 0n, creditMinor: 0n },
      parties: 0,
    };
    byCode.set(code, group);
    if (!hasParty) {
      group.bare.push(index);
      return;
    }
    group.parties += 1;
    group.sum.debitMinor += debitMinor;
    group.sum.creditMinor += creditMinor;
  });
  const totals = new Map<number, AccountTotal>();
  for (const { bare, sum, parties } of byCode.values()) {
    const [index] = bare;
    const row = index === undefined ? undefined : rows[index];
    if (parties === 0 || bare.length !== 1 || index === undefined || !row) continue;
    if (!row.isUnreadable && sameAmounts(row, sum)) totals.set(index, { ...sum, agrees: true });
  }
  return totals;
}
