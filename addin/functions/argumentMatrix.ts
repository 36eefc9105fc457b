// The cells of an argument: a range, a spilled array or one value. A whole column has a million rows of
// which few are filled: what is blank at the end is cut before anything else looks at it.

export interface Matrix {
  /** Rows of cells, without the blank rows and columns at the end; at least one cell. */
  cells: unknown[][];
  /** Its size with them. */
  rows: number;
  columns: number;
}

/** A single value is one row of one cell, an argument left out too (blank). */
export function matrixOf(argument: unknown): Matrix {
  if (!Array.isArray(argument)) return { cells: [[plainValue(argument)]], rows: 1, columns: 1 };
  const given = argument as unknown[];
  const width = Math.max(1, rowOf(given[0]).length);
  const lastRow = given.findLastIndex((row) => rowOf(row).some(isFilled));
  const kept = given.slice(0, lastRow + 1).map(rowOf);
  let lastColumn = 0;
  for (const row of kept) lastColumn = Math.max(lastColumn, row.findLastIndex(isFilled));
  const cells = kept.map((row) =>
    Array.from({ length: lastColumn + 1 }, (_, column) => plainValue(row[column])),
  );
  return { cells: cells.length === 0 ? [['']] : cells, rows: given.length || 1, columns: width };
}

export function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
  );
}

/** True for an argument that was not written at all; a cell that is blank was. */
export function isLeftOut(value: unknown): boolean {
  return value === null || value === undefined;
}

function isFilled(value: unknown): boolean {
  return !isBlank(plainValue(value));
}

function rowOf(row: unknown): unknown[] {
  return Array.isArray(row) ? (row as unknown[]) : [row];
}

/** A number that carries a format or a card of its own comes as an object: its value counts. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'basicValue' in value) return value.basicValue;
  return value ?? '';
}

/** A position beyond a range that is neither single nor as long as the other: Excel shows #N/D there. */
export const outside = Symbol('outside');

export interface Broadcast {
  rows: number;
  columns: number;
  /** True for one value against one value, also when it stands in a range. */
  isSingle: boolean;
  /** Both values of a position; blank beyond the last filled one. */
  at: (row: number, column: number) => [left: unknown, right: unknown];
}

/** Two arguments against each other, as Excel's own operators do, up to the last filled cell of either. */
export function broadcast(left: Matrix, right: Matrix): Broadcast {
  const filled = (size: (matrix: Matrix) => number, length: (cells: unknown[][]) => number) =>
    Math.max(...[left, right].map((one) => (size(one) === 1 ? 1 : length(one.cells))));
  return {
    rows: filled(
      (one) => one.rows,
      (cells) => cells.length,
    ),
    columns: filled(
      (one) => one.columns,
      (cells) => cells[0]!.length,
    ),
    isSingle: [left, right].every((one) => one.rows === 1 && one.columns === 1),
    at: (row, column) => [cellAt(left, row, column), cellAt(right, row, column)],
  };
}

function cellAt({ cells, rows, columns }: Matrix, row: number, column: number): unknown {
  const atRow = rows === 1 ? 0 : row;
  const atColumn = columns === 1 ? 0 : column;
  if (atRow >= rows || atColumn >= columns) return outside;
  return cells[atRow]?.[atColumn] ?? '';
}
