// What the rules refuse says where it stands in the body that was sent, beside the line and the field of the sheet.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { Validation } from '../../shared/contract/vouchers.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import {
  nextUuid,
  openTestServer,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

let server: TestServer;
let client: TestClient;
beforeAll(async () => {
  server = await openTestServer(openSqliteForTest);
  client = await server.signIn();
});
afterAll(() => server.remove());

/** `code line field pointer`, one per rejection. */
const write = ({ rejections }: Pick<Problem, 'rejections'>) =>
  rejections.map(({ code, line, field, pointer }) =>
    [code, line, field, pointer].filter((part) => part !== undefined).join(' '),
  );

const bank = { account: '572', debit: '10' };

it.each<[name: string, input: { date?: string; type?: string; lines: object[] }, told: string[]]>([
  [
    'a line by its own number, wherever it stands',
    { date: '2025-01-10', lines: [{ line: 40, account: '700', credit: '10' }, { line: 12, ...bank, account: '5729' }] },
    ['account-unknown 12 account /lines/1/account'],
  ],
  [
    'what is missing, where it would be',
    { lines: [{ line: 1, debit: '10' }, { line: 2, account: '700', credit: '10' }] },
    ['date-missing date /date', 'account-missing 1 account /lines/0/account'],
  ],
  [
    'the head of the voucher',
    { date: 'ayer', type: 'ZZ', lines: [{ line: 1, ...bank }, { line: 2, account: '700', credit: '10' }] },
    ['voucher-type-unknown type /type', 'date-invalid date /date'],
  ],
  [
    'none where two lines have one number',
    { date: '2025-01-10', lines: [{ line: 1, ...bank, account: '5729' }, { line: 1, account: '700', credit: '10' }] },
    ['account-unknown 1 account'],
  ],
  [
    'none for the whole',
    { date: '2025-01-10', lines: [{ line: 1, ...bank }, { line: 2, account: '700', credit: '9' }] },
    ['voucher-unbalanced'],
  ],
])('%s', async (_name, input, told) => {
  const posted = await client.post('/vouchers', { id: nextUuid(), action: 'post', ...input });
  expect([posted.status, write(posted.body)]).toEqual([422, told]);
  const checked = await client.post<Validation>('/vouchers/validate', input);
  expect(write(checked.body)).toEqual(told);
}); // prettier-ignore

it('accounts of a list by their place in it', async () => {
  const accounts = [{ code: '5721' }, { code: 'ñ' }, { code: '5721' }];
  const { status, body } = await client.post('/accounts/bulk', { accounts });
  expect([status, write(body)]).toEqual([
    422,
    ['account-code-invalid 2 code /accounts/1/code', 'account-duplicate 3 code /accounts/2/code'],
  ]);
});

it('an opening and a year by their members', async () => {
  const lines = [{ line: 7, account: '5729', debit: '1' }];
  const opening = await client.post('/opening-balances', { id: nextUuid(), lines });
  expect(write(opening.body)).toContain('account-unknown 7 account /lines/0/account');
  const year = { startsOn: '2026-12-31', endsOn: '2026-01-01' };
  const { body } = await client.post('/fiscal-years', year);
  expect(write(body)).toEqual(['fiscal-year-ends-before-start endsOn /endsOn']);
});

const period = 'from=2025-01-01&to=2025-12-31';
const changes = `/balances/changes?${period}&account=572&measure=closing`;

it.each([
  ['/trial-balance?from=2025-12-31&to=2025-01-01', 'period-reversed', { parameter: 'from' }],
  [`/trial-balance?${period}&asOf=99`, 'version-unknown', { parameter: 'asOf' }],
  [`${changes}&sinceVersion=0&untilVersion=98`, 'version-unknown', { parameter: 'untilVersion' }],
  [
    `/balances/changes?${period}&account=9x&measure=closing&sinceVersion=0`,
    'account-unknown',
    { parameter: 'account' },
  ],
])('a rule about the address: %s', async (path, code, place) => {
  const { body } = await client.get(path);
  expect(body.rejections).toMatchObject([{ code, ...place }]);
});

it('a rule about a header or a member that is called otherwise', async () => {
  const asked = { accounts: [], periods: [], measures: ['closing'], cells: [], asOf: 99 };
  const unknown = await client.post('/balances/query', asked);
  expect(unknown.body.rejections).toMatchObject([{ code: 'version-unknown', pointer: '/asOf' }]);
  const key = nextUuid();
  await client.post('/accounts', { code: '4300021', name: 'Uno' }, key);
  const reused = await client.post('/accounts', { code: '4300022', name: 'Dos' }, key);
  const header = 'idempotency-key';
  expect(reused.body.rejections).toMatchObject([{ code: 'idempotency-key-reused', header }]);
  const draft = await client.save({ lines: [] }, 'draft');
  const changed = await client.call(
    'PUT',
    `/vouchers/${draft.body.voucher.id}`,
    { lines: [] },
    { 'if-match': '"9"' },
  );
  expect(changed.body.rejections).toMatchObject([{ code: 'voucher-changed', header: 'if-match' }]);
});
