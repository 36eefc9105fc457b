// The chart over HTTP: shipped with the company, extended by its users (P01–P05).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account, Chart } from '../../shared/contract/accounts.ts';
import type { Problem } from '../../shared/contract/common.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  nextKey,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

describeOnEngines('the chart', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(open, {
      companies: [{ code: 'UNO' }, { code: 'PGC', chart: 'pgc' }],
      users: [
        { ...ana, roles: { UNO: 'administrador', PGC: 'contador' } },
        { email: 'eva@ejemplo.es', name: 'Eva', roles: { PGC: 'auditor' } },
      ],
    });
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

  it('P03 C12 nor below one whose only entries were voided: they stay in the log', async () => {
    const { body } = await client.save({
      date: '2025-02-01',
      lines: [
        { line: 1, account: '573', debit: '1' },
        { line: 2, account: '700', credit: '1' },
      ],
    });
    const reason = { reason: 'Por error' };
    expect((await client.post(`/vouchers/${body.voucher.id}/void`, reason)).status).toBe(200);
    expect(await client.figure('573', '2025-12-31')).toBe('0.00');
    expect(await add({ code: '5731', name: 'Banco' })).toBe('account-parent-has-postings code');
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

  describe('K02 where a result account closes', () => {
    let pgc: TestClient;
    beforeAll(async () => {
      pgc = client.in('PGC');
      const opens = [
        ['1300000000', 'Subvenciones de 2025'],
        ['8301000130', 'De subvenciones'],
      ];
      for (const [code, name] of opens) {
        expect((await pgc.post('/accounts', { code, name })).status).toBe(201);
      }
    });

    const find = async (code: string) =>
      (await pgc.get<Chart>('/accounts')).body.accounts.find((account) => account.code === code)!;
    const change = (code: string, body: object, key = nextKey()) =>
      pgc.call<Account & Problem>('PATCH', `/accounts/${code}`, body, { 'idempotency-key': key });
    const said = async (code: string, body: object) => {
      const { status, body: answer } = await change(code, body);
      return status === 200
        ? `${answer.closesInto} ${answer.closesApart}`
        : `${status} ${writeRejections(answer)}`;
    };

    it.each([
      ['700', null, false],
      ['800', '133', true],
      ['811', '1341', true],
      ['8300', null, true],
      ['8301000130', null, true],
      ['834', '1370', true],
      ['8400', undefined, undefined],
      ['940', '130', true],
    ])('RD 1514/2007 %s closes into %s', async (code, closesInto, closesApart) => {
      const account = (await find(code)) as Account | undefined;
      expect([account?.closesInto, account?.closesApart]).toEqual([closesInto, closesApart]);
    });

    it.each([
      ['an account that does not exist', '8301000130', { closesInto: '139' }, '422 account-unknown closesInto'],
      ['one that takes no postings', '8301000130', { closesInto: '130' }, '422 account-not-postable closesInto'],
      ['one that is no equity', '8301000130', { closesInto: '570' }, '422 closing-target-not-equity closesInto'],
      ['another result account', '8301000130', { closesInto: '700' }, '422 closing-target-not-equity closesInto'],
      ['that of the result', '8301000130', { closesInto: '129' }, '422 closing-target-is-result closesInto'],
      ['a balance account closes nowhere', '570', { closesInto: '131' }, '422 closing-target-needless closesInto'],
      ['nor apart', '570', { closesApart: true }, '422 closing-target-needless closesInto'],
      ['an account that is not there', '999', { closesInto: '131' }, '404 not-found'],
    ])('refused: %s', async (_name, code, body, expected) => {
      const before = await pgc.get<Chart>('/accounts');
      expect(await said(code, body)).toBe(expected);
      expect((await pgc.get<Chart>('/accounts')).body).toEqual(before.body);
    }); // prettier-ignore

    it('names leaves, candidates and near codes to use instead', async () => {
      const remedy = async (closesInto: string) =>
        (await change('8301000130', { closesInto })).body.rejections[0]?.remedy;
      expect(await remedy('130')).toContain('1300000000 (Subvenciones de 2025)');
      expect(await remedy('570')).toContain('133 (');
      expect(await remedy('129')).toContain('Deje en blanco');
    });

    it('is said, inherited below and taken back; the settings version tells it', async () => {
      const { settingsVersion } = (await pgc.get<Chart>('/accounts')).body;
      expect(await said('8301000130', { closesInto: '130.0' })).toBe('1300000000 true');
      expect(await said('83', { closesInto: '133' })).toBe('133 true');
      expect((await find('8300')).closesInto).toBe('133');
      expect((await find('8301000130')).closesInto).toBe('1300000000');
      expect(await said('8301000130', { closesInto: null })).toBe('133 true');
      expect(await said('83', { closesInto: '' })).toBe('null true');
      expect(await said('700', { closesApart: true })).toBe('null true');
      expect(await said('700', { closesApart: false })).toBe('null false');
      expect((await pgc.get<Chart>('/accounts')).body.settingsVersion).toBe(settingsVersion + 6);
    });

    it('may be said of a new account, with the same rules', async () => {
      const create = async (input: object) => {
        const { status, body } = await pgc.post<Account & Problem>('/accounts', input);
        return status === 201 ? `${body.closesInto} ${body.closesApart}` : writeRejections(body);
      };
      const name = 'Impuesto';
      expect(await create({ code: '8301000133', name, closesInto: '133' })).toBe('133 true');
      expect(await create({ code: '8301000134', name })).toBe('null true');
      expect(await create({ code: '8301000135', name, closesInto: '572' })).toBe(
        'closing-target-not-equity closesInto',
      );
      expect(await create({ code: '5799', name, closesInto: '133' })).toBe(
        'closing-target-needless closesInto',
      );
    });

    it('the same key is one change; with other content it is refused; the audit says both sides', async () => {
      const key = nextKey();
      const first = await change('8300', { closesInto: '133' }, key);
      const { settingsVersion } = (await pgc.get<Chart>('/accounts')).body;
      const again = await change('8300', { closesInto: '133' }, key);
      expect(again.body).toEqual(first.body);
      expect((await pgc.get<Chart>('/accounts')).body.settingsVersion).toBe(settingsVersion);
      const other = await change('8300', { closesInto: null }, key);
      expect([other.status, writeRejections(other.body)]).toEqual([
        409,
        'idempotency-key-reused key',
      ]);
      const [event] = await server.query<{ subject: string; detail: string }>(
        "SELECT subject, detail FROM audit_events WHERE action = 'changeAccount' ORDER BY id DESC LIMIT 1",
      );
      expect(event?.subject).toBe('8300');
      expect(JSON.parse(event!.detail)).toEqual({
        ...{ closesInto: '133', closedInto: null, closesApart: 0, closedApart: 0 },
      });
    });

    it('only who may change the chart', async () => {
      const reader = await server.signIn({ email: 'eva@ejemplo.es' }, 'PGC');
      const { status } = await reader.call(
        'PATCH',
        '/accounts/8300',
        { closesInto: null },
        { 'idempotency-key': nextKey() },
      );
      expect(status).toBe(403);
    });
  });
});
