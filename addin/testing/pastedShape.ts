// A pasted shape as a file: what the clipboard brought, and what must be read, left out, asked,
// refused and told. A cell in braces is a number as Excel made it, with its format where it matters:
// `{1.5}`, `{1 0%}`, `{45658 dd/mm/yyyy}`; every other cell is text.
import { localDate } from '../../shared/localDate.ts';
import { formatDecimalAmount, parseDecimalAmount } from '../../shared/money.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import type { CellGrid, CellValue } from '../sheets/cellGrid.ts';
import { placeOfAddress } from '../sheets/cellGrid.ts';
import { openingColumns } from '../sheets/openingLayout.ts';
import { readOpeningSheet } from '../sheets/openingSheet.ts';
import type { ReadingHabits } from '../sheets/sheetQuestions.ts';
import { voucherColumns } from '../sheets/voucherLayout.ts';
import { readVoucherSheet } from '../sheets/voucherSheet.ts';

export const sections = ['read', 'set aside', 'asked', 'refused', 'told'] as const;
export type Section = (typeof sections)[number];

export interface PastedShape {
  title: string;
  sheet: 'voucher' | 'opening';
  /** Where it was pasted. */
  at: string;
  writing: AmountWriting;
  currency: string;
  cells: { value: CellValue; format: string }[][];
  expected: Record<Section, string[]>;
}

export function parseShape(text: string): PastedShape {
  const [head = '', ...parts] = text.split(/^== /m);
  const [title = '', ...settings] = head.split('\n');
  const setting = (name: string) =>
    settings.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const bodies = new Map(
    parts.map((part) => {
      const [name = '', ...lines] = part.split('\n');
      return [name, lines.filter((line) => line.trim() !== '' || line.includes('\t'))];
    }),
  );
  const sheet = setting('sheet') === 'voucher' ? 'voucher' : 'opening';
  const numberStyle = setting('style') === 'point' ? 'point-decimal' : 'comma-decimal';
  const expected = Object.fromEntries(
    sections.map((section) => [section, bodies.get(section) ?? []]),
  ) as Record<Section, string[]>;
  return {
    title,
    sheet,
    at: setting('at') ?? (sheet === 'voucher' ? 'A9' : 'A8'),
    writing: { minorDigits: 2, numberStyle },
    currency: setting('currency') ?? 'EUR',
    cells: (bodies.get('pasted') ?? []).map((line) => line.split('\t').map(parseCell)),
    expected,
  };
}

function parseCell(text: string): { value: CellValue; format: string } {
  const number = /^\{(-?[\d.]+(?:e\d+)?)(?: (.+))?\}$/.exec(text);
  return number
    ? { value: Number(number[1]), format: number[2] ?? 'General' }
    : { value: text, format: 'General' };
}

/** What reading the shape gives, section by section, in the words of the files. */
export function readShape(shape: PastedShape): Record<Section, string[]> {
  const { sheet, writing } = shape;
  const habits: ReadingHabits = {
    workbookStyle: writing.numberStyle,
    dateSystem: 1900,
    today: localDate('2026-11-26'),
    currency: shape.currency,
    answers: {},
  };
  const grid = gridOfShape(shape);
  const reading =
    sheet === 'voucher'
      ? readVoucherSheet(grid, writing, habits)
      : readOpeningSheet(grid, writing, habits);
  if (!reading) throw new Error('no table');
  const { table, input, rejections, remarks } = reading;
  const { questions, notices } = 'questions' in reading ? reading : table;
  return {
    read: input.lines.map(({ line, account, party, debit, credit }) =>
      [
        `${line}:`,
        account ?? '(no account)',
        ...(debit === undefined ? [] : [`D ${debit}`]),
        ...(credit === undefined ? [] : [`H ${credit}`]),
        ...(party === undefined ? [] : [`of ${party}`]),
      ].join(' '),
    ),
    'set aside': table.setAside.map(({ row, reason }) => `${row + 1}: ${reason}`),
    asked: questions.map(
      ({ key, places }) => `${key}: ${places.map(({ cell }) => cell).join(', ')}`,
    ),
    refused: rejections.map(({ code, cell }) => `${cell}: ${code}`),
    told: [
      ...notices
        .filter(({ code }) => code !== 'amount-converted')
        .map(({ code, cell }) => `${cell}: ${code}`),
      ...remarks.filter((remark) => !remark.startsWith('Se dej')),
    ],
  };
}

/** The form as Cuadre lays it out, with the shape pasted into it. */
function gridOfShape({ sheet, at, cells }: PastedShape): CellGrid {
  const titles = (sheet === 'voucher' ? voucherColumns : openingColumns).map(({ title }) => title);
  const titleRow = sheet === 'voucher' ? 7 : 6;
  const values: CellValue[][] = [];
  const formats: string[][] = [];
  const put = (row: number, column: number, value: CellValue, format = 'General') => {
    while (values.length <= row) {
      values.push([]);
      formats.push([]);
    }
    (values[row] as CellValue[])[column] = value;
    (formats[row] as string[])[column] = format;
  };
  put(sheet === 'voucher' ? 3 : 2, 0, 'Fecha');
  put(sheet === 'voucher' ? 3 : 2, 1, 45_823, 'dd/mm/yyyy');
  titles.forEach((title, column) => put(titleRow, column, title));
  const start = placeOfAddress(at);
  cells.forEach((row, rowOffset) =>
    row.forEach(({ value, format }, offset) =>
      put(start.row + rowOffset, start.column + offset, value, format),
    ),
  );
  const width = Math.max(...values.map((row) => row.length));
  return {
    rowIndex: 0,
    columnIndex: 0,
    values: values.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? '')),
    formats: formats.map((row) =>
      Array.from({ length: width }, (_, column) => row[column] ?? 'General'),
    ),
  };
}

/** What the lines of a section add up to, in cents: an opening that is read whole balances. */
export function balanceOf(lines: readonly string[]): string {
  const sum = lines.reduce((total, line) => {
    const amount = (side: string) =>
      parseDecimalAmount(new RegExp(`${side} (-?[\\d.]+)`).exec(line)?.[1] ?? '0', 2) ?? 0n;
    return total + amount(' D') - amount(' H');
  }, 0n);
  return formatDecimalAmount(sum, 2);
}
