// Tables for people: columns as wide as what they hold, amounts to the right; a sentence where there is nothing.

export type Print = (line: string) => void;

export interface Column {
  title: string;
  isAmount?: boolean;
  /** Longer texts are cut, with «…». */
  most?: number;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  /** What is said when there is no row. */
  empty: string;
}

export function printTable({ columns, rows, empty }: Table, print: Print): void {
  if (rows.length === 0) {
    print(empty);
    return;
  }
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map(({ most = Infinity }, column) => cut(row[column] ?? '', most)),
  );
  const widths = columns.map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, lengthOf(line[column]!)), 0),
  );
  for (const line of lines) {
    const cells = line.map((text, column) => {
      const padding = ' '.repeat(widths[column]! - lengthOf(text));
      return columns[column]!.isAmount ? padding + text : text + padding;
    });
    print(cells.join('  ').trimEnd());
  }
}

function cut(text: string, most: number): string {
  const oneLine = text.replace(/\s+/g, ' ');
  const letters = [...oneLine];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : oneLine;
}

/** In letters: accents may be kept apart from theirs. */
function lengthOf(text: string): number {
  return [...text.normalize('NFC')].length;
}
