// Texts as people paste them: invisible characters, blanks of every kind, error values, words of
// headers and totals (domain.md section 3).
import type { CellValue } from './cellGrid.ts';

const zeroWidth = /[\u200b-\u200d\u2060\ufeff]/g;
// eslint-disable-next-line no-control-regex -- pasted control characters are what is taken out
const control = /[\u0000-\u001f\u007f]+/g;

/** The text of a cell without what nobody sees; numbers and truth values as written. */
export function cleanText(value: CellValue): string {
  if (typeof value !== 'string') return String(value);
  return value
    .normalize('NFC')
    .replace(zeroWidth, '')
    .replace(control, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(/^'/, '');
}

export function isBlankCell(value: CellValue): boolean {
  return typeof value === 'string' && cleanText(value) === '';
}

/** `#N/D`, `#¡VALOR!`, `#REF!`…: the value of a formula that failed, in Spanish or English. */
export function isErrorValue(value: CellValue): boolean {
  return typeof value === 'string' && /^#(?:[A-ZÁÉÍÓÚÑ¡¿/0-9_ ]+[!?]?)$/.test(value.trim());
}

/** Words for comparing headers: no accents, case, points, nor what stands in brackets. */
export function headerWords(value: CellValue): string {
  if (typeof value !== 'string') return '';
  return cleanText(value)
    .replace(/\([^)]*\)/g, ' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const totalLabel =
  /^(sub)?total(es)?( general(es)?| iguales)?$|^sumas?( iguales| totales)?$|^sumas y saldos$|^van$|^vienen$|^suma y sigue$|^suma anterior$/;

/** «Totales», «Sumas iguales», «VAN», «Suma y sigue»…: rows that repeat what others already say. */
export function isTotalLabel(value: CellValue): boolean {
  return totalLabel.test(headerWords(value));
}
