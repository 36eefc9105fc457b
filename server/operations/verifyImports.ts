// What came in as files (decision 9 of features.md): each voucher that an import tells of exists, each import has as many as
// it says, and of one that was undone nothing stands.
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';

interface ImportState {
  id: bigint;
  vouchers: bigint;
  undone_at: string | null;
  count: bigint;
  missing: bigint;
  standing: bigint;
}

export async function verifyImports(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
): Promise<void> {
  const states = await tx.query<ImportState>(
    'SELECT b.id, b.vouchers, b.undone_at, count(i.voucher_id) AS count, ' +
      'sum(CASE WHEN i.voucher_id IS NOT NULL AND v.id IS NULL THEN 1 ELSE 0 END) AS missing, ' +
      "sum(CASE WHEN v.state = 'posted' THEN 1 ELSE 0 END) AS standing FROM import_batches b " +
      'LEFT JOIN imported_vouchers i ON i.company_id = b.company_id AND i.batch_id = b.id ' +
      'LEFT JOIN vouchers v ON v.company_id = i.company_id AND v.id = i.voucher_id ' +
      'WHERE b.company_id = ? GROUP BY b.id, b.vouchers, b.undone_at ORDER BY b.id',
    [companyId],
  );
  for (const { id, vouchers, undone_at: undoneAt, count, missing, standing } of states) {
    const tell = (finding: string): void => findings.add(`Importación n.º ${id}: ${finding}`);
    if (count !== vouchers) tell(`dice ${vouchers} comprobantes y se conocen ${count}`);
    if (BigInt(missing) > 0n) tell(`${missing} de sus comprobantes no existen`);
    if (undoneAt !== null && BigInt(standing) > 0n) {
      tell(`está deshecha y ${standing} de sus comprobantes siguen contabilizados`);
    }
  }
  const strays = await tx.query<{ voucher_id: bigint }>(
    'SELECT i.voucher_id FROM imported_vouchers i LEFT JOIN import_batches b ' +
      'ON b.company_id = i.company_id AND b.id = i.batch_id WHERE i.company_id = ? AND b.id IS NULL ' +
      'ORDER BY i.voucher_id LIMIT 10',
    [companyId],
  );
  for (const { voucher_id: id } of strays) {
    findings.add(`El comprobante n.º ${id} vino de una importación que no existe`);
  }
}
