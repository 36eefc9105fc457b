// The side of an amount as a word or a letter in a cell of its own: D/H, D/C, DB/CR, Debe/Haber,
// deudor/acreedor, cargo/abono.
import type { CellValue } from './cellGrid.ts';
import { headerWords } from './cellText.ts';

export type Side = 'debit' | 'credit';

const debitWords =
  /^(d|db|dr|deb|debe|debito|debitos|debit|deudor|deudora|cargo|saldo deudor|naturaleza debito)$/;
const creditWords =
  /^(h|c|a|cr|cre|cred|hab|haber|credito|creditos|credit|acreedor|acreedora|abono|saldo acreedor|naturaleza credito)$/;

/** @returns null when the cell names no side. */
export function readSideText(value: CellValue): Side | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text === '+') return 'debit';
  if (/^[-–—−]$/.test(text)) return 'credit';
  const words = headerWords(value);
  if (debitWords.test(words)) return 'debit';
  return creditWords.test(words) ? 'credit' : null;
}

export const sideNames: Record<Side, string> = { debit: 'debe', credit: 'haber' };
