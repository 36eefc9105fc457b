// Years that were typed wrong, and locks over drafts (E03, E08, E09; a lock never strands a number).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { FiscalYear } from '../../shared/contract/companies.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { localDate } from '../../shared/localDate.ts';
import { readLedger } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';
import { monthsOfYear } from './calendar.ts';

const saleOn = (date: string) =>
  readLedger(`
    ${date} Venta
      572     100,00
      700               100,00
  `)[0]!;

it.each([
  ['2025-01-01', '2025-12-31', 12],
  ['2025-07-15', '2026-07-14', 12],
  ['2025-01-01', '2026-01-01', 13],
  ['2030-01-01', '2039-12-31', 120],
])('E03 %s to %s is %i months', (startsOn, endsOn, months) => {
  expect(monthsOfYear(localDate(startsOn), localDate(endsOn))).toBe(months);
});

describeOnEngines('changing the calendar', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await client.call<FiscalYear & Problem>(method, path, body);
    return { ...answer, said: answer.status < 300 ? 'done' : writeRejections(answer.body) };
  };

  describe('a year of ten years', () => {
    const typo = { startsOn: '2030-01-01', endsOn: '2039-12-31' };
    let id: number;

    it('E03 is asked about, and made when it is confirmed', async () => {
      const asked = await send('POST', '/fiscal-years', typo);
      expect([asked.status, asked.said]).toEqual([
        422,
        'fiscal-year-long endsOn\nfiscal-year-gap startsOn',
      ]);
      expect(asked.body.rejections).toMatchObject([
        {
          confirm: 'fiscal-year-long',
          message: 'El ejercicio iría del 01/01/2030 al 31/12/2039: 120 meses.',
        },
        {
          confirm: 'fiscal-year-gap',
          message:
            'Del 01/01/2026 al 31/12/2029 no habría ejercicio: en esos días no se podría contabilizar.',
        },
      ]);
      const half = await send('POST', '/fiscal-years', { ...typo, confirm: ['fiscal-year-long'] });
      expect(half.said).toBe('fiscal-year-gap startsOn');
      const confirm = ['fiscal-year-long', 'fiscal-year-gap'];
      const made = await send('POST', '/fiscal-years', { ...typo, confirm });
      expect(made.said).toBe('done');
      ({ id } = made.body);
    });

    it('E09 is re-dated while nothing is left outside, and refused naming what would be', async () => {
      const short = { name: '2030', startsOn: '2030-01-01', endsOn: '2030-12-31' };
      const [posted] = await client.postLedger(`
        2031-02-01 Venta
          572     100,00
          700               100,00
      `);
      const refused = await send('PUT', `/fiscal-years/${id}`, short);
      expect(refused.said).toBe('fiscal-year-leaves-out endsOn');
      expect(refused.body.rejections[0]?.params).toMatchObject({
        voucher: posted?.voucher.label,
        date: '2031-02-01',
      });
      const longer = { ...short, endsOn: '2031-12-31', confirm: ['fiscal-year-long'] };
      expect((await send('PUT', `/fiscal-years/${id}`, longer)).said).toBe('done');
      const overlapping = { ...longer, startsOn: '2025-06-01' };
      expect((await send('PUT', `/fiscal-years/${id}`, overlapping)).said).toContain(
        'fiscal-year-overlap',
      );
    });

    it('E08 is deleted only while it has nothing, drafts included', async () => {
      expect((await send('DELETE', `/fiscal-years/${id}`)).said).toBe('fiscal-year-has-vouchers');
      const empty = await send('POST', '/fiscal-years', {
        startsOn: '2050-01-01',
        endsOn: '2050-12-31',
        confirm: ['fiscal-year-gap'],
      });
      await client.save(saleOn('2050-03-01'), 'draft');
      const kept = await send('DELETE', `/fiscal-years/${empty.body.id}`);
      expect([kept.status, kept.said]).toEqual([409, 'fiscal-year-has-vouchers']);
      const other = await send('POST', '/fiscal-years', {
        startsOn: '2051-01-01',
        endsOn: '2051-12-31',
      });
      expect((await send('DELETE', `/fiscal-years/${other.body.id}`)).said).toBe('done');
      expect((await send('DELETE', `/fiscal-years/${other.body.id}`)).status).toBe(404);
      const years = await client.get<{ fiscalYears: FiscalYear[] }>('/fiscal-years');
      expect(years.body.fiscalYears.map(({ startsOn }) => startsOn)).not.toContain('2051-01-01');
    });
  });

  describe('drafts inside a lock', () => {
    beforeEach(() => send('PUT', '/lock', { lockedThrough: null }));
    const lock = (lockedThrough: string, confirm: string[] = []) =>
      send('PUT', '/lock', { lockedThrough, confirm });

    it('those without a number are listed, and the lock is set when that is confirmed', async () => {
      const draft = await client.save<VoucherResult>(saleOn('2024-03-02'), 'draft');
      await client.save(saleOn('sin fecha'), 'draft');
      const asked = await lock('2024-03-31');
      expect([asked.status, asked.said]).toEqual([409, 'lock-leaves-drafts lockedThrough']);
      expect(asked.body.rejections[0]).toMatchObject({
        confirm: 'lock-leaves-drafts',
        params: { count: 1, drafts: '02/03/2024 Venta' },
      });
      expect((await lock('2024-03-01')).said).toBe('done');
      expect((await lock('2024-03-31', ['lock-leaves-drafts'])).said).toBe('done');
      // Days that were locked already strand nothing new.
      expect((await lock('2024-04-30')).said).toBe('done');
      expect((await client.post(`/vouchers/${draft.body.voucher.id}/post`)).status).toBe(422);
    });

    it('N28 those with a number must be posted first', async () => {
      const [posted] = await client.postLedger(`
        2025-03-01 Venta
          572     100,00
          700               100,00
      `);
      const { id, label } = posted!.voucher;
      await client.post(`/vouchers/${id}/unpost`, { reason: 'Prueba' });
      const refused = await lock('2025-03-31', ['lock-leaves-drafts', 'lock-leaves-numbered']);
      expect(refused.said).toBe('lock-leaves-numbered');
      expect(refused.body.rejections[0]?.message).toContain(`${label} del 01/03/2025`);
      await client.post(`/vouchers/${id}/post`);
      expect((await lock('2025-03-31', ['lock-leaves-drafts'])).said).toBe('done');
    });
  });

  it('a draft that keeps its number is not deleted, and the refusal calls it a draft', async () => {
    await send('PUT', '/lock', { lockedThrough: null });
    const [posted] = await client.postLedger(`
      2025-05-01 Venta
        572     100,00
        700               100,00
    `);
    const { id, label } = posted!.voucher;
    const { body } = await client.post<VoucherResult>(`/vouchers/${id}/unpost`, { reason: 'x' });
    const refused = await client.call('DELETE', `/vouchers/${id}`, undefined, {
      'if-match': String(body.voucher.version),
    });
    expect([refused.status, writeRejections(refused.body)]).toEqual([409, 'draft-keeps-number']);
    expect(refused.body.rejections[0]?.message).toContain(`${label} es un borrador`);
  });
});
