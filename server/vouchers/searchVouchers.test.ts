// C19 D: what somebody remembers of a voucher finds it, also when it stands in a line.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VoucherList } from '../../addin/api/queryTypes.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { searchVouchers } from './searchVouchers.ts';

describeOnEngines('searching vouchers', (open) => {
  let server: TestServer;
  let client: TestClient;
  let posted: VoucherSummary[];

  beforeAll(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
    const results = await client.postLedger(`
      2025-01-10 Nómina de enero
        640     1.234,50
        572               1.234,50

      2025-02-11 Varios
        629       600,00 ; Café del almacén
        572                 600,00

      2025-03-12 Venta
        4300      121,00 ; tercero=B64717838
        700                 121,00
    `);
    posted = results.map(({ voucher }) => voucher);
    const lines = [{ line: 1, account: '628', description: 'Luz de la nave', debit: '99.10' }];
    await client.save({ date: '2025-04-01', description: 'Pendiente', lines }, 'draft');
  });
  afterAll(() => server.remove());

  const find = async (text: string, rest = '') => {
    const query = `/vouchers?text=${encodeURIComponent(text)}${rest}`;
    const { vouchers } = (await client.get<VoucherList>(query)).body;
    return vouchers.map(({ description }) => description);
  };

  it.each([
    ['NOMINA enero', ['Nómina de enero']],
    ['almacen', ['Varios']],
    ['cafe 600,00', ['Varios']],
    ['10/01/2025', ['Nómina de enero']],
    ['1.234,50', ['Nómina de enero']],
    ['B64717838', ['Venta']],
    ['luz nave', ['Pendiente']],
    ['borrador', ['Pendiente']],
    ['nómina alquiler', []],
    ['572', ['Varios', 'Nómina de enero']],
  ])('C19 «%s»', async (text, found) => {
    expect(await find(text)).toEqual(found);
  });

  it('C19 a number as people write it is found by itself, within the other filters', async () => {
    const [first] = posted;
    expect(await find(` ${first?.label?.toLowerCase()} `)).toEqual(['Nómina de enero']);
    expect(await find(String(first?.label), '&from=2025-02-01')).toEqual([]);
  });

  it('asks what became of the vouchers that a client knows', async () => {
    const ids = [posted[0]!.id, posted[2]!.id.toUpperCase(), crypto.randomUUID()].join(',');
    const { body } = await client.get<VoucherList>(`/vouchers?ids=${ids}`);
    expect(body.vouchers.map(({ label, state, version }) => [label, state, version])).toEqual([
      [posted[2]?.label, 'posted', 1],
      [posted[0]?.label, 'posted', 1],
    ]);
    expect((await client.get('/vouchers?ids=x')).status).toBe(400);
  });

  it('one request looks at so many, says how many, and the next goes on from there', async () => {
    const { engine, services } = server;
    const look = (most: number) =>
      engine.read(async (tx) => {
        const { companyId } = (
          await tx.query<{ companyId: number }>(
            'SELECT company_id AS "companyId" FROM vouchers LIMIT 1',
            [],
          )
        )[0]!;
        const books = await services.books.read(tx, companyId);
        return searchVouchers(tx, books, {}, 'nomina', 10, { bounds: { batch: 1, most } });
      });
    const short = await look(2);
    expect([short.searched, short.found.length, short.last?.description]).toEqual([2, 0, 'Venta']);
    const whole = await look(100);
    expect([whole.searched, whole.found.length, whole.last]).toEqual([4, 1, null]);
    expect(await find('nomina', '&limit=1')).toEqual(['Nómina de enero']);
  });
});
