// An answer that is lost on its way back: what was asked is done once, the pane learns of it when it asks again, and
// nothing else is done in its place (invariant 3, C03).
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FiscalYear } from '../shared/contract/companies.ts';
import type { QueryResult } from './state/addinState.ts';
import {
  login,
  openWorkbook,
  signInTo,
  startTestServer,
  until,
  type NetworkFault,
  type TestServer,
} from './testing/testBench.ts';

let server: TestServer;
let bench: Awaited<ReturnType<typeof openWorkbook>>;

beforeEach(async () => {
  server = await startTestServer();
  bench = await openWorkbook(server);
  await signInTo(bench, 'NUEVA');
});
afterEach(async () => {
  bench.close();
  await server.close();
});

const year = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
const sheet = () => bench.workbench.workbook;

/** Every answer to such requests is lost, of the retries too. */
function lose(faultOn: string, fault: NetworkFault = 'lostAnswer'): void {
  Object.assign(bench.network, { fault, faultOn });
}

async function comeBack(): Promise<void> {
  lose('', 'none');
  const { actions, store } = bench.addin;
  await actions.refresh();
  await until(() => store.getSnapshot().connection.state === 'online');
}

function count(sql: string): Promise<number> {
  return bench.services.engine.read(async (tx) => {
    const [row] = await tx.query<{ count: bigint }>(`SELECT count(*) AS count FROM ${sql}`, []);
    return Number(row!.count);
  });
}

const inNueva = "company_id = (SELECT id FROM companies WHERE code = 'NUEVA')";

const yearsOfPane = () =>
  bench.addin.store.getSnapshot().company!.fiscalYears.map(({ name }) => name);
const created = (result: QueryResult<FiscalYear>) => (result.ok ? result.value.name : result);

describe('an answer that was lost', { timeout: 60_000 }, () => {
  it('E02 a year whose first answer was lost is created once, by the retries of the client', async () => {
    const sent = bench.network.fetch;
    let lost = 0;
    bench.network.fetch = async (input, init) => {
      const response = await sent(input, init);
      const { method, url } = new Request(input, init);
      if (method !== 'POST' || !url.endsWith('/fiscal-years') || (lost += 1) > 1) return response;
      throw new TypeError('fetch failed');
    };
    bench.close();
    bench = await openWorkbook(server);
    await bench.addin.actions.signIn(login.email, login.password);
    await bench.addin.actions.chooseCompany('NUEVA');
    expect(created(await bench.addin.operations.createFiscalYear(year))).toBe('2026');
    expect(lost).toBe(2);
    await until(() => yearsOfPane().includes('2026'));
    expect(await count("fiscal_years WHERE name = '2026'")).toBe(1);
    expect(await count("audit_events WHERE action = 'addFiscalYear'")).toBe(1);
  });

  it('E02 when all answers were lost the pane does not know; asked again, it says that it was created', async () => {
    const { operations } = bench.addin;
    lose('/fiscal-years');
    const unknown = await operations.createFiscalYear(year);
    expect(unknown).toMatchObject({ ok: false, reason: 'offline' });
    expect(unknown).toHaveProperty('message', expect.stringMatching(/no se sabe si quedó hecho/));
    expect(await count("fiscal_years WHERE name = '2026'")).toBe(1);
    await comeBack();
    // «Crear el ejercicio» again: not «Las fechas se solapan».
    expect(created(await operations.createFiscalYear(year))).toBe('2026');
    expect(await count("fiscal_years WHERE name = '2026'")).toBe(1);
    // Once more is another act.
    expect(await operations.createFiscalYear(year)).toMatchObject({
      ok: false,
      rejections: [{ code: 'fiscal-year-overlap' }],
    });
  });

  it('E02 cut before it arrived, it is created when it is asked for again', async () => {
    const { operations } = bench.addin;
    lose('/fiscal-years', 'cut');
    expect(await operations.createFiscalYear(year)).toMatchObject({ ok: false });
    expect(await count("fiscal_years WHERE name = '2026'")).toBe(0);
    await comeBack();
    expect(created(await operations.createFiscalYear(year))).toBe('2026');
  });

  it('a lock is set once, and one that is lifted in between is set anew', async () => {
    const { operations } = bench.addin;
    const lock = (day: string | null) => operations.setLock(day, []);
    lose('/lock');
    expect(await lock('2025-01-31')).toMatchObject({ ok: false });
    await comeBack();
    expect(await lock('2025-01-31')).toMatchObject({ ok: true });
    expect(await count("audit_events WHERE action = 'setLock'")).toBe(1);
    lose('/lock');
    await lock('2025-02-28');
    await comeBack();
    expect(await lock(null)).toMatchObject({ ok: true });
    expect(await lock('2025-02-28')).toMatchObject({ ok: true });
    expect(await count("companies WHERE locked_through = '2025-02-28'")).toBe(1);
  });

  it('C05 a draft is kept, replaced and deleted once each', async () => {
    const { commands, operations, queries, store } = bench.addin;
    await commands.nuevoComprobante();
    sheet().typeInto('B6', 'Venta');
    sheet().typeInto('A9', '572');
    sheet().typeInto('F9', '10,00');
    await bench.workbench.settled();
    for (const text of ['Venta', 'Venta corregida']) {
      sheet().typeInto('B6', text);
      await bench.workbench.settled();
      lose('/vouchers');
      expect(await commands.guardarBorrador()).toMatchObject({ status: 'offline' });
      await comeBack();
      expect(await commands.guardarBorrador()).toMatchObject({ status: 'done' });
      expect(await count(`vouchers WHERE description = '${text}' AND ${inNueva}`)).toBe(1);
    }
    expect(await count(`vouchers WHERE state = 'draft' AND ${inNueva}`)).toBe(1);
    const { voucherId } = store.getSnapshot().activeSheet!;
    const kept = await queries.getVoucher(voucherId!);
    const reference = { id: voucherId!, version: kept.ok ? kept.value.version : 0 };
    lose('/vouchers/');
    expect(await operations.deleteDraft(reference)).toMatchObject({ ok: false });
    await comeBack();
    expect(await operations.deleteDraft(reference)).toMatchObject({ ok: true });
    expect(await count(`vouchers WHERE state = 'draft' AND ${inNueva}`)).toBe(0);
  });

  it('C05 C03 a kept draft is posted once, also when the answer to its last edit was lost', async () => {
    const { commands } = bench.addin;
    await commands.nuevoComprobante();
    sheet().typeInto('B6', 'Venta');
    sheet().typeInto('A9', '572');
    sheet().typeInto('F9', '10,00');
    await bench.workbench.settled();
    expect(await commands.guardarBorrador()).toMatchObject({ status: 'done' });
    sheet().typeInto('A10', '700');
    sheet().typeInto('G10', '10,00');
    await bench.workbench.settled();
    lose('PUT ');
    expect(await commands.contabilizar()).toMatchObject({ status: 'pending' });
    await comeBack();
    expect(await commands.contabilizar()).toMatchObject({ status: 'done' });
    expect(await count(`vouchers WHERE state = 'posted' AND ${inNueva}`)).toBe(1);
  });
});
