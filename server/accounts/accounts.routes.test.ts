// The chart over HTTP: shipped with the company, extended by its users (P01–P05).
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account, Chart } from '../../shared/contract/accounts.ts';
import type { Problem } from '../../shared/contract/common.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

describeOnEngines('the chart', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
    await client.postLedger(`
      2025-01-10 Venta
        572     100,00
        700               100,00
    `);
  });
  afterAll(() => server.remove());

  const chart = async () => (await client.get<Chart>('/accounts')).body;
  const add = async (input: object) => {
    const { status, body } = await client.post<Account & Problem>('/accounts', input);
    return status === 201
      ? `${body.code} ${body.level} below ${body.parentCode}`
      : writeRejections(body);
  };

  it('P01 P02 is the one of the country, each account with its level and whether it takes entries', async () => {
    const { accounts } = await chart();
    const find = (code: string) => accounts.find((account) => account.code === code);
    expect(find('43')).toMatchObject({
      level: 2,
      parentCode: '4',
      isPostable: false,
      kind: 'asset',
    });
    expect(find('572')).toMatchObject({ isPostable: true, nature: 'debit', isActive: true });
    expect(find('129')).toMatchObject({ kind: 'equity', requiresParty: false });
    expect(accounts.map(({ code }) => code)).toEqual(accounts.map(({ code }) => code).sort());
  });

  it('P01 P02 a new account makes a leaf a total, and changes the settings version', async () => {
    const before = await chart();
    expect(await add({ code: '570.1', name: 'Caja de Vigo' })).toBe('5700000001 4 below 570');
    const after = await chart();
    expect(after.settingsVersion).toBe(before.settingsVersion + 1);
    expect(after.accounts.find(({ code }) => code === '570')?.isPostable).toBe(false);
    const refused = await client.save<Problem>({
      date: '2025-02-01',
      lines: [
        { line: 1, account: '570', debit: '1' },
        { line: 2, account: '700', credit: '1' },
      ],
    });
    expect(refused.body.rejections[0]).toMatchObject({
      code: 'account-not-postable',
      params: { leaves: '5700000001 (Caja de Vigo)' },
    });
  });

  it('P05 «Registro ya fue incluido», however the code is written', async () => {
    for (const code of ['572', ' 572 ', 572, "'5 72"]) {
      expect(await add({ code, name: 'Otra' })).toBe('account-duplicate code');
    }
    const { body } = await client.post<Problem>('/accounts', { code: '572', name: 'Otra' });
    expect(body.rejections[0]?.message).toContain('Registro ya fue incluido');
  });

  it('P03 no account below one with entries, whatever blanks surround its code', async () => {
    for (const code of ['5721', ' 5721', '\u00a05721', '572.1']) {
      expect(await add({ code, name: 'Banco' })).toBe('account-parent-has-postings code');
    }
    expect(await add({ code: '4', name: 'x' })).toBe('account-duplicate code');
    expect(await add({ code: '5700', name: 'En medio' })).toBe('account-in-the-middle code');
  });

  it('P03 raced with posting to the account above: never both', async () => {
    const [posted, added] = await Promise.all([
      client.save({
        date: '2025-02-01',
        lines: [
          { line: 1, account: '571', debit: '1' },
          { line: 2, account: '700', credit: '1' },
        ],
      }),
      add({ code: '5711', name: 'Caja en divisas' }),
    ]);
    expect([posted.status === 201, added.startsWith('5711')].filter(Boolean)).toHaveLength(1);
  });

  it('P04 refuses what is no code, and names that are too long or empty', async () => {
    expect(await add({ code: '1'.repeat(21), name: 'x' })).toBe('account-code-invalid code');
    expect(await add({ code: 'Ñ', name: 'x' })).toBe('account-code-invalid code');
    expect(await add({ code: '0', name: 'x' })).toBe('account-kind-missing kind');
    expect(await add({ code: '0', name: 'x', kind: 'memorandum' })).toBe('0 1 below null');
    for (const name of ['', '  ', 'x'.repeat(121), 'a\u0000b']) {
      expect((await client.post('/accounts', { code: '5729', name })).status).toBe(400);
    }
  });
});
