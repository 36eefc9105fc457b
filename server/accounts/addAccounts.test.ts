// Many accounts at once: all or none, each hanging from the nearest one above (P01–P05).
import { afterAll, beforeAll, expect, it } from 'vitest';
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

const eva = { email: 'eva@ejemplo.es', name: 'Eva Gil', roles: { UNO: 'consulta' } } as const;

describeOnEngines('accounts in bulk', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(open, { users: [ana, eva] });
    client = await server.signIn(ana);
    await client.postLedger(`
      2025-01-10 Venta
        572     100,00
        700               100,00
    `);
  });
  afterAll(() => server.remove());

  const chart = async () => (await client.get<Chart>('/accounts')).body;
  const add = async (accounts: object[], key = nextKey()) => {
    const path = '/accounts/bulk';
    const { status, body } = await client.post<{ accounts: Account[] } & Problem>(
      path,
      { accounts },
      key,
    );
    return status === 201
      ? body.accounts.map(({ code, name, parentCode }) => `${code} ${name} < ${parentCode}`)
      : `${status}\n${writeRejections(body)}`;
  };

  it('P01 P10 kind, nature, flags and a missing name come from the account above', async () => {
    expect(
      await add([
        { code: '430.77', name: 'Hotel Sol' },
        { code: '400.5' },
        { code: 6290000001, name: '' },
      ]),
    ).toEqual(
      [
        '4000000005 Proveedores (euros) < 4000',
        '4300000077 Hotel Sol < 4300',
        '6290000001 Otros servicios < 629',
      ].map((line) => expect.stringContaining(line.slice(0, 10)) as string),
    );
    const { accounts } = await chart();
    const find = (code: string) => accounts.find((account) => account.code === code)!;
    const above = find(find('4300000077').parentCode!);
    expect(find('4300000077')).toMatchObject({
      kind: above.kind,
      nature: above.nature,
      requiresParty: above.requiresParty,
      name: 'Hotel Sol',
    });
    expect(find('4000000005').name).toBe(find(find('4000000005').parentCode!).name);
  });

  it('accounts of one list may hang from one another, in any order', async () => {
    expect(
      await add([
        { code: '6210203', name: 'Nave tres' },
        { code: '6210', name: 'Alquileres' },
        { code: '62102', name: 'Naves' },
      ]),
    ).toEqual(['6210 Alquileres < 621', '62102 Naves < 6210', '6210203 Nave tres < 62102']);
  });

  it('P03 P05 one that cannot be leaves the whole list out, each named by its place', async () => {
    const before = await chart();
    expect(
      await add([
        { code: '6220001', name: 'Bien' },
        { code: '=1+1', name: 'x' },
        { code: '5720001', name: 'Banco con apuntes encima' },
        { code: '6220001', name: 'Otra vez' },
        { code: '43', name: 'Ya existe' },
        { code: 'Z1', name: 'De ninguna clase' },
      ]),
    ).toBe(
      [
        '422',
        'account-code-invalid 2 code',
        'account-parent-has-postings 3 code',
        'account-duplicate 4 code',
        'account-duplicate 5 code',
        'account-kind-missing 6 kind',
      ].join('\n'),
    );
    expect(await chart()).toEqual(before);
  });

  it('K02 none closes into the account of the result by name, as when it comes alone', async () => {
    const input = { code: '7059999991', name: 'Ajustes', closesInto: '129' };
    for (const [path, body] of [
      ['/accounts', input],
      ['/accounts/bulk', { accounts: [input] }],
    ] as const) {
      const { status, body: problem } = await client.post<Problem>(path, body);
      expect([status, problem.rejections[0]?.code]).toEqual([422, 'closing-target-is-result']);
    }
  });

  it('two thousand come in one write, and a retry with its key is the same write', async () => {
    const before = (await chart()).settingsVersion;
    const many = Array.from({ length: 2_000 }, (_, index) => ({ code: `430001${1000 + index}` }));
    const key = nextKey();
    const first = await add(many, key);
    expect(first).toHaveLength(2_000);
    expect(await add(many, key)).toEqual(first);
    expect((await chart()).settingsVersion).toBe(before + 1);
  });

  it('who may only read is refused', async () => {
    const reader = await server.signIn(eva);
    const { status, body } = await reader.post('/accounts/bulk', { accounts: [{ code: '4309' }] });
    expect([status, writeRejections(body)]).toEqual([403, 'permission-denied']);
  });
});
