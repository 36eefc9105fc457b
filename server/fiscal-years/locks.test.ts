// Locks and years through the application and past it: by HTTP, inside the transaction, and by the
// database's own triggers when somebody writes SQL directly (invariant 2, E01–E07).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { readLedger } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  nextUuid,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const luis = { email: 'luis@ejemplo.es', name: 'Luis Gómez', roles: { UNO: 'contador' } } as const;

const saleOn = (date: string) =>
  readLedger(`
    ${date} Venta
      572     100,00
      700               100,00
  `)[0]!;

describeOnEngines('locks and years', (open) => {
  let server: TestServer;
  let client: TestClient;
  let accountant: TestClient;

  beforeAll(async () => {
    server = await openTestServer(open, { users: [ana, luis] });
    client = await server.signIn(ana);
    accountant = await server.signIn(luis);
    await client.postLedger(`
      2025-01-10 Venta
        572     100,00
        700               100,00
    `);
  });
  afterAll(() => server.remove());

  const lock = (lockedThrough: string | null, by = client) =>
    by.call<{ lock: unknown } & Problem>('PUT', '/lock', {
      lockedThrough,
      confirm: ['lock-leaves-drafts'],
    });
  const postOn = async (date: string) => {
    const { status, body } = await client.save<VoucherResult & Problem>(saleOn(date));
    return status === 201 ? 'posted' : writeRejections(body);
  };

  describe('the lock', () => {
    it('refuses dates up to and including it, names it, and shows it to everybody', async () => {
      const { body } = await lock('2025-03-31', accountant);
      expect(body.lock).toEqual({
        lockedThrough: '2025-03-31',
        lockedBy: 'Luis Gómez',
        lockedAt: '2025-06-30T10:00:00.000Z',
      });
      expect((await client.get<Company>('')).body.lock).toEqual(body.lock);
      expect(await postOn('2025-03-31')).toBe('date-locked date');
      expect(await postOn('2024-01-01')).toBe('date-locked date');
      expect(await postOn('2025-04-01')).toBe('posted');
      const { body: validation } = await client.validate(saleOn('2025-03-15'));
      expect(validation.rejections[0]?.message).toBe(
        'El 15/03/2025 está bloqueado: Luis Gómez bloqueó hasta el 31/03/2025 el 30/06/2025.',
      );
      expect(validation.rejections[0]?.remedy).toContain('desde el 01/04/2025');
    });

    it('stops openings and drafts that are posted later, too', async () => {
      const { body } = await client.save<VoucherResult>(saleOn('2025-02-01'), 'draft');
      const posted = await client.post(`/vouchers/${body.voucher.id}/post`);
      expect(writeRejections(posted.body)).toBe('date-locked date');
      const opening = {
        id: nextUuid(),
        date: '2025-01-01',
        lines: [
          { line: 1, account: '572', debit: '1' },
          { line: 2, account: '100', credit: '1' },
        ],
      };
      const refused = await client.post('/opening-balances', opening);
      expect(refused.status).toBe(422);
      expect(writeRejections(refused.body)).toContain('date-locked date');
    });

    it('is moved forward by an accountant, back or lifted by an administrator only', async () => {
      expect((await lock('2025-03-31', accountant)).status).toBe(200);
      for (const earlier of ['2025-03-30', null]) {
        const { status, body } = await lock(earlier, accountant);
        expect([status, body.rejections[0]?.code]).toEqual([403, 'permission-denied']);
      }
      expect((await client.get<Company>('')).body.lock?.lockedThrough).toBe('2025-03-31');
      expect((await lock(null)).body.lock).toBeNull();
      expect(await postOn('2025-03-31')).toBe('posted');
      expect((await lock('2025-02-28', accountant)).status).toBe(200);
      await lock(null);
    });

    it('takes days only', async () => {
      for (const wrong of ['31/03/2025', '2025-02-30', '', 5, undefined, {}]) {
        expect((await client.call('PUT', '/lock', { lockedThrough: wrong })).status).toBe(400);
      }
    });

    it('raced with posting, no posting lands under it', async () => {
      const posts = Array.from({ length: 12 }, () => postOn('2025-01-31'));
      const [, ...results] = await Promise.all([lock('2025-01-31'), ...posts]);
      const posted = results.filter((result) => result === 'posted').length;
      expect(results.every((each) => ['posted', 'date-locked date'].includes(each))).toBe(true);
      expect(await client.figure('572', '2025-01-31', '2025-01-31', 'debit')).toBe(
        `${posted * 100}.00`,
      );
      expect(await postOn('2025-01-31')).toBe('date-locked date');
      await lock(null);
    });
  });

  describe('direct SQL is refused by the database', () => {
    beforeAll(() => lock('2025-01-31'));
    afterAll(() => lock(null));

    const insertPosting = (date: string) =>
      `INSERT INTO postings (company_id, seq, voucher_id, entry, line, account_id, date, layer, book,
         debit, credit, currency, currency_amount, dimension_set_id, origin, document_ref, description)
       SELECT company_id, 900000, voucher_id, entry, line, account_id, '${date}', layer, book,
         debit, credit, currency, currency_amount, dimension_set_id, origin, document_ref, description
       FROM postings WHERE seq = 1`;

    it.each([
      ['a posting under the lock', insertPosting('2025-01-31'), /locked/],
      ['a posting on a date without year', insertPosting('2031-01-01'), /open fiscal year/],
      ['changing a posting', 'UPDATE postings SET debit = debit + 1', /append-only/],
      ['deleting postings', 'DELETE FROM postings', /append-only/],
      ['changing a batch', "UPDATE posting_batches SET kind = 'void'", /append-only/],
      ['deleting batches', 'DELETE FROM posting_batches', /append-only/],
      ['changing the audit trail', "UPDATE audit_events SET action = 'x'", /append-only/],
      ['deleting from the audit trail', 'DELETE FROM audit_events', /append-only/],
      [
        'changing a voucher under the lock',
        "UPDATE vouchers SET description = 'x' WHERE date = '2025-01-10'",
        /locked/,
      ],
      [
        'moving a voucher under the lock',
        "UPDATE vouchers SET date = '2025-01-15' WHERE date = '2025-04-01'",
        /locked/,
      ],
      ['deleting a posted voucher', "DELETE FROM vouchers WHERE state = 'posted'", /./],
      [
        'E03 years that overlap',
        `INSERT INTO fiscal_years (company_id, id, name, starts_on, ends_on, state)
         VALUES (1, 90, 'x', '2025-12-31', '2026-12-31', 'open')`,
        /overlap/,
      ],
      [
        'E03 years that are made to overlap',
        "UPDATE fiscal_years SET ends_on = '2025-06-30' WHERE name = '2024'",
        /overlap/,
      ],
      [
        'a posted voucher that does not balance',
        'UPDATE vouchers SET debit_total = debit_total + 1 WHERE posted_at IS NOT NULL',
        /./,
      ],
    ])('%s', async (_name, sql, message) => {
      const fingerprint = `SELECT (SELECT count(*) FROM postings) AS p, (SELECT sum(debit) FROM postings) AS d,
        (SELECT count(*) FROM vouchers) AS v, (SELECT count(*) FROM audit_events) AS a`;
      const before = await server.query(fingerprint);
      await expect(server.execute(sql)).rejects.toThrow(message);
      expect(await server.query(fingerprint)).toEqual(before);
    });

    it('a posting on an open date gets through: the refusals above are the triggers’', async () => {
      await expect(
        server.engine.write(async (tx) => {
          await tx.execute(insertPosting('2025-05-05'), []);
          throw new Error('rolled back on purpose');
        }),
      ).rejects.toThrow('rolled back on purpose');
    });
  });

  describe('a closed year', () => {
    const setState = (state: string) =>
      server.execute(`UPDATE fiscal_years SET state = '${state}' WHERE name = '2024'`);
    // The closing workflow itself comes later; the state is what the rules and triggers look at.
    beforeAll(async () => {
      await setState('closed');
      await server.execute('UPDATE companies SET settings_version = settings_version + 1');
    });
    afterAll(async () => {
      await setState('open');
      await server.execute('UPDATE companies SET settings_version = settings_version + 1');
    });

    it('E01 «No puede modificar asientos de ejercicio cerrado»; E07 the other stays open', async () => {
      expect(await postOn('2024-05-01')).toBe('fiscal-year-closed date');
      const { body } = await client.validate(saleOn('2024-05-01'));
      expect(body.rejections[0]?.message).toContain(
        'No puede modificar asientos de ejercicio cerrado',
      );
      expect(await postOn('2025-05-01')).toBe('posted');
    });

    it('E01 is closed to SQL as well', async () => {
      await expect(
        server.execute(
          `INSERT INTO postings (company_id, seq, voucher_id, entry, line, account_id, date, layer, book,
             debit, credit, currency, currency_amount, dimension_set_id, origin, document_ref, description)
           SELECT company_id, 900001, voucher_id, entry, line, account_id, '2024-05-01', layer, book,
             debit, credit, currency, currency_amount, dimension_set_id, origin, document_ref, description
           FROM postings WHERE seq = 1`,
        ),
      ).rejects.toThrow(/open fiscal year/);
    });
  });

  describe('years over HTTP', () => {
    const addYear = async (input: unknown) => {
      const { status, body } = await client.post<FiscalYear & Problem>('/fiscal-years', input);
      return status === 201 ? `${body.name} ${body.state}` : `${status} ${writeRejections(body)}`;
    };

    const long = { confirm: ['fiscal-year-long'] };
    const apart = { confirm: ['fiscal-year-gap'] };

    it('E02 E03 are created with their name, and refused with every reason', async () => {
      expect(await addYear({ ...long, startsOn: '2026-01-01', endsOn: '2027-06-30' })).toBe(
        '2026-2027 open',
      );
      expect(await addYear({ startsOn: '2027-06-30', endsOn: '2027-12-31' })).toBe(
        '422 fiscal-year-overlap startsOn',
      );
      expect(await addYear({ startsOn: '2030-01-02', endsOn: '2030-01-01', name: '2025' })).toBe(
        '422 fiscal-year-ends-before-start endsOn\nfiscal-year-duplicate name',
      );
      expect(await addYear({ startsOn: '2030-02-30', endsOn: '2030-12-31' })).toMatch(/^400/);
      expect(await addYear({ startsOn: '2030-01-01', endsOn: '2030-12-31', name: ' ' })).toMatch(
        /^400/,
      );
      const { body } = await client.get<{ fiscalYears: FiscalYear[] }>('/fiscal-years');
      expect(body.fiscalYears.map(({ name }) => name)).toEqual(['2024', '2025', '2026-2027']);
    });

    it('E06 E07 what is posted falls into the year of its date, with its own numbers', async () => {
      const { body } = await client.save(saleOn('2027-02-01'));
      expect(body.voucher).toMatchObject({ fiscalYear: '2026-2027', number: 1 });
      expect(await postOn('2024-02-01')).toBe('posted');
    });

    it('E03 two that overlap, sent at the same moment: one is made', async () => {
      const results = await Promise.all([
        addYear({ ...apart, startsOn: '2040-01-01', endsOn: '2040-12-31' }),
        addYear({ ...apart, startsOn: '2040-06-01', endsOn: '2041-05-31' }),
      ]);
      expect(results.filter((each) => each.endsWith('open'))).toHaveLength(1);
    });
  });
});
