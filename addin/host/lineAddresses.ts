// The ranges where the lines of a document are typed: by columns, from each row of titles to the next.
import { columnLetters } from '../sheets/cellGrid.ts';
import type { FieldPlaces } from '../sheets/sheetReading.ts';

/** @param endRow one past the last row, zero-based */
export function lineAddresses(tables: FieldPlaces['tables'], endRow: number): string[] {
  return tables.flatMap(({ fromLine, columns }, index) => {
    // The row above the next table is its row of titles.
    const next = tables[index + 1];
    const lastLine = next ? next.fromLine - 2 : endRow;
    if (lastLine < fromLine) return [];
    return [...new Set(Object.values(columns))].map((column) => {
      const letters = columnLetters(column);
      return `${letters}${fromLine}:${letters}${lastLine}`;
    });
  });
}
