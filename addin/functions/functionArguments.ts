// Reads the arguments of the custom functions: whatever a cell may hold becomes accounts, periods and
// levels, or an error with its sentence. Nothing is guessed.
import { normalizeAccountCode } from '../../shared/accountCode.ts';
import { parseAccountFilter } from '../../shared/accountFilter.ts';
import {
  readPeriod as readWrittenPeriod,
  type DateContext,
  type Period,
} from '../../shared/period.ts';
import { reject } from '../../shared/rejection.ts';
import { isBlank, matrixOf } from './argumentMatrix.ts';
import { rememberByKey } from './boundedMemory.ts';
import { isFigureError, type FigureError } from './figure.ts';
import { explainedFigureError, invalid } from './figureTexts.ts';

/** An account filter of the grammar in functions.md, as the text that the server understands. */
export function readAccountFilter(value: unknown): string | FigureError {
  if (isBlank(value)) return explainedFigureError(reject('account-missing', {}));
  if (typeof value === 'number') return readNumberCode(value);
  if (typeof value !== 'string') return filterInvalid(String(value));
  return readFilterText(value);
}

const readFilterText = rememberByKey((written): string | FigureError => {
  const text = written.replace(/[\s\u00a0\u200b-\u200d\ufeff]+/g, '').replace(/^'/, '');
  const parsed = parseAccountFilter(text);
  return parsed.ok ? text : filterInvalid(parsed.part);
});

function filterInvalid(text: string): FigureError {
  return explainedFigureError(reject('filter-invalid', { text }));
}

/** One code: lists and patterns have no name. */
export function readAccountCode(value: unknown): string | FigureError {
  if (isBlank(value)) return explainedFigureError(reject('account-missing', {}));
  if (typeof value === 'number') return readNumberCode(value);
  const code = typeof value === 'string' ? normalizeAccountCode(value) : null;
  return code ?? explainedFigureError(reject('account-code-invalid', { account: String(value) }));
}

/** 430.1 as a number is 430.10 as well, and a Spanish Excel shows it as 430,1: which code it was, nobody knows. */
function readNumberCode(value: number): string | FigureError {
  const code = normalizeAccountCode(value);
  if (code !== null) return code;
  const written = String(value);
  if (Number.isInteger(value) || value < 0 || normalizeAccountCode(written) === null) {
    return explainedFigureError(reject('account-code-invalid', { account: written }));
  }
  const shown = written.replace('.', ',');
  return invalid(
    `${shown} es un número con decimales, no un código de cuenta. Escriba el código como texto: "${written}".`,
  );
}

export function readPeriod(value: unknown, context: DateContext): Period | FigureError {
  if (isBlank(value)) return explainedFigureError(reject('date-missing', {}));
  // Dates of a workbook repeat in every row: each is read once.
  if (typeof value === 'number') return readNumber(`${context.dateSystem ?? 1900}|${value}`);
  if (typeof value === 'string') return readWritten(value, context);
  return explainedFigureError(reject('period-invalid', { text: String(value), instead: '' }));
}

const readNumber = rememberByKey((key): Period | FigureError => {
  const [dateSystem, value] = key.split('|').map(Number);
  // The day is not asked for: only texts say «hoy».
  return readWritten(value ?? 0, { today: null, dateSystem: dateSystem === 1904 ? 1904 : 1900 });
});

function readWritten(value: string | number, context: DateContext): Period | FigureError {
  const reading = readWrittenPeriod(value, context);
  if (reading.ok) return reading.period;
  const instead = reading.instead.join(' o ');
  return explainedFigureError(reject('period-invalid', { text: String(value), instead }));
}

/** From the first day of `from` to the last of `to`; `to` left out means the period of `from`. */
export function readPeriodRange(
  from: unknown,
  to: unknown,
  context: DateContext,
): Period | FigureError {
  const first = readPeriod(from, context);
  if (isFigureError(first)) return first;
  if (isBlank(to)) return first;
  const last = readPeriod(to, context);
  if (isFigureError(last)) return last;
  if (first.from > last.to) {
    return explainedFigureError(reject('period-reversed', { from: first.from, to: last.to }));
  }
  return { from: first.from, to: last.to };
}

/** True when the value stands for another day tomorrow. */
export function saysToday(value: unknown): boolean {
  return typeof value === 'string' && /^\s*hoy\s*$/i.test(value);
}

export function readLevel(value: unknown): number | null | FigureError {
  if (isBlank(value)) return null;
  const level = typeof value === 'string' ? Number(value) : value;
  if (typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 20)
    return level;
  return invalid(`«${String(value)}» no es un nivel. Escriba un número entero del 1 al 20.`);
}

/** Keys of functions.md. What they ask cannot be answered yet, except where it is the default. */
const knownFilters: Record<string, string | null> = {
  tercero: null,
  cc: null,
  proyecto: null,
  seccion: null,
  sucursal: null,
  inmueble: null,
  auxiliar: null,
  moneda: null,
  libro: null,
  origen: 'todos',
  cierre: 'antes',
  borradores: 'no',
  signo: 'dh',
  empresa: null,
  version: null,
};

/** @returns the error of the first pair that would be ignored; null when every pair is honoured. */
export function checkFilters(argument: unknown): FigureError | null {
  for (const [key, value] of filterPairs(matrixOf(argument).cells)) {
    const name = key
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
    const known = Object.hasOwn(knownFilters, name);
    if (!known) {
      const names = Object.keys(knownFilters).join(', ');
      return invalid(`«${key}» no es un filtro. Los filtros son: ${names}.`);
    }
    if (knownFilters[name] === null || knownFilters[name] !== value.toLowerCase()) {
      return invalid(
        `El filtro «${key}=${value}» todavía no está disponible. Quítelo para ver la cifra sin ese filtro.`,
      );
    }
  }
  return null;
}

function filterPairs(rows: unknown[][]): [string, string][] {
  if (rows.some((row) => row.length === 2)) {
    return rows
      .filter((row) => !isBlank(row[0]) || !isBlank(row[1]))
      .map(([key, value]) => [textOf(key), textOf(value)]);
  }
  return rows
    .flat()
    .filter((cell) => !isBlank(cell))
    .flatMap((cell) => textOf(cell).split(';'))
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [pair.trim(), '']
        : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    });
}

function textOf(value: unknown): string {
  return isBlank(value) ? '' : String(value).trim();
}
