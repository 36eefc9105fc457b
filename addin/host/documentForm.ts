// One face for the two kinds of sheet that end as a voucher, so that validating and posting need not
// know which of them they have in front.
import type { OpeningInput, Voucher, VoucherInput } from '../../shared/contract/vouchers.ts';
import type { AmountWriting, Rejection } from '../../shared/rejection.ts';
import { valueAt, valueAtAddress, type CellGrid } from '../sheets/cellGrid.ts';
import { cleanText, isBlankCell, isErrorValue } from '../sheets/cellText.ts';
import { hiddenRowsRemark } from '../sheets/hiddenRows.ts';
import { readOpeningSheet } from '../sheets/openingSheet.ts';
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
import { openingInputAddresses } from './openingForm.ts';
import type { ReadSheet } from './readSheet.ts';
import { restoreFoot, voucherInputAddresses, writeAccountNames } from './voucherForm.ts';

interface FormParts {
  rejections: Rejection[];
  notices: Rejection[];
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
  lineRows: { first: number; end: number; isBounded: boolean };
  nameColumn: number | null;
  /** What the name column says of each line (its number in the sheet). */
  names: ReadonlyMap<number, string>;
  writeState: (sheet: Excel.Worksheet, word: StateWord) => void;
  showState: (sheet: Excel.Worksheet, state: ShownState) => void;
  writePosted: (sheet: Excel.Worksheet, voucher: Voucher) => void;
  /** A copy of a sheet already sent goes back to being a draft. */
  reopen: (sheet: Excel.Worksheet) => void;
  /** Parts of the form that pasting destroyed; null when it is whole. */
  restore: ((sheet: Excel.Worksheet) => void) | null;
}

export type DocumentForm = FormParts &
  ({ kind: 'voucher'; input: VoucherInput } | { kind: 'opening'; input: OpeningInput });

/** @returns null when the table of lines cannot be found in the sheet. */
export function readDocumentForm(
  kind: DocumentKind,
  { grid, hiddenRows }: Pick<ReadSheet, 'grid' | 'hiddenRows'>,
  writing: AmountWriting,
): DocumentForm | null {
  const form = kind === 'voucher' ? readVoucherForm(grid, writing) : readOpeningForm(grid, writing);
  const remark = form && hiddenRowsRemark(form.input.lines, hiddenRows);
  if (remark) form.remarks.push(remark);
  return form;
}

function readVoucherForm(grid: CellGrid, writing: AmountWriting): DocumentForm | null {
  const reading = readVoucherSheet(grid, writing);
  if (!reading) return null;
  const cells = { ...reading.headerCells, inputs: voucherInputAddresses(reading) };
  return {
    kind: 'voucher',
    input: reading.input,
    rejections: reading.rejections,
    ...summarizeConversions(reading.notices),
    places: reading.places,
    looks: looksOf(cells.inputs, reading.places),
    ...shownOf(grid, cells, ['state', 'number', 'date', 'type']),
    ...namesOf(grid, reading.input.lines, reading.columns.name ?? null),
    lineRows: { first: reading.firstLineRow, end: reading.endLineRow, isBounded: reading.hasFoot },
    ...stateWritingOf(cells),
    writePosted(sheet, voucher) {
      closeDocument(sheet, cells, voucher.label ?? '');
      writeAccountNames(sheet, reading, namesByLine(reading.input, voucher));
    },
    restore: reading.hasFoot ? null : (sheet) => restoreFoot(sheet, reading),
  };
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

function readOpeningForm(grid: CellGrid, writing: AmountWriting): DocumentForm | null {
  const reading = readOpeningSheet(grid, writing);
  if (!reading) return null;
  const { notices, remarks } = summarizeConversions(reading.notices);
  const cells = { ...reading.headerCells, inputs: openingInputAddresses(reading) };
  return {
    kind: 'opening',
    input: reading.input,
    rejections: reading.rejections,
    notices,
    places: reading.places,
    remarks: [...remarks, ...reading.remarks],
    looks: looksOf(cells.inputs, reading.places),
    ...shownOf(grid, cells, ['state', 'number', 'date']),
    ...namesOf(grid, reading.input.lines, reading.columns.name),
    lineRows: { first: reading.firstLineRow, end: reading.endLineRow, isBounded: false },
    ...stateWritingOf(cells),
    writePosted: (sheet, voucher) => closeDocument(sheet, cells, voucher.label ?? ''),
    restore: null,
  };
}
