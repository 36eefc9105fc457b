// The worked year ends, when they lie beside the repository: every figure that they state, while the years are
// open and after each was regularised as planned. No figure `cierre=antes` moves on the day a year is closed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  closingViews,
  type BalanceAnswer,
  type ClosingView,
} from '../../shared/contract/balances.ts';
import type { FiscalYear } from '../../shared/contract/companies.ts';
import { localDate } from '../../shared/localDate.ts';
import { postInLayer, postPlannedRegularisation } from '../testing/layeredPostings.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

const folder = new URL('../../../shared/worked/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder) : [];

const amount = z.string().default('0');
const workedSchema = z.object({
  entries: z.array(
    z.object({
      date: z.string(),
      layer: z.enum(['ordinary', 'regularisation', 'closing', 'opening']),
      type: z.string(),
      lines: z.array(
        z.object({
          account: z.string(),
          party: z.string().nullish(),
          debit: amount,
          credit: amount,
        }),
      ),
    }),
  ),
  expect: z.array(
    z.object({
      account: z.string(),
      party: z.string().nullish(),
      date: z.string(),
      closing: z.enum(closingViews),
      balance: z.string().optional(),
      before: z.string().optional(),
      after: z.string().optional(),
    }),
  ),
});

type Worked = z.infer<typeof workedSchema>;
type Asked = Worked['expect'][number];

interface Case {
  letter: string;
  profile: string;
  chart?: string;
  years: [string, string][];
  /** Accounts that the company opens, with where they close. */
  opens?: [code: string, closesInto: string][];
  /** Instead of the country's. */
  resultAccount?: string;
  /** The ordinary entry with which a later correction begins: figures before it are `before`. */
  correction?: number;
}

const calendar = (...years: number[]): [string, string][] =>
  years.map((year) => [`${year}-01-01`, `${year}-12-31`]);

const cases: Case[] = [
  {
    letter: 'a',
    profile: 'ES',
    chart: 'pgc',
    years: calendar(2025, 2026),
    opens: [
      ['8301000130', '130'],
      ['8301000133', '133'],
    ],
  },
  { letter: 'b', profile: 'CO', years: calendar(2025, 2026) },
  // K10: «Asiento Superávit» is marked.
  { letter: 'c', profile: 'VE', years: calendar(2025, 2026), resultAccount: '3.3.1.01' },
  {
    letter: 'd',
    profile: 'ES',
    years: [
      ['2025-01-01', '2025-06-30'],
      ['2025-07-01', '2026-06-30'],
      ['2026-07-01', '2027-06-30'],
    ],
  },
  { letter: 'e', profile: 'ES', years: calendar(2023, 2024, 2025, 2026), correction: 7 },
];

const cents = (text: string): bigint => BigInt(Math.round(Number(text) * 100));

describe.skipIf(files.length === 0)('worked year ends', () => {
  describeOnEngines('figures', (open) => {
    let server: TestServer;
    let ours: TestClient;
    beforeAll(async () => {
      server = await openTestServer(open, {
        companies: cases.map(({ letter: code, profile, chart, years }) => ({
          ...{ code, profile },
          ...(chart ? { chart } : {}),
          fiscalYears: years.map(([from, to]) => ({
            ...{ startsOn: localDate(from), endsOn: localDate(to) },
          })),
        })),
        users: [
          { ...ana, roles: Object.fromEntries(cases.map(({ letter }) => [letter, 'contador'])) },
        ],
      });
      for (const { letter, resultAccount } of cases) {
        if (resultAccount === undefined) continue;
        await server.execute(
          `UPDATE companies SET result_account = '${resultAccount}' WHERE code = '${letter}'`,
        );
      }
      ours = await server.signIn(ana, 'a');
    });
    afterAll(() => server.remove());

    it.each(cases)('K02 K04 K12 E13 worked $letter', async ({ letter, opens, correction }) => {
      const { entries, expect: asked } = readWorked(letter);
      const client = ours.in(letter);
      for (const [code, closesInto] of opens ?? []) {
        expect((await client.post('/accounts', { code, name: code, closesInto })).status).toBe(201);
      }
      for (const code of new Set(
        entries.flatMap(({ lines }) => lines.map((line) => line.account)),
      )) {
        // What the company has not yet, it opens below the account of its chart.
        await client.post('/accounts', { code, name: code });
      }
      const post = ({ date, layer, lines }: Worked['entries'][number]) =>
        postInLayer(server, letter, {
          ...{ date, layer },
          lines: lines.map(({ account, debit, credit }) => ({
            ...{ account, amount: cents(debit) - cents(credit) },
          })),
        });
      const figures = (closing: ClosingView, of: (one: Asked) => string | undefined) =>
        checkFigures(client, asked, closing, of);
      const final = ({ balance, after }: Asked) => balance ?? after;

      const ordinary = entries.filter(({ layer }) => layer === 'ordinary');
      const last = correction ?? ordinary.length;
      for (const entry of ordinary.slice(0, last)) await post(entry);
      await figures('antes', ({ balance, before }) => balance ?? before);
      for (const entry of ordinary.slice(last)) await post(entry);
      await figures('antes', final);
      const { fiscalYears } = (await client.get<{ fiscalYears: FiscalYear[] }>('/fiscal-years'))
        .body;
      for (const { name } of fiscalYears.slice(0, -1)) {
        await postPlannedRegularisation(server, letter, name);
        await figures('antes', final);
      }
      await figures('despues', final);
      for (const entry of entries) {
        if (entry.layer === 'closing' || entry.layer === 'opening') await post(entry);
      }
      for (const closing of closingViews) await figures(closing, final);
    });
  });
});

function readWorked(letter: string): Worked {
  const name = files.find((file) => file.startsWith(`${letter}_`))!;
  const text = readFileSync(new URL(name, folder), 'utf8');
  const [, json = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
  return workedSchema.parse(JSON.parse(json));
}

/** Figures by third party are another matter: those of a whole account are asked. */
async function checkFigures(
  client: TestClient,
  asked: readonly Asked[],
  closing: ClosingView,
  of: (one: Asked) => string | undefined,
): Promise<void> {
  const wanted = asked.filter((one) => one.closing === closing && one.party == null);
  const { body } = await client.post<BalanceAnswer>('/balances/query', {
    accounts: wanted.map(({ account }) => account),
    periods: wanted.map(({ date }) => ({ from: date, to: date })),
    ...{ measures: ['closing'], closing },
    cells: wanted.flatMap((_, at) => [at, at, 0]),
  });
  const say = (amounts: (string | null | undefined)[]) =>
    wanted.map(({ account, date }, at) => `${account} ${date} ${Number(amounts[at])}`);
  expect(say(body.amounts)).toEqual(say(wanted.map(of)));
  // In every view, at every date that is asked.
  for (const date of new Set(asked.map((one) => one.date))) {
    const { totals } = await client.trialBalance(date, date, `&closing=${closing}`);
    expect(totals).toMatchObject({ opening: '0.00', closing: '0.00' });
  }
}
