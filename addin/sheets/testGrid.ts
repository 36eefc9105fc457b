// Grids for tests, written as a table: cells between bars, numbers as numbers, `«1.5»` kept as text.
import { localDate } from '../../shared/localDate.ts';
import type { CellGrid, CellValue } from './cellGrid.ts';
import type { ReadingHabits } from './sheetQuestions.ts';

export const spanishHabits: ReadingHabits = {
  workbookStyle: 'comma-decimal',
  dateSystem: 1900,
  today: localDate('2026-11-26'),
  currency: 'EUR',
  answers: {},
};

export function gridOf(table: string): CellGrid {
  const lines = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|'));
  const values = lines.map((line) => line.split('|').slice(1, -1).map(cellOf));
  const width = Math.max(...values.map((row) => row.length));
  for (const row of values) while (row.length < width) row.push('');
  return { rowIndex: 0, columnIndex: 0, values };
}

function cellOf(text: string): CellValue {
  const trimmed = text.trim();
  const quoted = /^«(.*)»$/.exec(trimmed);
  if (quoted) return quoted[1] ?? '';
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}
