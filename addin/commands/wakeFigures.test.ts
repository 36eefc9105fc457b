// A workbook that is opened again: what it shows is found, called and kept up to date, and nothing is said to
// be «al día» before that. Over the real Office.js of the workbench.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  login,
  openWorkbook,
  startTestServer,
  until,
  type TestServer,
} from '../testing/testBench.ts';

import { FigureWaker } from './wakeFigures.ts';

type Bench = Awaited<ReturnType<typeof openWorkbook>>;
let server: TestServer;
let bench: Bench;

beforeEach(async () => {
  server = await startTestServer();
  bench = await openWorkbook(server);
  await bench.addin.actions.signIn(login.email, login.password);
  await bench.addin.actions.chooseCompany('ESPIGA');
  await until(() => bench.addin.store.getSnapshot().connection.state === 'online');
});
afterEach(async () => {
  bench.close();
  await server.close();
});

const figures = () => bench.addin.store.getSnapshot().figures;
const valueOf = (cell: string) => bench.workbench.workbook.getValue(cell);

/** Saves, closes and opens the workbook in another Excel; with the same storage, on the same computer. */
async function reopen(): Promise<void> {
  const file = bench.workbench.save();
  const { storage } = bench;
  bench.close();
  bench = await openWorkbook(server, { storage, file });
}

/** Somebody else posts while the workbook is closed. */
async function postElsewhere(): Promise<void> {
  const other = await openWorkbook(server, { storage: bench.storage });
  const { workbook } = other.workbench;
  await other.addin.actions.chooseCompany('ESPIGA');
  await other.addin.commands.nuevoComprobante();
  for (const [row, account, debit, credit] of [
    [9, '5720000001', '1', ''],
    [10, '100', '', '1'],
  ] as const) {
    workbook.typeInto(`A${row}`, account);
    workbook.typeInto(`E${row}`, 'Aportación');
    if (debit) workbook.typeInto(`F${row}`, debit);
    if (credit) workbook.typeInto(`G${row}`, credit);
  }
  await other.workbench.settled();
  expect(await other.addin.commands.contabilizar()).toMatchObject({ status: 'done' });
  other.close();
}

describe('a workbook that is opened again', { timeout: 60_000 }, () => {
  it('S01 shows what was posted meanwhile, in every kind of cell, and is «al día» only then', async () => {
    const { workbook } = bench.workbench;
    workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    workbook.typeInto('Hoja1!B1', '=SI(A1>0;2*SALDO("572";"2025");0)');
    workbook.typeInto('Hoja1!C1', '=NOMBRE.CUENTA("572")');
    workbook.typeInto('Hoja1!E1', '=SALDO(E20:E21;"2025")');
    workbook.typeInto('Hoja1!E20', "'572");
    workbook.typeInto('Hoja1!E21', "'100");
    await until(() => typeof valueOf('Hoja1!E2') === 'number');
    const before = valueOf('Hoja1!A1') as number;
    const file = bench.workbench.save();
    const { storage } = bench;
    bench.close();
    bench = await openWorkbook(server, { storage });
    await postElsewhere();
    bench.close();
    bench = await openWorkbook(server, { storage, file });
    await until(() => figures().staleSince === null);
    await bench.workbench.settled();
    expect(valueOf('Hoja1!A1')).toBe(before + 1);
    expect(valueOf('Hoja1!B1')).toBe(2 * (before + 1));
    expect(valueOf('Hoja1!E1')).toBe(before + 1);
    expect(figures().subscriptions).toBe(3);
  });

  it('S01 «Actualizar» finds them too, and says how many there are', async () => {
    const { workbook } = bench.workbench;
    workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    workbook.typeInto('Hoja1!A2', '=SALDO("100";"2025")');
    await until(() => typeof valueOf('Hoja1!A2') === 'number');
    await reopen();
    const outcome = await bench.addin.commands.actualizar();
    expect(outcome).toMatchObject({ status: 'done', sentence: 'Al día: 2 cifras del libro.' });
  });

  it('S01 a cell saved as #N/A without connection gets its figure', async () => {
    bench.network.fault = 'cut';
    bench.network.cutFeeds();
    bench.workbench.workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    await until(() => valueOf('Hoja1!A1') === '#N/A');
    bench.network.fault = 'none';
    await reopen();
    await until(() => typeof valueOf('Hoja1!A1') === 'number');
  });

  it('S01 without connection the saved figures stay as they are', async () => {
    bench.workbench.workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    await until(() => typeof valueOf('Hoja1!A1') === 'number');
    const saved = valueOf('Hoja1!A1');
    bench.storage.remove('cuadre.figures.ESPIGA');
    const file = bench.workbench.save();
    const { storage } = bench;
    bench.close();
    storage.remove('cuadre.figures.ESPIGA');
    bench.network.fault = 'cut';
    bench = await openWorkbook(server, { storage, file });
    await bench.workbench.settled();
    expect(valueOf('Hoja1!A1')).toBe(saved);
    expect(figures().staleSince).not.toBeNull();
    bench.network.fault = 'none';
    await until(() => figures().staleSince === null);
    expect(figures().subscriptions).toBe(1);
  });

  it('S01 the add-in begins with the workbook once this has functions', async () => {
    expect(await Office.addin.getStartupBehavior()).not.toBe(Office.StartupBehavior.load);
    bench.workbench.workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    await until(() => figures().subscriptions === 1);
    await bench.workbench.settled();
    expect(await Office.addin.getStartupBehavior()).toBe(Office.StartupBehavior.load);
  });
});

describe('looking for functions', { timeout: 60_000 }, () => {
  it('S01 takes few messages of bounded size, and none without used cells', async () => {
    const { workbench, addin } = bench;
    const rows = Array.from({ length: 6_000 }, (_, at) => [
      String(at),
      'texto',
      String(2 * at),
      '',
    ]);
    workbench.workbook.paste('Hoja1!A1', rows);
    workbench.workbook.typeInto('Hoja1!D5999', '=SALDO("572";"2025")');
    await workbench.settled();
    workbench.traffic.reset();
    await addin.commands.actualizar();
    // Sheets, used ranges, two blocks of 5,000 rows.
    expect(workbench.traffic.requests).toBe(4);
    expect(
      Math.max(...workbench.traffic.entries.map(({ responseBytes }) => responseBytes)),
    ).toBeLessThan(5e6);
  });
});

/** What Excel does with our functions is said here: it may call none, some, or share calls (issues 4502, 102). */
describe('cells that Excel does not call when it recalculates', { timeout: 60_000 }, () => {
  const excel = { callCount: 0, asleep: -1, setAsleep: (cells: number) => (excel.asleep = cells) };
  const written = () =>
    bench.workbench.traffic.entries
      .flatMap(({ actions }) => actions)
      .filter((action) => action.startsWith('Formulas=')).length;

  beforeEach(async () => {
    const { workbook } = bench.workbench;
    workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    workbook.typeInto('Hoja1!A2', '=SALDO("572";"2025")+SALDO("100";"2025")');
    workbook.typeInto('Hoja1!C4', '=SALDO("noexiste";"2025")');
    workbook.typeInto('Hoja1!E1', '=SALDO(A20:A22;"2025")');
    workbook.typeInto('Hoja1!G1', '="SALDO("&A1');
    await bench.workbench.settled();
    excel.callCount = 0;
    bench.workbench.traffic.reset();
  });

  it('S01 none called: every formula is written over itself, and what still sleeps is counted', async () => {
    const waker = new FigureWaker(excel, 1);
    expect(excel.asleep).toBe(1);
    const before = bench.workbench.workbook.getValues('Hoja1!A1:G22');
    expect(await waker.wake({ isThorough: false })).toEqual({ mentions: 5, asleep: 5 });
    expect([written(), excel.asleep]).toEqual([3, 5]);
    await bench.workbench.settled();
    expect(bench.workbench.workbook.getValues('Hoja1!A1:G22')).toEqual(before);
    expect(bench.workbench.workbook.getFormula('Hoja1!A2')).toContain('SALDO("100"');
  });

  it('S01 some called: errors alone are written again, figures are not touched', async () => {
    const waker = new FigureWaker(excel, 1);
    excel.callCount = 4;
    expect(await waker.wake({ isThorough: false })).toEqual({ mentions: 5, asleep: 0 });
    expect(written()).toBe(1);
  });

  it('S01 all called: nothing is recalculated nor written', async () => {
    const waker = new FigureWaker(excel, 1);
    excel.callCount = 5;
    expect(await waker.wake({ isThorough: true })).toEqual({ mentions: 5, asleep: 0 });
    const actions = bench.workbench.traffic.entries.flatMap((entry) => entry.actions);
    expect(actions.filter((action) => /Calculate|Formulas=/.test(action))).toEqual([]);
  });

  it('S01 calls that Excel shares are found out once, when somebody asks', async () => {
    const waker = new FigureWaker(excel, 1);
    excel.callCount = 3;
    await waker.wake({ isThorough: true });
    expect([written(), excel.asleep]).toEqual([3, 0]);
    bench.workbench.traffic.reset();
    expect(await waker.wake({ isThorough: true })).toEqual({ mentions: 5, asleep: 0 });
    expect(written()).toBe(0);
    excel.callCount = 2;
    await waker.wake({ isThorough: true });
    expect(written()).toBe(3);
  });
});
