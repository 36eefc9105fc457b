// One face for the two kinds of sheet that end as a voucher, so that validating and posting need not
// know which of them they have in front.
import type { OpeningInput, Voucher, VoucherInput } from '../../shared/contract/vouchers.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import type { AmountWriting, Rejection } from '../../shared/rejection.ts';
import type { CellGrid } from '../sheets/cellGrid.ts';
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
  writeState,
  type DocumentCells,
  type stateWords,
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
  writeState: (sheet: Excel.Worksheet, state: keyof typeof stateWords) => void;
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

function stateWritingOf(cells: DocumentCells): Pick<FormParts, 'writeState' | 'reopen'> {
  return {
    writeState: (sheet, state) => writeState(sheet, cells, state),
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
      return [line, posted?.accountName ?? byCode.get(account) ?? ''];
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
    ...stateWritingOf(cells),
    writePosted(sheet, voucher) {
      closeDocument(sheet, cells, voucher.label ?? '');
      writeAddedLines(sheet, reading, voucher);
    },
    restore: (sheet) => restoreOpening(sheet, reading, grid, writing),
  };
}
