// The workbook as a test sees it: addresses in, values out, and typing as a person would.
import { BooleanNumber } from '@univerjs/core';
import {
  cellRange,
  columnCountOf,
  formatAddress,
  parseAddress,
  rowCountOf,
  type CellRange,
} from './grid/address.ts';
import type { CellValue } from './grid/cellInput.ts';
import { findNameProblem } from './grid/sheetNames.ts';
import type { WorkbookHost } from './office/workbookHost.ts';

interface Place {
  sheetId: string;
  range: CellRange;
}

export class HeadlessWorkbook {
  constructor(private readonly host: WorkbookHost) {}

  private get grid() {
    return this.host.grid;
  }

  /** Without a sheet name, the active sheet is meant. */
  private locate(address: string): Place {
    const parsed = parseAddress(address);
    if (!parsed) throw new Error(`«${address}» no es una dirección`);
    const sheet = parsed.sheetName ? this.grid.findSheet(parsed.sheetName) : this.grid.activeSheet;
    if (!sheet) throw new Error(`No hay ninguna hoja «${parsed.sheetName}»`);
    return { sheetId: sheet.getSheetId(), range: parsed.range };
  }

  private cell(address: string): [sheetId: string, row: number, column: number] {
    const { sheetId, range } = this.locate(address);
    return [sheetId, range.startRow, range.startColumn];
  }

  get sheets(): string[] {
    return this.grid.sheets.map((sheet) => sheet.getName());
  }
  get activeSheet(): string {
    return this.grid.activeSheet.getName();
  }
  get selection(): string {
    const { sheetId, range } = this.grid.selection;
    return formatAddress(this.grid.findSheet(sheetId)!.getName(), range);
  }

  getValue(address: string): CellValue {
    return this.grid.cells.value(...this.cell(address));
  }
  getValues(address: string): CellValue[][] {
    const { sheetId, range } = this.locate(address);
    const clipped = this.grid.clip(sheetId, range);
    return this.grid.cells.read(clipped, (row, column) =>
      this.grid.cells.value(sheetId, row, column),
    );
  }
  /** What is read on the screen: `1.234,56`. */
  getText(address: string): string {
    return this.grid.cells.text(...this.cell(address));
  }
  /** As stored, in English; undefined for a constant. */
  getFormula(address: string): string | undefined {
    return this.grid.cells.formula(...this.cell(address));
  }
  /** `#RRGGBB`, undefined without fill. */
  getFill(address: string): string | undefined {
    return this.grid.styles.style(...this.cell(address)).bg?.rgb ?? undefined;
  }
  getFontColor(address: string): string | undefined {
    return this.grid.styles.style(...this.cell(address)).cl?.rgb ?? undefined;
  }
  isBold(address: string): boolean {
    return this.grid.styles.style(...this.cell(address)).bl === BooleanNumber.TRUE;
  }
  getNumberFormat(address: string): string {
    return this.grid.styles.numberFormat(...this.cell(address));
  }
  getStyleName(address: string): string {
    return this.grid.styles.styleName(...this.cell(address));
  }
  getNote(address: string): string | undefined {
    return this.grid.notes.get(...this.cell(address));
  }
  /** The text of an error that a custom function gave, as Excel shows it beside the cell. */
  getErrorMessage(address: string): string | undefined {
    const [sheetId, row, column] = this.cell(address);
    return this.host.functions.failureAt({ sheetId, row, column })?.message;
  }
  get notes(): { address: string; text: string }[] {
    return this.grid.notes.list().map(({ sheetId, row, column, text }) => ({
      address: formatAddress(this.grid.findSheet(sheetId)!.getName(), cellRange(row, column)),
      text,
    }));
  }

  /** One cell, as typed in a Spanish Excel: `1.234,56`, `31/03/2025`, `=SUMA(A1;B1)`. */
  typeInto(address: string, text: string): void {
    this.setValues(address, [[text]], 'spanish');
  }
  setValue(address: string, value: CellValue): void {
    this.setValues(address, [[value]]);
  }
  /** Several cells at once, as pasted; the address is the first one. */
  paste(address: string, values: (CellValue | null)[][]): void {
    this.setValues(address, values, 'spanish');
  }
  /** In English, as Office.js writes them. */
  setFormula(address: string, formula: string): void {
    this.setValues(address, [[formula]]);
  }

  private setValues(
    address: string,
    values: (CellValue | null)[][],
    language: 'spanish' | 'english' = 'english',
  ): void {
    const { sheetId, range } = this.locate(address);
    const columns = Math.max(...values.map((line) => line.length));
    const target = cellRange(range.startRow, range.startColumn, values.length, columns);
    this.grid.cells.write(sheetId, target, values, language);
  }

  clear(address: string): void {
    const { sheetId, range } = this.locate(address);
    this.grid.cells.clear(sheetId, range, { contents: true, formats: false });
  }
  select(address: string): void {
    const { sheetId, range } = this.locate(address);
    this.grid.select(sheetId, range);
  }
  activateSheet(name: string): void {
    this.grid.activateSheet(this.sheetId(name));
  }
  addSheet(name?: string): string {
    if (name !== undefined) checkSheetName(name);
    return this.grid.addSheet(name).getName();
  }
  /** @returns the name of the copy */
  async copySheet(name: string): Promise<string> {
    const copy = await this.grid.copySheet(this.sheetId(name));
    return copy.getName();
  }
  async renameSheet(name: string, newName: string): Promise<void> {
    checkSheetName(newName);
    await this.grid.renameSheet(this.sheetId(name), newName);
  }
  async deleteSheet(name: string): Promise<void> {
    await this.grid.deleteSheet(this.sheetId(name));
  }
  /** `3:4` inserts two rows above row 3; `B:B` one column. */
  async insert(address: string): Promise<void> {
    const { sheetId, range } = this.locate(address);
    await this.grid.insertCells(sheetId, range, 'Down');
  }
  async delete(address: string): Promise<void> {
    const { sheetId, range } = this.locate(address);
    await this.grid.deleteCells(sheetId, range, 'Up');
  }
  /** Smallest range with content, without the sheet name; undefined on an empty sheet. */
  usedRange(sheetName: string): { rows: number; columns: number } | undefined {
    const sheetId = this.sheetId(sheetName);
    const whole = { startRow: 0, startColumn: 0, endRow: 1_048_575, endColumn: 16_383 };
    const used = this.grid.cells.usedRange(sheetId, whole, true);
    return used ? { rows: rowCountOf(used), columns: columnCountOf(used) } : undefined;
  }

  private sheetId(name: string): string {
    const sheet = this.grid.findSheet(name);
    if (!sheet) throw new Error(`No hay ninguna hoja «${name}»`);
    return sheet.getSheetId();
  }
}

function checkSheetName(name: string): void {
  const problem = findNameProblem(name);
  if (problem) throw new Error(problem);
}
