// Forms that people have edited in every way: rows come and go, tables of every length are pasted
// anywhere, totals are wiped, columns are inserted. What the sheet says it adds up to is what is posted
// and what it is compared with ever after.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkbook, signInTo, startTestServer, type TestServer } from './testing/testBench.ts';

let server: TestServer;
let bench: Awaited<ReturnType<typeof openWorkbook>>;

beforeEach(async () => {
  server = await startTestServer();
  bench = await openWorkbook(server);
  await signInTo(bench, 'ESPIGA');
});
afterEach(async () => {
  bench.close();
  await server.close();
});

type Cell = string | number | null;
const sheet = () => bench.workbench.workbook;

async function paste(address: string, rows: Cell[][]): Promise<void> {
  sheet().paste(address, rows);
  await bench.workbench.settled();
}

async function insertColumn(letter: string): Promise<void> {
  await Excel.run(async (context) => {
    const worksheet = context.workbook.worksheets.getActiveWorksheet();
    worksheet.getRange(`${letter}:${letter}`).insert('Right');
    await context.sync();
  });
  await bench.workbench.settled();
}

/** The same numbers for the same seed (Numerical Recipes). */
function randomBelow(seed: number): (limit: number) => number {
  let state = (seed * 2_654_435_761) % 2 ** 32;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const amounts: Cell[] = [10, 20, '30,50', '1.234,56', 5, '7,00 €', "1'234,50"];
const titles = ['Cuenta', 'Nombre', 'Tercero', 'Centro', 'Concepto', 'Debe', 'Haber'];

/** Eight edits, each one said, so that a failure can be read. */
async function editAtRandom(random: (limit: number) => number): Promise<string[]> {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const line = (): Cell[] => {
    const [amount, isDebit] = [pick(amounts), random(2) === 0];
    const name = random(3) === 0 ? '' : null;
    const account = pick(["'570", "'700", "'100", "'629"]);
    return [account, name, '', '', 'Apunte', isDebit ? amount : '', isDebit ? '' : amount];
  };
  const edits: ((row: number) => Promise<string>)[] = [
    async (row) => {
      const count = 1 + random(random(4) === 0 ? 30 : 6);
      await paste(`A${row}`, Array.from({ length: count }, line));
      return `paste ${count} lines at ${row}`;
    },
    async (row) => {
      await sheet().insert(`${row}:${row + random(3)}`);
      return `insert at ${row}`;
    },
    async (row) => {
      await sheet().delete(`${row}:${row + random(3)}`);
      return `delete at ${row}`;
    },
    async (row) => {
      sheet().clear(`A${row}:G${row + random(5)}`);
      return Promise.resolve(`clear at ${row}`);
    },
    async (row) => {
      await paste(`A${row}`, [['', '', '', '', 'Totales', pick(amounts), pick(amounts)]]);
      return `totals at ${row}`;
    },
    async (row) => {
      await paste(`A${row}`, [titles]);
      return `titles at ${row}`;
    },
    async () => {
      sheet().clear('E5:G6');
      return Promise.resolve('the sums wiped');
    },
    async () => {
      await bench.addin.commands.validar();
      return 'Validar';
    },
  ];
  const said: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    said.push(await pick(edits)(9 + random(16)));
    await bench.workbench.settled();
  }
  return said;
}

/** What the form says that it adds up to. */
function sumsOfForm(): number[] {
  const row = sheet()
    .getValues('A1:G8')
    .find((cells) => String(cells[4]).startsWith('Totales'));
  return [Number(row?.[5]), Number(row?.[6])];
}

describe('an edited form', { timeout: 60_000 }, () => {
  it.each([1, 5, 21, 30])(
    'C01 says what it posts, and agrees with the ledger afterwards (seed %i)',
    async (seed) => {
      const { commands, queries } = bench.addin;
      await commands.nuevoComprobante();
      const edits = (await editAtRandom(randomBelow(seed))).join(', ');
      await paste(`A${(sheet().usedRange(sheet().activeSheet)?.rows ?? 0) + 1}`, [
        ["'570", null, '', '', 'Apunte', 3, ''],
      ]);
      await commands.validar();
      await bench.workbench.settled();
      const [debit = 0, credit = 0] = sumsOfForm();
      const difference = Math.round((debit - credit) * 100) / 100;
      const last = (sheet().usedRange(sheet().activeSheet)?.rows ?? 0) + 1;
      const [more, less] = difference < 0 ? [-difference, ''] : ['', difference];
      await paste(`A${last}`, [["'629", null, '', '', 'Diferencia', more, less]]);
      const posted = await commands.contabilizar();
      expect(posted, `${edits}: ${posted.sentence}`).toMatchObject({ status: 'done' });
      await bench.workbench.settled();
      const voucher = await queries.getVoucher(posted.posted?.id ?? '');
      if (!voucher.ok) throw new Error(voucher.message);
      const total = Number(voucher.value.totals.debit);
      expect(total).toBeCloseTo(Math.max(debit, credit), 2);
      expect(sumsOfForm(), edits).toEqual([total, total]);
      expect(await commands.validar(), edits).toMatchObject({ status: 'told', problems: [] });
    },
  );

  it.each(['A', 'B', 'E'])(
    'C01 with a column inserted at %s keeps its concept and says one state only',
    async (letter) => {
      const { commands, queries } = bench.addin;
      await commands.nuevoComprobante();
      sheet().typeInto('B6', 'Venta');
      await paste('A9', [
        ["'570", null, '', '', '', 12, ''],
        ["'700", null, '', '', '', '', 12],
      ]);
      await insertColumn(letter);
      const posted = await commands.contabilizar();
      expect(posted, posted.sentence).toMatchObject({ status: 'done' });
      const voucher = await queries.getVoucher(posted.posted?.id ?? '');
      expect(voucher).toMatchObject({ ok: true, value: { description: 'Venta' } });
      const head = sheet().getValues('A1:I7').flat();
      expect(head).toContain('Contabilizado');
      expect(head).not.toContain('Borrador');
    },
  );
});

describe('«Volver a lo contabilizado»', { timeout: 60_000 }, () => {
  it('puts back letters of the side beside amounts that say nothing of it', async () => {
    const { commands } = bench.addin;
    await commands.nuevoComprobante();
    await paste('A8', [
      ['Cuenta', 'D/H', 'Importe', 'Concepto'],
      ["'570", 'D', '12,00', 'Venta'],
      ["'700", 'H', '12,00 €', 'Venta'],
    ]);
    expect(await commands.contabilizar()).toMatchObject({ status: 'done' });
    await paste('B9', [['H'], ['D']]);
    await paste('C10', [['13,00']]);
    const told = await commands.validar();
    expect(told.problems.map(({ cell }) => cell)).toEqual(
      expect.arrayContaining(['B9', 'B10', 'C10']),
    );
    const restored = await commands.volverALoContabilizado();
    expect(restored, restored.sentence).toMatchObject({ status: 'done' });
    expect(sheet().getValues('B9:B10')).toEqual([['D'], ['H']]);
    expect(await commands.validar()).toMatchObject({ status: 'told' });
  });

  it('puts back an amount that had been typed with a minus on the other side', async () => {
    const { commands, actions } = bench.addin;
    await commands.nuevoComprobante();
    await paste('A9', [
      ["'570", null, '', '', 'Venta', '', -12],
      ["'700", null, '', '', 'Venta', '', 12],
    ]);
    await commands.validar();
    const [question] = bench.addin.store.getSnapshot().problems[0]?.problems ?? [];
    if (!question) throw new Error('no question');
    await actions.answerQuestion(question, 'opposite');
    expect(await commands.contabilizar()).toMatchObject({ status: 'done' });
    await paste('G9', [[-13]]);
    const restored = await commands.volverALoContabilizado();
    expect(restored, restored.sentence).toMatchObject({ status: 'done' });
    expect(sheet().getValues('F9:G10')).toEqual([
      [12, ''],
      ['', 12],
    ]);
    expect(await commands.validar()).toMatchObject({ status: 'told' });
  });
});
