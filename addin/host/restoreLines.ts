// Writes into a sheet what the ledger says: only the cells that differ, lines that were added are
// cleared, and those that are missing go into free rows of the table.
import { columnsAt } from '../sheets/sheetReading.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { cellAddress, columnLetters } from '../sheets/cellGrid.ts';
import {
  restoredValue,
  typedFieldsOf,
  type CellRestoration,
  type Comparison,
  type LedgerLine,
} from '../sheets/compareWithLedger.ts';
import { nameFormula } from '../sheets/voucherLayout.ts';
import { asText, type WrittenValue } from './cellWriting.ts';
import type { DocumentForm } from './documentForm.ts';

/** Queues the writes: the caller syncs, and reads the sheet again. */
export function writeRestoration(
  sheet: Excel.Worksheet,
  form: DocumentForm,
  comparison: Comparison,
  writing: AmountWriting,
): void {
  for (const { cell, value } of comparison.cells) {
    sheet.getRange(cell).values = [[written(value)]];
  }
  for (const line of comparison.extraLines) {
    for (const { column } of typedFieldsOf(columnsAt(form.places, line))) {
      sheet.getRange(cellAddress(line - 1, column)).values = [['']];
    }
  }
  writeMissingLines(sheet, form, comparison, writing);
}

function writeMissingLines(
  sheet: Excel.Worksheet,
  form: DocumentForm,
  { extraLines, missingLines }: Comparison,
  writing: AmountWriting,
): void {
  if (missingLines.length === 0) return;
  const cleared = new Set(extraLines);
  const taken = new Set(
    form.input.lines.map(({ line }) => line).filter((line) => !cleared.has(line)),
  );
  const { first, end } = form.lineRows;
  const free: number[] = [];
  for (let row = first; row < end && free.length < missingLines.length; row += 1) {
    if (!taken.has(row + 1)) free.push(row);
  }
  // Nothing of ours stands below the lines: what does not fit between them goes there.
  for (let row = end; free.length < missingLines.length; row += 1) free.push(row);
  for (const { rows, lines } of stretches(free, missingLines)) {
    writeStretch(sheet, form, rows, lines, writing);
  }
}

/** Rows that follow one another are written together. */
function stretches(rows: readonly number[], lines: readonly LedgerLine[]) {
  const found: { rows: number[]; lines: LedgerLine[] }[] = [];
  rows.forEach((row, index) => {
    const line = lines[index];
    if (!line) return;
    const last = found.at(-1);
    if (last && last.rows.at(-1) === row - 1) {
      last.rows.push(row);
      last.lines.push(line);
    } else found.push({ rows: [row], lines: [line] });
  });
  return found;
}

function writeStretch(
  sheet: Excel.Worksheet,
  form: DocumentForm,
  rows: readonly number[],
  lines: readonly LedgerLine[],
  writing: AmountWriting,
): void {
  const [first = 0] = rows;
  const rangeOf = (column: number) => {
    const letters = columnLetters(column);
    return sheet.getRange(`${letters}${first + 1}:${letters}${first + rows.length}`);
  };
  for (const one of typedFieldsOf(columnsAt(form.places, first + 1))) {
    rangeOf(one.column).values = lines.map((line) => [written(restoredValue(one, line, writing))]);
  }
  const { nameColumn } = form;
  if (nameColumn === null) return;
  if (form.kind === 'voucher') {
    rangeOf(nameColumn).formulas = rows.map((row) => [nameFormula(row)]);
  } else rangeOf(nameColumn).values = lines.map(({ accountName }) => [asText(accountName)]);
}

function written({ kind, value }: CellRestoration['value']): WrittenValue {
  return kind === 'text' ? asText(String(value)) : value;
}
