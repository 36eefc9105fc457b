// What an Excel file carries besides its cells and Univer has no place for: settings of add-ins,
// custom properties of sheets, tables. Saved with the workbook.
import { generateRandomId } from '@univerjs/core';
import { type CellRange, shiftRange } from './address.ts';
import type { GridEvent } from './gridEvents.ts';

export interface TableRecord {
  id: string;
  name: string;
  sheetId: string;
  range: CellRange;
  style: string;
  showTotals: boolean;
  showHeaders: boolean;
  showBandedRows: boolean;
  showFilterButton: boolean;
}

export interface BookStateData {
  settings: [string, unknown][];
  sheetProperties: [string, [string, string][]][];
  tables: TableRecord[];
  validations: [string, Record<string, unknown>][];
  veryHidden?: string[];
}

export class BookState {
  readonly settings: Map<string, unknown>;
  private readonly properties: Map<string, Map<string, string>>;
  /** Data validation by `sheetId!A1:B2`. */
  readonly validations: Map<string, Record<string, unknown>>;
  tables: TableRecord[];
  /** Sheets that only code can show again. */
  readonly veryHidden: Set<string>;

  constructor(data?: BookStateData) {
    this.settings = new Map(data?.settings);
    this.properties = new Map(
      data?.sheetProperties.map(([sheetId, entries]) => [sheetId, new Map(entries)]),
    );
    this.tables = data?.tables ?? [];
    this.validations = new Map(data?.validations);
    this.veryHidden = new Set(data?.veryHidden);
  }

  export(): BookStateData {
    return {
      settings: [...this.settings],
      sheetProperties: [...this.properties].map(([sheetId, entries]) => [sheetId, [...entries]]),
      tables: this.tables,
      validations: [...this.validations],
      veryHidden: [...this.veryHidden],
    };
  }

  sheetProperties(sheetId: string): Map<string, string> {
    const existing = this.properties.get(sheetId);
    if (existing) return existing;
    const created = new Map<string, string>();
    this.properties.set(sheetId, created);
    return created;
  }

  /**
   * What Excel copies with a sheet. Custom properties are not among it: «by design», says
   * github.com/OfficeDev/office-js/issues/5486.
   */
  copySheet(fromSheetId: string, toSheetId: string): void {
    for (const [key, validation] of [...this.validations]) {
      const [sheetId, cells] = splitKey(key);
      if (sheetId === fromSheetId) this.validations.set(`${toSheetId}!${cells}`, { ...validation });
    }
    const copied = this.tables.filter((table) => table.sheetId === fromSheetId);
    for (const table of copied) {
      const name = this.freeTableName(table.name);
      this.tables.push({ ...table, id: generateRandomId(8), name, sheetId: toSheetId });
    }
  }

  private freeTableName(name: string): string {
    for (let number = 2; ; number += 1) {
      const free = `${name}${number}`;
      if (!this.tables.some((table) => table.name.toLowerCase() === free.toLowerCase()))
        return free;
    }
  }

  /** Tables move with the rows above them and go with their sheet. */
  follow(event: GridEvent): void {
    if (event.kind === 'sheetDeleted') {
      this.properties.delete(event.sheetId);
      this.tables = this.tables.filter((table) => table.sheetId !== event.sheetId);
    } else if (event.kind === 'linesShifted') {
      this.tables = this.tables.flatMap((table) => {
        if (table.sheetId !== event.sheetId) return [table];
        const range = shiftRange(table.range, event.axis, event.index, event.count);
        return range ? [{ ...table, range }] : [];
      });
    }
  }
}

function splitKey(key: string): [sheetId: string, cells: string] {
  const bang = key.lastIndexOf('!');
  return [key.slice(0, bang), key.slice(bang + 1)];
}
