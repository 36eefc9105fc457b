// A number once given: its sequence keeps no gap (C03, C04), and who changes a voucher says which version they
// read (`If-Match`).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { VoucherInput, VoucherResult } from '../../shared/contract/vouchers.ts';
import { Findings } from '../ledger/findings.ts';
import { verifyNumbering } from '../operations/verifyNumbering.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  nextKey,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

type Result = VoucherResult & Problem;

const accounts: Record<string, [string, string]> = {
  ES: ['572', '700'],
  CO: ['110505', '4135'],
  VE: ['1.1.1.01', '4.1.1.01'],
};

describeOnEngines('numbered vouchers', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    const countries = Object.keys(accounts);
    server = await openTestServer(open, {
      companies: countries.map((code) => ({ code, profile: code })),
      users: [{ ...ana, roles: Object.fromEntries(countries.map((code) => [code, 'contador'])) }],
    });
    client = await server.signIn(ana, 'ES');
  });
  afterAll(() => server.remove());

  const inputOf = (country: string, date: string, type: string): VoucherInput => ({
    ...{ date, type },
    lines: accounts[country]!.map((account, at) => ({
      ...{ line: at + 1, account, party: 'X' },
      ...(at === 0 ? { debit: '1.00' } : { credit: '1.00' }),
    })),
  });
  const post = async (country: string, date: string, type: string) =>
    (await client.in(country).save(inputOf(country, date, type))).body.voucher;
  const act = (
    country: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    method = 'POST',
  ) =>
    client.in(country).call<Result>(method, `/vouchers/${path}`, body, {
      'idempotency-key': nextKey(),
      ...headers,
    });
  const say = ({ status, body }: { status: number; body: Result }) =>
    status < 300 ? body.voucher.label : writeRejections(body);
  const findingsOf = async (country: string): Promise<readonly string[]> => {
    const findings = new Findings();
    const id = server.companyIds.get(country)!;
    await server.engine.read((tx) => verifyNumbering(tx, id, findings));
    return findings.all.map(({ finding }) => finding);
  };

  describe.each([
    ['ES', 'AS', 'FE'],
    ['CO', 'CD', 'RC'],
    ['VE', 'CD', 'CI'],
  ])('C04 %s', (country, type, otherType) => {
    it('a corrected voucher keeps type and year, and with them its number', async () => {
      const first = await post(country, '2025-04-01', type);
      await post(country, '2025-04-01', otherType);
      const correct = (input: VoucherInput) =>
        act(country, `${first.id}/correct`, { ...input, reason: 'Revisión' });
      expect(say(await correct(inputOf(country, '2025-04-01', otherType)))).toBe(
        'voucher-keeps-number type',
      );
      expect(say(await correct(inputOf(country, '2024-04-01', type)))).toBe(
        'voucher-keeps-number date',
      );
      expect(say(await correct(inputOf(country, '2025-04-01', type)))).toBe(first.label);
      expect(await findingsOf(country)).toEqual([]);
    });

    it('so does a draft that had been posted', async () => {
      const first = await post(country, '2025-04-02', type);
      const last = await post(country, '2025-04-02', type);
      await act(country, `${first.id}/unpost`, { reason: 'Revisión' });
      const edit = (version: number, input: VoucherInput) =>
        act(country, first.id, input, { 'if-match': String(version) }, 'PUT');
      expect((await edit(2, inputOf(country, '2025-04-02', otherType))).status).toBe(200);
      expect(say(await act(country, `${first.id}/post`, undefined))).toBe(
        'voucher-keeps-number type',
      );
      expect(await findingsOf(country)).toEqual([]);
      expect((await edit(3, inputOf(country, '2025-04-02', type))).status).toBe(200);
      expect(say(await act(country, `${first.id}/post`, undefined))).toBe(first.label);
      const next = await post(country, '2025-04-02', type);
      expect(next.number).toBe(last.number! + 1);
      expect(await findingsOf(country)).toEqual([]);
    });
  });

  describe('C03 VE number and date', () => {
    it('each day begins at 1, whatever the type; a number stays on its day', async () => {
      const labels = [];
      for (const [date, type] of [
        ['2025-05-01', 'CD'],
        ['2025-05-02', 'CD'],
        ['2025-05-01', 'CI'],
        ['2024-05-01', 'CD'],
        ['2025-05-02', 'CE'],
      ] as const) {
        labels.push((await post('VE', date, type)).label);
      }
      expect(labels).toEqual(['CD-1', 'CD-1', 'CI-2', 'CD-1', 'CE-2']);
      const third = await post('VE', '2025-05-01', 'CD');
      const move = (date: string) =>
        act('VE', `${third.id}/correct`, { ...inputOf('VE', date, 'CD'), reason: 'Fecha' });
      expect(say(await move('2025-05-02'))).toBe('voucher-keeps-date date');
      expect(say(await move('2025-05-01'))).toBe('CD-3');
      expect(await findingsOf('VE')).toEqual([]);
    });

    it('a draft with a number may say another day meanwhile, also one where that number exists', async () => {
      const first = await post('VE', '2025-06-01', 'CD');
      await post('VE', '2025-06-02', 'CD');
      await act('VE', `${first.id}/unpost`, { reason: 'Revisión' });
      const headers = { 'if-match': '2' };
      const moved = await act('VE', first.id, inputOf('VE', '2025-06-02', 'CD'), headers, 'PUT');
      expect(moved.status).toBe(200);
      expect(await findingsOf('VE')).toEqual([]);
      expect(say(await act('VE', `${first.id}/post`, undefined))).toBe('voucher-keeps-date date');
    });

    it('verifying names the day where a number is missing, and a number of another day', async () => {
      const first = await post('VE', '2025-07-01', 'CD');
      await server.execute(`UPDATE vouchers SET number = 3 WHERE uid = '${first.id}'`);
      expect(await findingsOf('VE')).toEqual([
        'El contador del 2025-07-01 dice 1 y el último número es 3',
        'En la numeración del 2025-07-01 faltan números: 1–2',
      ]);
      await server.execute(
        `UPDATE vouchers SET number = 1, number_scope = 20250702 WHERE uid = '${first.id}'`,
      );
      expect(await findingsOf('VE')).toContain(
        'El comprobante CD-1 del 2025-07-01 tiene el número de otra numeración',
      );
      await server.execute(`UPDATE vouchers SET number_scope = 20250701 WHERE uid = '${first.id}'`);
    });
  });

  describe('If-Match', () => {
    const bodies: Record<string, object> = {
      void: { reason: 'Sobra' },
      unpost: { reason: 'Revisión' },
      correct: { ...inputOf('ES', '2025-08-01', 'AS'), reason: 'Concepto' },
    };

    it.each(Object.keys(bodies))(
      '%s of another version is refused, and says who changed it',
      async (action) => {
        const { id } = await post('ES', '2025-08-01', 'AS');
        const path = `${id}/${action}`;
        const stale = await act('ES', path, bodies[action], { 'if-match': '"2"' });
        expect([stale.status, writeRejections(stale.body)]).toEqual([
          412,
          'voucher-changed version',
        ]);
        expect(stale.body.rejections[0]).toMatchObject({
          params: { version: 1, changedBy: 'Ana Ruiz' },
        });
        const { body: unchanged } = await client.get<{ version: number; state: string }>(
          `/vouchers/${id}`,
        );
        expect(unchanged).toMatchObject({ version: 1, state: 'posted' });
        const read = await act('ES', path, bodies[action], { 'if-match': '"1"' });
        expect([read.status, read.body.voucher.version]).toEqual([200, 2]);
      },
    );

    it.each(Object.keys(bodies))(
      '%s without it goes through; a malformed one does not',
      async (action) => {
        const { id } = await post('ES', '2025-08-01', 'AS');
        const path = `${id}/${action}`;
        expect((await act('ES', path, bodies[action], { 'if-match': 'W/"1"' })).status).toBe(400);
        expect((await act('ES', path, bodies[action])).status).toBe(200);
      },
    );
  });
});
