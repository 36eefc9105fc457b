// The balances in memory against the roll-ups they are built from and kept up beside (invariant 7).
import { localDate, toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import type { BalanceIndex } from '../balances/balanceIndex.ts';
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import type { LedgerNames } from '../ledger/ledgerNames.ts';
import { layers } from '../ledger/posting.ts';

const afterEverything = toDayNumber(localDate('9999-12-31'));

/** The index must stand at the version that the transaction sees. */
export async function verifyIndex(
  tx: ReadTx,
  companyId: number,
  index: BalanceIndex,
  findings: Findings,
  names: LedgerNames,
): Promise<void> {
  const accounts = await tx.query<{ id: bigint }>(
    'SELECT id FROM accounts WHERE company_id = ? ORDER BY id',
    [companyId],
  );
  for (const { id } of accounts) {
    if (findings.isFull) return;
    const totals = await listTotals(tx, companyId, id);
    for (const layer of Object.values(layers)) {
      const own = totals.filter((total) => Number(total.layer) === layer);
      const date = findDifference(own, index, Number(id), layer);
      if (date === null) continue;
      const account = names.account(id);
      const told = `El saldo en memoria de la cuenta ${account} al ${date} no es el de sus totales diarios`;
      findings.add(told, { account, date });
    }
  }
}

interface LayerTotal {
  layer: bigint;
  date: string;
  debit: bigint;
  credit: bigint;
}

function listTotals(tx: ReadTx, companyId: number, accountId: bigint): Promise<LayerTotal[]> {
  return tx.query<LayerTotal>(
    'SELECT layer, date, SUM(debit) AS debit, SUM(credit) AS credit FROM day_totals ' +
      'WHERE company_id = ? AND account_id = ? GROUP BY layer, date ORDER BY layer, date',
    [companyId, accountId],
  );
}

/** @returns the first date at which they differ */
function findDifference(
  totals: readonly LayerTotal[],
  index: BalanceIndex,
  accountId: number,
  layer: (typeof layers)[keyof typeof layers],
): string | null {
  let [debit, credit] = [0n, 0n];
  const agreesAt = (day: number): boolean =>
    BigInt(index.debits(accountId, day, [layer])) === debit &&
    BigInt(index.credits(accountId, day, [layer])) === credit;
  for (const total of totals) {
    debit += BigInt(total.debit);
    credit += BigInt(total.credit);
    if (!agreesAt(toDayNumber(total.date as LocalDate))) return total.date;
  }
  return agreesAt(afterEverything) ? null : (totals.at(-1)?.date ?? 'final');
}
