// What the database itself refuses, whoever writes: the second line of defence behind the rules
// (invariants 1, 2 and the append-only log). Every statement here is direct SQL.
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqlitePathOf } from './sqliteFile.ts';
import { createRawCompany, RawLedger } from '../testing/rawLedger.ts';
import { describeOnEngines, type TestEngine } from '../testing/testEngines.ts';

describeOnEngines('database refusals', (open) => {
  let test: TestEngine;
  let ledger: RawLedger;
  /** Voucher 1 is dated 2024-03-01, under the lock; voucher 2 2024-06-01, above it; 3 is a draft. */
  beforeAll(async () => {
    test = await open();
    ledger = new RawLedger(test.engine, await createRawCompany(test.engine));
    await ledger.post('2024-03-01', '10.00', 'bloqueado');
    await ledger.post('2024-06-01', '20.00', 'libre');
    await ledger.lock('2024-03-31');
    await run("UPDATE fiscal_years SET state = 'closed' WHERE name = '2025'");
    await run(
      'INSERT INTO vouchers (company_id, id, uid, state, type, date, description, reference, origin, ' +
        'debit_total, credit_total, line_count, version, changed_by, changed_at) ' +
        "VALUES (1, 3, 'borrador', 'draft', '', '2024-03-01', '', '', 0, 0, 0, 0, 1, 0, '')",
    );
  });
  afterAll(() => test.remove());

  const run = (sql: string): Promise<void> => test.engine.write((tx) => tx.execute(sql, []));
  const snapshot = () =>
    test.engine.read(async (tx) => {
      const tables = [
        'postings',
        'posting_batches',
        'audit_events',
        'facts',
        'vouchers',
        'fiscal_years',
      ];
      const rows = [];
      for (const table of tables)
        rows.push(await tx.query(`SELECT * FROM ${table} ORDER BY 1, 2`, []));
      return rows;
    });
  const refuses = async (sql: string, refusal: RegExp): Promise<void> => {
    const before = await snapshot();
    await expect(run(sql), sql).rejects.toThrow(refusal);
    expect(await snapshot(), sql).toEqual(before);
  };

  const posting = (seq: number, date: string, debit = 5, credit = 0, account = 1): string =>
    'INSERT INTO postings (company_id, seq, voucher_id, entry, line, account_id, date, layer, book, ' +
    'debit, credit, currency, currency_amount, dimension_set_id, origin, document_ref, description) ' +
    `VALUES (1, ${seq}, 2, 1, 9, ${account}, '${date}', 0, 0, ${debit}, ${credit}, 'EUR', 5, 0, 0, '', '')`;

  it('P01 the log, its batches and the audit trail only grow', async () => {
    await refuses('UPDATE postings SET debit = 1', /cuadre: postings are append-only/);
    await refuses('DELETE FROM postings WHERE seq = 1', /cuadre: postings are append-only/);
    await refuses(
      "UPDATE posting_batches SET kind = 'void'",
      /cuadre: posting batches are append-only/,
    );
    await refuses('DELETE FROM posting_batches', /cuadre: posting batches are append-only/);
    await refuses("UPDATE audit_events SET detail = ''", /cuadre: the audit trail is append-only/);
    await refuses('DELETE FROM audit_events', /cuadre: the audit trail is append-only/);
    await refuses("UPDATE facts SET content = ''", /cuadre: facts are append-only/);
    await refuses('DELETE FROM facts', /cuadre: facts are append-only/);
    if (test.engine.dialect !== 'postgres') return;
    await refuses('TRUNCATE postings', /cuadre: postings are append-only/);
    await refuses('TRUNCATE posting_batches', /cuadre: posting batches are append-only/);
    await refuses('TRUNCATE audit_events', /cuadre: the audit trail is append-only/);
    await refuses('TRUNCATE facts', /cuadre: facts are append-only/);
  });

  it('P01 what is there is not replaced either, with the key that it has', async () => {
    const tables: [table: string, key: string, changed: string][] = [
      ['postings', 'company_id, seq', 'description'],
      ['posting_batches', 'company_id, first_seq', 'kind'],
      ['audit_events', 'company_id, id', 'subject'],
      ['facts', 'company_id, id', 'content'],
      ['vouchers', 'company_id, id', 'description'],
    ];
    for (const [table, key, changed] of tables) {
      const refusal = /cuadre: .*(append-only|not deleted|locked)/;
      if (test.engine.dialect === 'postgres') {
        const upsert = `ON CONFLICT (${key}) DO UPDATE SET ${changed} = 'otro'`;
        await refuses(`INSERT INTO ${table} SELECT * FROM ${table} ${upsert}`, refusal);
        continue;
      }
      const replace = `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`;
      await refuses(replace, refusal);
      // Another program, which leaves SQLite's triggers as they are set without Cuadre. Vouchers do change: of them
      // the log keeps the seal.
      if (table === 'vouchers') continue;
      const outside = new BetterSqlite(sqlitePathOf(test.url)!);
      expect(() => outside.exec(replace), table).toThrow(refusal);
      outside.close();
    }
  });

  it('E06 a locked date admits no posting, a closed year or none neither', async () => {
    await refuses(posting(100, '2024-03-31'), /cuadre: the date is locked/);
    await refuses(posting(100, '2025-05-01'), /cuadre: the date is in no open fiscal year/);
    await refuses(posting(100, '2026-01-01'), /cuadre: the date is in no open fiscal year/);
  });

  it('a posting is a debit or a credit, never negative, of an account that exists', async () => {
    await refuses(posting(100, '2024-06-01', 5, 5), /check/i);
    await refuses(posting(100, '2024-06-01', 0, 0), /check/i);
    await refuses(posting(100, '2024-06-01', -5, 0), /check/i);
    await refuses(posting(1, '2024-06-01'), /unique|duplicate|append-only/i);
    await refuses(posting(100, '2024-06-01', 5, 0, 999_999), /foreign key/i);
  });

  it('E06 a posted voucher under the lock does not change', async () => {
    await refuses(
      "UPDATE vouchers SET description = 'x' WHERE id = 1",
      /cuadre: the date is locked/,
    );
    await run("UPDATE vouchers SET description = 'libre todavía' WHERE id = 2");
    await run("UPDATE vouchers SET description = 'un borrador' WHERE id = 3");
  });

  it('C12 what has a number is not deleted, not even as a draft again; other drafts are', async () => {
    const refusal = /cuadre: numbered vouchers are not deleted/;
    await refuses('DELETE FROM vouchers WHERE id = 2', refusal);
    await run('UPDATE vouchers SET number = 77 WHERE id = 3');
    await refuses('DELETE FROM vouchers WHERE id = 3', refusal);
    await run('UPDATE vouchers SET number = NULL WHERE id = 3');
    await run('DELETE FROM vouchers WHERE id = 3');
  });

  it('C04 a number is used once; a posted voucher has one, a year, and balances', async () => {
    await refuses('UPDATE vouchers SET number = 1 WHERE id = 2', /unique|duplicate/i);
    await refuses('UPDATE vouchers SET number = NULL WHERE id = 2', /check/i);
    await refuses('UPDATE vouchers SET debit_total = 1 WHERE id = 2', /check/i);
    await refuses('UPDATE vouchers SET last_seq = last_seq + 1 WHERE id = 2', /check/i);
    await refuses('UPDATE vouchers SET first_seq = NULL WHERE id = 2', /check/i);
    await refuses("UPDATE vouchers SET state = 'otro' WHERE id = 2", /check/i);
  });

  it('E03 fiscal years do not overlap and end after they start', async () => {
    const year = (id: number, from: string, to: string): string =>
      `INSERT INTO fiscal_years (company_id, id, name, starts_on, ends_on, state) VALUES (1, ${id}, 'otro', '${from}', '${to}', 'open')`;
    await refuses(year(9, '2024-12-31', '2025-01-01'), /cuadre: fiscal years overlap/);
    await refuses(year(9, '2027-02-01', '2027-01-01'), /check/i);
    await run(year(9, '2026-01-01', '2026-12-31'));
  });
});
