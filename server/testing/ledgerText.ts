// A test's ledger as text that an accountant would write: read into vouchers, and written as tables.
import type { TrialBalance } from '../../shared/contract/balances.ts';
import type { VoucherInput, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { formatWireAmount } from '../../shared/money.ts';

/** Amounts that end at or before this column (after the common indent) are debe; beyond it, haber. */
const lastDebitColumn = 20;

/**
 * Reads vouchers such as
 * ```
 * 2025-01-10 Venta al contado
 *   572   1.210,00
 *   700             1.000,00
 *   477               210,00
 * ```
 * What follows ` ; ` on a line is `tercero=…`, `cc=…`, `partida=…` or its concept. `[SI]` before the
 * text of the first line is the type.
 */
export function readLedger(text: string): VoucherInput[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  const vouchers: VoucherInput[] = [];
  for (const raw of lines) {
    const line = raw.slice(indent).trimEnd();
    const head = /^(\S+)(?: \[(\w+)\])?(?: (.*))?$/.exec(line);
    if (!line.startsWith(' ') && head) {
      const [, date = '', type, description = ''] = head;
      vouchers.push({ date, description, lines: [], ...(type ? { type } : {}) });
      continue;
    }
    const voucher = vouchers.at(-1);
    if (!voucher) throw new Error(`a line without voucher: ${line}`);
    voucher.lines.push(readLine(line, voucher.lines.length + 1));
  }
  return vouchers;
}

function readLine(text: string, line: number): VoucherLineInput {
  const [amounts = '', ...notes] = text.split(' ; ');
  const match = /^\s+(\S+)(?:\s+(-?[\d.]+(?:,\d+)?))?\s*$/.exec(amounts);
  if (!match) throw new Error(`not a ledger line: ${text}`);
  const [, account = '', amount] = match;
  const input: VoucherLineInput = { line, account };
  if (amount !== undefined) {
    const isDebit = amounts.trimEnd().length <= lastDebitColumn;
    input[isDebit ? 'debit' : 'credit'] = amount.replaceAll('.', '').replace(',', '.');
  }
  for (const note of notes) {
    const [key = '', value] = note.trim().split('=');
    if (value === undefined) input.description = key;
    else if (key === 'tercero') input.party = value;
    else if (key === 'cc') input.costCenter = value;
    else if (key === 'partida') input.entry = Number(value);
    else throw new Error(`unknown note: ${note}`);
  }
  return input;
}

/** Rows as aligned text: first column to the left, the rest to the right. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  const write = (cell: string, at: number) =>
    at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!);
  return rows.map((row) => row.map(write).join('  ').trimEnd()).join('\n');
}

/** The same table however it was indented or spaced: what tests compare. */
export function tidyTable(text: string): string {
  const rows = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
  return writeTable(rows);
}

const money = (amount: string) => formatWireAmount(amount, 2, 'comma-decimal').replace('−', '-');

/** Account, opening, debits, credits, closing; the totals last. */
export function writeTrialBalance({ rows, totals }: Pick<TrialBalance, 'rows' | 'totals'>): string {
  return writeTable([
    ...rows.map(({ code, opening, debit, credit, closing, virtual }) => [
      virtual === undefined ? code : `${code}*`,
      ...[opening, debit, credit, closing].map(money),
    ]),
    ['Total', ...[totals.opening, totals.debit, totals.credit, totals.closing].map(money)],
  ]);
}

/** Account and closing balance. */
export function writeBalances(rows: readonly { code: string; closing: string }[]): string {
  return writeTable(rows.map(({ code, closing }) => [code, money(closing)]));
}
