// Real books, when the public data lies beside the repository: every figure they state, to the cent.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, localDate } from '../../shared/localDate.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { importBooks } from './importBooks.ts';
import type { ImportReport } from './importReport.ts';
import { readNeutralBooks } from './readNeutralBooks.ts';

const folder = new URL('../../../shared/data/books/', import.meta.url);
const hasData = existsSync(folder);

const balanceSchema = z.object({ code: z.string(), amount: z.string() });
const expectedSchema = z.object({
  expected: z.object({
    closing: z.array(balanceSchema),
    trial_balances: z
      .array(z.object({ date: z.string(), balances: z.array(balanceSchema) }))
      .default([]),
    checkpoints: z
      .array(balanceSchema.extend({ date: z.string(), when: z.string().optional() }))
      .default([]),
  }),
});

describe.skipIf(!hasData)(
  `real books (${hasData ? 'read' : 'absent: ../shared/data is not there'})`,
  () => {
    let server: TestServer;
    let client: TestClient;
    beforeAll(async () => {
      const currencies = {
        ...{ SERVICES: 'SEK', PERSONAL: 'USD', INICIAL: 'ARS', COMPROB: 'ARS', REFUSED: 'EUR' },
      };
      const codes = Object.keys(currencies);
      const companies = Object.entries(currencies).map(([code, currency]) => ({
        ...{ code, currency, fiscalYears: [] },
      }));
      const roles = Object.fromEntries(codes.map((code) => [code, 'administrador' as const]));
      server = await openTestServer(openSqliteForTest, { companies, users: [{ ...ana, roles }] });
      client = await server.signIn(ana);
    });
    afterAll(() => server.remove());

    const contentOf = (file: string): object =>
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;
    const expectedOf = (file: string) => expectedSchema.parse(contentOf(file)).expected;
    const importInto = (company: string, file: string): Promise<ImportReport> => {
      const reading = readNeutralBooks(contentOf(file));
      if ('refused' in reading) throw new Error(JSON.stringify(reading.refused));
      const actor = { userId: 0, name: 'Sistema', role: 'administrador' } as const;
      const companyId = server.companyIds.get(company)!;
      return importBooks(server.services, { companyId, actor }, reading.books);
    };

    /** Leaf balances that are not zero, by code. */
    const balancesAt = async (company: string, date: string): Promise<Record<string, string>> => {
      const { rows } = await client.in(company).trialBalance(date, date, '&rows=leaves');
      const pairs = rows
        .filter(({ closing }) => closing !== '0.00')
        .map((row) => [row.code, row.closing]);
      return Object.fromEntries(pairs) as Record<string, string>;
    };
    const byCode = (balances: z.infer<typeof balanceSchema>[]): Record<string, string> =>
      Object.fromEntries(
        balances.filter(({ amount }) => amount !== '0.00').map((b) => [b.code, b.amount]),
      );
    const verify = async (company: string) => {
      const id = server.companyIds.get(company)!;
      expect((await server.engine.read((tx) => verifyLedger(tx, id))).findings).toEqual([]);
    };

    it('B01 S01 one year of services: 64 closing balances and 12 month ends', async () => {
      const report = await importInto('SERVICES', 'one-year-services.json');
      expect(report).toMatchObject({
        vouchers: 167,
        lines: 1456,
        openingLines: 10,
        refused: [],
      });
      expect(report.zeroLines.flatMap(({ lines }) => lines)).toHaveLength(8);
      // Accounts that the source no longer has: it says nothing of them, and the report names them.
      const guessed = report.createdAccounts.filter(({ isGuessed }) => isGuessed);
      expect(guessed.map(({ code }) => code)).toEqual(['9911', '9912', '9913', '9919']);
      expect(report.unread).toEqual(['expected', 'meta', 'check', 'odd']);
      const { closing, trial_balances: months } = expectedOf('one-year-services.json');
      expect([closing.length, months.length]).toEqual([64, 12]);
      expect(await balancesAt('SERVICES', '2008-12-31')).toEqual(byCode(closing));
      for (const { date, balances } of months) {
        expect({ date, ...(await balancesAt('SERVICES', date)) }).toEqual({
          date,
          ...byCode(balances),
        });
      }
      await verify('SERVICES');
    });

    it('S01 E07 three years: 89 balances asserted at a date', async () => {
      const report = await importInto('PERSONAL', 'three-years-personal.json');
      expect(report).toMatchObject({
        vouchers: 1140,
        refused: [],
        createdYears: ['2013', '2014', '2015'],
      });
      const { checkpoints } = expectedOf('three-years-personal.json');
      expect(checkpoints).toHaveLength(89);
      for (const { date, when, code, amount } of checkpoints) {
        const day = when === 'start of day' ? addDays(localDate(date), -1) : date;
        expect(`${date} ${code} ${await client.in('PERSONAL').figure(code, day)}`).toBe(
          `${date} ${code} ${amount}`,
        );
      }
      await verify('PERSONAL');
    });

    it('the same file twice posts nothing, and says of each voucher that it came in before', async () => {
      const report = await importInto('PERSONAL', 'three-years-personal.json');
      expect(report).toMatchObject({ outcome: 'nothing-new', vouchers: 0, refused: [] });
      expect(report.skipped).toHaveLength(1140);
      expect(report.absent).toEqual([]);
    });

    it.each([
      ['INICIAL', 'es-inicial.json', 3],
      ['COMPROB', 'es-comprobantes.json', 5],
    ])('%s: names for codes', async (company, file, vouchers) => {
      expect(await importInto(company, file)).toMatchObject({ vouchers, refused: [] });
      expect(await balancesAt(company, '2016-12-31')).toEqual(byCode(expectedOf(file).closing));
      await verify(company);
    });

    it('C01 the vouchers that must be refused are, with reasons', async () => {
      const report = await importInto('REFUSED', 'es-refused.json');
      expect(report.vouchers).toBe(0);
      expect(report.checked).toHaveLength(2);
      const reasons = report.checked.map(({ rejections }) => rejections.map(({ code }) => code));
      expect(reasons[0]).toContain('voucher-unbalanced');
      // The second adds up; its accounts and its year are what this company does not have.
      expect(reasons[1]).toEqual([
        'date-outside-fiscal-years',
        ...Array<string>(4).fill('account-unknown'),
      ]);
    });
  },
);
