// What a call by Excel becomes: whatever metadata Excel kept, blank rows cut, dates as their cells show
// them, and answers that fit.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FigureNotice } from '../../shared/contract/balances.ts';
import { localDate, localDateOfInstant, serialOfLocalDate } from '../../shared/localDate.ts';
import { setWorkbookReader, type WorkbookReader } from './cellFormats.ts';
import { isFigureError, type FigureValue } from './figure.ts';
import type { CallSlot, FigureCall } from './figureBook.ts';
import { setNoticeListener, tellFigureNotices } from './figureNotices.ts';
import { balanceComprobacion, nombreCuenta, saldo } from './functions.ts';
import { setFigureBook } from './openCall.ts';
import type { Area } from './rangeAddress.ts';
import { lookAtDatesAgain } from './runningCall.ts';

type Answer = unknown[][] | { code: string; message?: string };

const scope = globalThis as { CustomFunctions?: unknown };
const runtime = scope.CustomFunctions;
const invocations: { onCanceled: () => void }[] = [];
let opened: FigureCall[] = [];
let closed = 0;
let notices: string[] = [];
let asked: Area[][] = [];

beforeEach(() => {
  [opened, closed, notices, asked] = [[], 0, [], []];
  // The runtime's own error, of which only code and message are used.
  scope.CustomFunctions = {
    ErrorCode: { notAvailable: '#N/A', invalidValue: '#VALUE!' },
    Error: class {
      constructor(
        readonly code: string,
        readonly message?: string,
      ) {}
    },
  };
  setFigureBook({
    open(call: FigureCall) {
      opened.push(call);
      return () => (closed += 1);
    },
  });
  setNoticeListener((next) => (notices = next));
});
afterEach(() => {
  for (const invocation of invocations.splice(0)) invocation.onCanceled();
  scope.CustomFunctions = runtime;
  setFigureBook(null);
  setWorkbookReader(null);
  setNoticeListener(null);
});

/** Every cell of the workbook has this format. */
function formatted(format: string | null, dateSystem: 1900 | 1904 = 1900): void {
  const reader: WorkbookReader = {
    dateSystem: () => dateSystem,
    async readFormats(areas) {
      asked.push([...areas]);
      return areas.map(({ rows, columns }) =>
        format === null
          ? null
          : Array.from({ length: rows }, () => Array<string>(columns).fill(format)),
      );
    },
  };
  setWorkbookReader(reader);
}

function invocationWith(parameterAddresses?: unknown[]) {
  const told: Answer[] = [];
  const invocation = {
    setResult: (value: Answer) => void told.push(value),
    onCanceled: () => undefined as void,
    ...(parameterAddresses ? { parameterAddresses } : {}),
  };
  invocations.push(invocation);
  return { told, invocation };
}

const call = (run: unknown, ...given: unknown[]) => (run as (...all: unknown[]) => void)(...given);
const settle = () => new Promise((resolve) => setTimeout(resolve, 80));
const sayDays = (slots: readonly CallSlot[]) =>
  slots.map((slot) => {
    if (slot === '') return '';
    if (isFigureError(slot)) return slot.error;
    return slot.kind === 'accountName' ? slot.code : `${slot.from} ${slot.to}`;
  });
const today = localDateOfInstant(new Date());
const serial = (day: string) => serialOfLocalDate(localDate(day));

describe('the invocation is the last argument', () => {
  it.each<[string, unknown, unknown[], string[]]>([
    ['as it is declared', saldo, [[['430']], [['2025']], null], ['2025-01-01 2025-12-31']],
    ['metadata without filtros', saldo, [[['430']], [['2025']]], ['2025-01-01 2025-12-31']],
    ['metadata with one parameter', saldo, [[['430']]], [`${today} ${today}`]],
    [
      'metadata of a later version',
      saldo,
      [[['430']], [['2025']], null, null],
      ['2025-01-01 2025-12-31'],
    ],
    ['a later NOMBRE.CUENTA', nombreCuenta, [[['430']], null], ['430']],
    ['an earlier BALANCE', balanceComprobacion, ['2025'], ['2025-01-01 2025-12-31']],
    [
      'a later BALANCE',
      balanceComprobacion,
      ['2025', null, 3, null, 'x'],
      ['2025-01-01 2025-12-31'],
    ],
  ])('%s', (_name, run, given, days) => {
    const { invocation } = invocationWith();
    call(run, ...given, invocation);
    expect(sayDays(opened[0]!.slots)).toEqual(days);
    invocation.onCanceled();
    expect(closed).toBe(1);
  });
});

describe('what is left out', () => {
  it('the date is today, and follows the day; a blank cell is a mistake', () => {
    call(saldo, [['430']], null, null, invocationWith().invocation);
    expect(sayDays(opened[0]!.slotsOfToday!())).toEqual([`${today} ${today}`]);
    call(saldo, [['430']], [['']], null, invocationWith().invocation);
    expect(opened[1]!.slots[0]).toMatchObject({
      message: expect.stringMatching(/^Falta la fecha/),
    });
  });

  it('blank rows at the end are cut: a whole column is its filled part', () => {
    const column = Array.from({ length: 1_048_576 }, (_, row) => [row < 4 && row !== 1 ? 430 : '']);
    const { told, invocation } = invocationWith();
    call(saldo, column, [['2025']], null, invocation);
    expect(sayDays(opened[0]!.slots)).toEqual([
      ...['2025-01-01 2025-12-31', '', '2025-01-01 2025-12-31', '2025-01-01 2025-12-31'],
    ]);
    opened[0]!.deliver([1, '', 2, 3]);
    expect(told).toEqual([[[1], [''], [2], [3]]]);
    call(nombreCuenta, column, invocationWith().invocation);
    expect(opened[1]!.slots).toHaveLength(4);
  });

  it('two columns are cut where both end', () => {
    const accounts = [[430], [431], [''], ['']];
    const dates = [['2025'], ['2024'], ['2023'], ['']];
    call(saldo, accounts, dates, null, invocationWith().invocation);
    expect(sayDays(opened[0]!.slots)).toEqual([
      ...['2025-01-01 2025-12-31', '2024-01-01 2024-12-31', ''],
    ]);
    call(saldo, accounts, [['2025'], ['2024']], null, invocationWith().invocation);
    expect(opened[1]!.slots).toHaveLength(2);
    call(saldo, [[430], [431], [572]], [['2025'], ['2024']], null, invocationWith().invocation);
    expect(sayDays(opened[2]!.slots).at(-1)).toBe('notAvailable');
  });

  it('a column without anything asks for an account', () => {
    call(saldo, [[''], [''], ['']], [['2025']], null, invocationWith().invocation);
    expect(sayDays(opened[0]!.slots)).toEqual(['']);
    call(saldo, [['']], [['2025']], null, invocationWith().invocation);
    expect(sayDays(opened[1]!.slots)).toEqual(['invalidValue']);
  });
});

describe('an answer beyond the 5 MB of Excel', () => {
  it('is one error that says what to do', () => {
    const { told, invocation } = invocationWith();
    const accounts = Array.from({ length: 400_000 }, () => [430]);
    call(saldo, accounts, [['2025']], null, invocation);
    const values: FigureValue[] = Array<FigureValue>(400_000).fill(1_234_567_890.12);
    opened[0]!.deliver(values);
    expect(told).toEqual([
      { code: '#VALUE!', message: expect.stringContaining('Excel admite 5 MB') },
    ]);
    opened[0]!.deliver(Array<FigureValue>(400_000).fill(0));
    expect(told[1]).toHaveLength(400_000);
  });

  it('is not even asked for when it cannot fit', () => {
    const accounts = Array.from({ length: 2_000 }, () => [430]);
    const dates = [Array.from({ length: 600 }, () => '2025')];
    call(saldo, accounts, dates, null, invocationWith().invocation);
    expect(opened[0]!.slots).toMatchObject([{ message: expect.stringContaining('5 MB') }]);
  });
});

describe('a date is what its cell shows', () => {
  it.each<[string, string, string]>([
    ['mmm-yy', '2025-03-01', '2025-03-01 2025-03-31'],
    ['mmm-aa', '2025-03-31', '2025-03-01 2025-03-31'],
    ['[$-C0A]mmmm "de" yyyy;@', '2025-02-10', '2025-02-01 2025-02-28'],
    ['yyyy', '2025-06-01', '2025-01-01 2025-12-31'],
    ['dd/mm/yyyy', '2025-03-01', '2025-03-01 2025-03-01'],
    ['General', '2025-03-01', '2025-03-01 2025-03-01'],
  ])('%s over %s: %s', async (format, day, days) => {
    formatted(format);
    call(
      saldo,
      [['430']],
      [[serial(day)]],
      null,
      invocationWith(['Hoja1!A2', 'Hoja1!B1', null]).invocation,
    );
    await settle();
    expect(sayDays(opened[0]!.slots)).toEqual([days]);
    expect(asked).toEqual([[{ sheet: 'Hoja1', row: 0, column: 1, rows: 1, columns: 1 }]]);
    expect(notices).toEqual([]);
  });

  it('a thousand cells are one question', async () => {
    formatted('mmm-yy');
    for (let row = 2; row <= 1_001; row += 1) {
      const addresses = [`Hoja1!A${row}`, `'Mi hoja'!B${row}`];
      call(saldo, [[430]], [[serial('2025-03-01')]], null, invocationWith(addresses).invocation);
    }
    await settle();
    expect(opened).toHaveLength(1_000);
    expect(sayDays(opened[999]!.slots)).toEqual(['2025-03-01 2025-03-31']);
    expect(asked).toEqual([[{ sheet: 'Mi hoja', row: 1, column: 1, rows: 1_000, columns: 1 }]]);
  });

  it('a format that is changed counts at the next «Actualizar»; one that cannot be read changes nothing', async () => {
    formatted('dd/mm/yyyy');
    const { invocation } = invocationWith(['Hoja1!A1', 'Hoja1!B1']);
    call(saldo, [['430']], [[serial('2025-03-01')]], null, invocation);
    await settle();
    await lookAtDatesAgain();
    expect([opened.length, closed]).toEqual([1, 0]);
    formatted('mmm-yy');
    await lookAtDatesAgain();
    expect(opened.map(({ slots }) => sayDays(slots)[0])).toEqual([
      ...['2025-03-01 2025-03-01', '2025-03-01 2025-03-31'],
    ]);
    expect(closed).toBe(1);
    formatted(null);
    await lookAtDatesAgain();
    invocation.onCanceled();
    formatted('yyyy');
    await lookAtDatesAgain();
    expect([opened.length, closed]).toEqual([2, 2]);
  });

  it('what stands in no cell is the day, and texts ask for nothing', async () => {
    formatted('mmm-yy');
    call(
      saldo,
      [['430']],
      [[serial('2025-03-01')]],
      null,
      invocationWith(['Hoja1!A1', null]).invocation,
    );
    call(
      saldo,
      [['430']],
      [['03/2025']],
      null,
      invocationWith(['Hoja1!A1', 'Hoja1!B1']).invocation,
    );
    await settle();
    expect(opened.map(({ slots }) => sayDays(slots)[0]).sort()).toEqual([
      ...['2025-03-01 2025-03-01', '2025-03-01 2025-03-31'],
    ]);
    expect([asked, notices]).toEqual([[], []]);
  });

  it('desde and hasta of BALANCE.COMPROBACION too', async () => {
    formatted('mmm-yy');
    const addresses = ['Hoja1!B1', 'Hoja1!D1', null, null];
    const { invocation } = invocationWith(addresses);
    call(balanceComprobacion, serial('2025-01-01'), serial('2025-03-01'), null, null, invocation);
    await settle();
    expect(sayDays(opened[0]!.slots)).toEqual(['2025-01-01 2025-03-31']);
  });

  it('serials are of the date system of the workbook', async () => {
    formatted('dd/mm/yyyy', 1904);
    call(saldo, [['430']], [[43_829]], null, invocationWith(['A!A1', 'A!B1']).invocation);
    await settle();
    expect(sayDays(opened[0]!.slots)).toEqual(['2023-12-31 2023-12-31']);
  });

  it.each([
    [1904, '2023-12-31'],
    [1900, '2019-12-30'],
  ] as const)('a serial that was copied as text too (%i)', async (dateSystem, day) => {
    formatted('mmm-yy', dateSystem);
    call(saldo, [['430']], [[' 43829 ']], null, invocationWith(['A!A1', 'A!B1']).invocation);
    await settle();
    // It shows its digits, whatever the format of its cell: no month.
    expect([sayDays(opened[0]!.slots), asked]).toEqual([[`${day} ${day}`], []]);
  });

  it('calls wait for the add-in, and one that ended meanwhile is not opened', async () => {
    const { invocation } = invocationWith(['Hoja1!A1', 'Hoja1!B1']);
    call(saldo, [['430']], [[serial('2025-03-01')]], null, invocation);
    call(
      saldo,
      [['431']],
      [[serial('2025-03-01')]],
      null,
      invocationWith(['Hoja1!A1', 'Hoja1!B1']).invocation,
    );
    await settle();
    expect(opened).toEqual([]);
    invocation.onCanceled();
    formatted('mmm-yy');
    await settle();
    expect(opened).toHaveLength(1);
  });
});

describe('where Excel does not say what the cell shows', () => {
  const march = serial('2025-03-01');

  it.each<[string, unknown[] | undefined, string]>([
    ['no addresses', undefined, '01/03/2025 se lee como ese día: '],
    ['a cell that cannot be read', ['Hoja1!A1', 'Hoja1!B1'], 'B1 es el día 01/03/2025: '],
    ['another workbook', ['Hoja1!A1', '[Libro2.xlsx]Hoja1!B1'], '01/03/2025 se lee como ese día: '],
  ])(
    '%s: it is the day, which is said while the figure is shown',
    async (_name, told, sentence) => {
      formatted(null);
      const { invocation } = invocationWith(told);
      call(saldo, [['430']], [[march]], null, invocation);
      await settle();
      expect(sayDays(opened[0]!.slots)).toEqual(['2025-03-01 2025-03-01']);
      expect(notices).toEqual([
        `${sentence}este Excel no dice si la celda muestra un mes. Para el mes, escriba "03/2025" como texto.`,
      ]);
      invocation.onCanceled();
      await settle();
      expect(notices).toEqual([]);
    },
  );

  it('says nothing of days that begin no month', async () => {
    formatted(null);
    call(saldo, [['430']], [[march + 9]], null, invocationWith().invocation);
    await settle();
    expect([opened.length, notices]).toEqual([1, []]);
  });
});

it('notices of account lists are shown while a cell asks them, once however many do', async () => {
  const notice = (accounts: string) => ({
    ...{ code: 'filter-without-accounts', params: { text: '99*' }, accounts },
    ...{ message: 'Ninguna cuenta del plan corresponde a «99*».', remedy: 'Revise el código.' },
  });
  const tell = (asked: string[], said: FigureNotice[]) =>
    tellFigureNotices([{ asked, notices: said, isOfAllCells: true }]);
  const first = invocationWith();
  const second = invocationWith();
  call(saldo, [['430;99*']], [['2025']], null, first.invocation);
  call(saldo, [['430;99*']], [['2024']], null, second.invocation);
  tell(['430;99*', '98*'], [notice('430;99*'), notice('98*')]);
  await settle();
  const sentence = 'Ninguna cuenta del plan corresponde a «99*». Revise el código.';
  expect(notices).toEqual([sentence]);
  first.invocation.onCanceled();
  await settle();
  expect(notices).toEqual([sentence]);
  // The chart has such accounts now.
  tell(['430;99*'], []);
  await settle();
  expect(notices).toEqual([]);
});
