// What is in the database after a death against what was acknowledged before it: everything, exactly once, and
// nothing else but what is in doubt, whole or not at all.
import type { Engine, ReadTx } from '../../server/db/engine.ts';
import { verifyCompany } from '../../server/operations/verifyCompany.ts';
import type { InDoubt, KnownImport, KnownLine, KnownVoucher } from './knownVoucher.ts';

export interface Expected {
  vouchers: ReadonlyMap<string, KnownVoucher>;
  inDoubt: readonly InDoubt[];
  imports: readonly KnownImport[];
}

interface StoredVoucher {
  id: bigint;
  uid: string;
  state: string;
  number: bigint | null;
  version: bigint;
  date: string;
  description: string;
  batches: bigint;
}

/** @returns what is wrong, one sentence each */
export async function compareBooks(
  engine: Engine,
  companyId: number,
  expected: Expected,
): Promise<string[]> {
  return engine.read(async (tx) => {
    const { findings } = await verifyCompany(tx, companyId);
    const wrong = findings.map(({ finding }) => `verify: ${finding}`);
    const stored = await listStored(tx, companyId);
    const lines = await listContent(tx, companyId);
    const inDoubt = new Map(expected.inDoubt.map((each) => [each.after.id, each]));
    const imported = new Map<string, string[]>();
    const seen = new Set<string>();
    for (const voucher of stored) {
      const { uid, description } = voucher;
      const content = lines.get(Number(voucher.id)) ?? '';
      if (description.startsWith('import ')) {
        imported.set(description, [...(imported.get(description) ?? []), content]);
        continue;
      }
      seen.add(uid);
      const doubt = inDoubt.get(uid);
      const known = [expected.vouchers.get(uid) ?? doubt?.before, doubt?.after];
      const possible = known.filter((each) => each != null);
      const found = describeStored(voucher, content);
      const wanted = possible.map((each) => describeKnown(each, found));
      if (!wanted.includes(found)) {
        wrong.push(`voucher ${uid}: found ${found}; possible: ${wanted.join(' or ') || 'none'}`);
      }
    }
    for (const uid of expected.vouchers.keys()) {
      if (!seen.has(uid)) wrong.push(`voucher ${uid} was acknowledged and is not there`);
    }
    wrong.push(...compareImports(imported, expected.imports));
    return wrong;
  });
}

function compareImports(
  imported: ReadonlyMap<string, readonly string[]>,
  expected: readonly KnownImport[],
): string[] {
  const wrong: string[] = [];
  const names = new Set(expected.map(({ name }) => name));
  for (const name of imported.keys()) {
    if (!names.has(name)) wrong.push(`${name} was never asked for`);
  }
  for (const { name, isDone, isInDoubt, vouchers } of expected) {
    const found = [...(imported.get(name) ?? [])].sort().join('\n');
    const whole = vouchers
      .map((lines) => writeContent(lines))
      .sort()
      .join('\n');
    const possible = [...(isDone || isInDoubt ? [whole] : []), ...(isDone ? [] : [''])];
    if (!possible.includes(found)) {
      const count = imported.get(name)?.length ?? 0;
      wrong.push(`${name}: ${count} of ${vouchers.length} vouchers (acknowledged: ${isDone})`);
    }
  }
  return wrong;
}

function describeStored(voucher: StoredVoucher, content: string): string {
  const { state, number, version, date, batches } = voucher;
  const lines = state === 'draft' ? 'draft' : content;
  return `${state} ${number ?? '-'} v${version} ${date} ${batches} batches ${lines}`;
}

/** @param found takes the number from what was found while it is not known yet */
function describeKnown(known: KnownVoucher, found: string): string {
  const { state, version, date, batches } = known;
  const [, foundNumber = '-'] = found.split(' ');
  const wasPosted = batches > 0;
  const number = known.number ?? (wasPosted && foundNumber !== '-' ? foundNumber : '-');
  const lines = state === 'draft' ? 'draft' : writeContent(known.lines);
  return `${state} ${number} v${version} ${date} ${batches} batches ${lines}`;
}

function writeContent(lines: readonly KnownLine[]): string {
  return lines.map(({ account, amount }) => `${account}=${amount}`).join(',');
}

function listStored(tx: ReadTx, companyId: number): Promise<StoredVoucher[]> {
  return tx.query<StoredVoucher>(
    'SELECT v.id, v.uid, v.state, v.number, v.version, v.date, v.description, coalesce(b.batches, 0) AS batches ' +
      'FROM vouchers v LEFT JOIN (SELECT voucher_id, count(*) AS batches FROM posting_batches ' +
      'WHERE company_id = ? GROUP BY voucher_id) AS b ON b.voucher_id = v.id WHERE v.company_id = ? ORDER BY v.id',
    [companyId, companyId],
  );
}

async function listContent(tx: ReadTx, companyId: number): Promise<Map<number, string>> {
  const rows = await tx.query<{ voucher_id: bigint; code: string; amount: bigint }>(
    'SELECT v.id AS voucher_id, a.code, l.debit - l.credit AS amount FROM postings l ' +
      'JOIN vouchers v ON v.company_id = l.company_id AND v.id = l.voucher_id ' +
      'AND l.seq BETWEEN v.first_seq AND v.last_seq ' +
      'JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id ' +
      'WHERE l.company_id = ? ORDER BY v.id, l.line',
    [companyId],
  );
  const parts = new Map<number, string[]>();
  for (const { voucher_id: id, code, amount } of rows) {
    const own = parts.get(Number(id));
    if (own) own.push(`${code}=${amount}`);
    else parts.set(Number(id), [`${code}=${amount}`]);
  }
  return new Map([...parts].map(([id, content]) => [id, content.join(',')]));
}
