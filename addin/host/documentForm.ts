// One face for the two kinds of sheet that end as a voucher, so that validating and posting need not
// know which of them they have in front.
import type { OpeningInput, Voucher, VoucherInput } from '../../shared/contract/vouchers.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import type { AmountWriting, Rejection } from '../../shared/rejection.ts';
import { valueAt, valueAtAddress, type CellGrid } from '../sheets/cellGrid.ts';
import { cleanText, isBlankCell, isErrorValue } from '../sheets/cellText.ts';
import { hiddenRowsRemark } from '../sheets/hiddenRows.ts';
import { readOpeningSheet } from '../sheets/openingSheet.ts';
import type { ReadingHabits, SheetQuestion } from '../sheets/sheetQuestions.ts';
import type { FieldPlaces } from '../sheets/sheetReading.ts';
import { readVoucherSheet } from '../sheets/voucherSheet.ts';
import type { CellLook } from './cellMarks.ts';
import type { DocumentKind } from './documentKind.ts';
import {
  closeDocument,
  reopenDocument,
  showState,
  writeState,
  type DocumentCells,
  type ShownState,
  type StateWord,
} from './documentState.ts';
import { openingInputAddresses, restoreOpening, writeAddedLines } from './openingForm.ts';
import type { ReadSheet } from './readSheet.ts';
import { restoreVoucher, voucherInputAddresses, writeAccountNames } from './voucherForm.ts';

interface FormParts {
  rejections: Rejection[];
  notices: Rejection[];
  /** What only a person can decide: each is among the rejections until it is answered. */
  questions: SheetQuestion[];
  places: FieldPlaces;
  /** What was left out of the reading, or read although it is not seen, in sentences. */
  remarks: string[];
  /** Ranges that may carry marks, with the look that is theirs without one. */
  looks: CellLook[];
  /** True when the labels that Cuadre writes are there: a sheet of ours, whatever it remembers. */
  isLaidOut: boolean;
  /** Word of the state and number, as the cells say them now; null where their label is gone. */
  shown: { state: string | null; number: string | null };
  /** Zero-based rows of the lines, one past the last; `isBounded`: the form goes on below them. */
  lineRows: { first: number; end: number };
  nameColumn: number | null;
  /** What the name column says of each line (its number in the sheet). */
  names: ReadonlyMap<number, string>;
  writeState: (sheet: Excel.Worksheet, word: StateWord) => void;
  showState: (sheet: Excel.Worksheet, state: ShownState) => void;
  writePosted: (sheet: Excel.Worksheet, voucher: Voucher) => void;
  /** A copy of a sheet already sent goes back to being a draft. */
  reopen: (sheet: Excel.Worksheet) => void;
  /** Makes the form whole again where pasting undid it. */
  restore: (sheet: Excel.Worksheet) => void;
}

export type DocumentForm = FormParts &
  ({ kind: 'voucher'; input: VoucherInput } | { kind: 'opening'; input: OpeningInput });

/** @returns null when the table of lines cannot be found in the sheet. */
export function readDocumentForm(
  kind: DocumentKind,
  {
    grid,
    hiddenRows,
    habits,
    answers,
  }: Pick<ReadSheet, 'grid' | 'hiddenRows' | 'habits' | 'answers'>,
  writing: AmountWriting & { currency: string },
  today: LocalDate,
): DocumentForm | null {
  const reading: ReadingHabits = {
    workbookStyle: habits.numberStyle ?? writing.numberStyle,
    dateSystem: habits.dateSystem,
    today,
    currency: writing.currency,
    answers,
  };
  const read = kind === 'voucher' ? readVoucherForm : readOpeningForm;
  const form = read(grid, writing, reading);
  const remark = form && hiddenRowsRemark(form.input.lines, hiddenRows);
  if (remark) form.remarks.push(remark);
  return form;
}

function readVoucherForm(
  grid: CellGrid,
  writing: AmountWriting,
  habits: ReadingHabits,
): DocumentForm | null {
  const reading = readVoucherSheet(grid, writing, habits);
  if (!reading) return null;
  const cells = { ...reading.headerCells, inputs: voucherInputAddresses(reading) };
  const { notices, remarks } = summarizeConversions(reading.notices);
  return {
    kind: 'voucher',
    input: reading.input,
    rejections: withQuestions(reading.rejections, reading.questions),
    questions: reading.questions,
    notices,
    remarks: [...remarks, ...reading.remarks],
    places: reading.places,
    looks: looksOf(cells.inputs, reading.places),
    ...shownOf(grid, cells, ['state', 'number', 'date', 'type']),
    ...namesOf(grid, reading.input.lines, reading.table.rows.columns.fields.name ?? null),
    lineRows: { first: reading.table.rows.firstLineRow, end: reading.endLineRow },
    ...stateWritingOf(cells),
    writePosted(sheet, voucher) {
      closeDocument(sheet, cells, voucher.label ?? '');
      writeAccountNames(sheet, reading, namesByLine(reading.input, voucher));
    },
    restore: (sheet) => restoreVoucher(sheet, reading, grid, writing),
  };
}

/** A question stands in the list of what must be settled before posting. */
function withQuestions(
  rejections: readonly Rejection[],
  questions: readonly SheetQuestion[],
): Rejection[] {
  return [...questions.map(({ rejection }) => rejection), ...rejections];
}

function shownOf(
  grid: CellGrid,
  cells: Partial<Record<string, unknown>>,
  labels: readonly string[],
): Pick<FormParts, 'shown' | 'isLaidOut'> {
  const textAt = (address: unknown) =>
    typeof address === 'string' ? cleanText(valueAtAddress(grid, address)) : null;
  return {
    shown: { state: textAt(cells['state']), number: textAt(cells['number']) },
    isLaidOut: labels.every((label) => cells[label] !== undefined),
  };
}

function namesOf(
  grid: CellGrid,
  lines: readonly { line: number }[],
  nameColumn: number | null,
): Pick<FormParts, 'names' | 'nameColumn'> {
  const names = new Map<number, string>();
  if (nameColumn !== null) {
    for (const { line } of lines) {
      const name = valueAt(grid, line - 1, nameColumn);
      // The formula of an unknown account says #N/D: nobody's name.
      if (!isErrorValue(name) && !isBlankCell(name)) names.set(line, cleanText(name));
    }
  }
  return { names, nameColumn };
}

function stateWritingOf(
  cells: DocumentCells,
): Pick<FormParts, 'writeState' | 'showState' | 'reopen'> {
  return {
    writeState: (sheet, word) => writeState(sheet, cells, word),
    showState: (sheet, state) => showState(sheet, cells, state),
    reopen: (sheet) => reopenDocument(sheet, cells),
  };
}

function looksOf(inputs: readonly string[], { totals }: FieldPlaces): CellLook[] {
  const looks: CellLook[] = inputs.map((address) => ({ address, style: 'input' }));
  return totals === null ? looks : [...looks, { address: totals, style: 'total' }];
}

/** More of them are told by their number: a whole column of texts is one thing to know, not forty. */
const mostConversionNotices = 5;

function summarizeConversions(notices: readonly Rejection[]): {
  notices: Rejection[];
  remarks: string[];
} {
  const others = notices.filter(({ code }) => code !== 'amount-converted');
  const count = notices.length - others.length;
  if (count <= mostConversionNotices) return { notices: [...notices], remarks: [] };
  return {
    notices: others,
    remarks: [`${count} importes escritos como texto se leyeron como números.`],
  };
}

/** The ledger numbers lines from one, in the order in which the sheet sent them. */
function namesByLine(input: VoucherInput, voucher: Voucher): Map<number, string> {
  const byCode = new Map(voucher.lines.map((line) => [line.account, line.accountName]));
  const isSameDocument = voucher.lines.length === input.lines.length;
  return new Map(
    input.lines.map(({ line, account = '' }, index) => {
      const posted = isSameDocument ? voucher.lines[index] : undefined;
      // By its code first: the sheet may have been sorted since it was sent.
      return [line, byCode.get(account) ?? posted?.accountName ?? ''];
    }),
  );
}

function readOpeningForm(
  grid: CellGrid,
  writing: AmountWriting,
  habits: ReadingHabits,
): DocumentForm | null {
  const reading = readOpeningSheet(grid, writing, habits);
  if (!reading) return null;
  const { questions } = reading.table;
  const { notices, remarks } = summarizeConversions(reading.table.notices);
  const cells = { ...reading.headerCells, inputs: openingInputAddresses(reading) };
  return {
    kind: 'opening',
    input: reading.input,
    rejections: withQuestions(reading.rejections, questions),
    questions,
    notices,
    places: reading.places,
    remarks: [...remarks, ...reading.remarks],
    looks: looksOf(cells.inputs, reading.places),
    ...shownOf(grid, cells, ['state', 'number', 'date']),
    ...namesOf(grid, reading.input.lines, reading.table.rows.columns.fields.name ?? null),
    lineRows: { first: reading.table.rows.firstLineRow, end: reading.endLineRow },
    ...stateWritingOf(cells),
    writePosted(sheet, voucher) {
      closeDocument(sheet, cells, voucher.label ?? '');
      writeAddedLines(sheet, reading, voucher);
    },
    restore: (sheet) => restoreOpening(sheet, reading, grid, writing),
  };
}
