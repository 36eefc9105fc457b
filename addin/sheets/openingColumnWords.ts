// Recognises the columns of a pasted trial balance by the words of its header row, in the ways that
// Spanish, Colombian and Venezuelan programs write them.
import { endColumnOf, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords } from './cellText.ts';

export interface OpeningColumns {
  account: number;
  name: number | null;
  party: number | null;
  costCenter: number | null;
  /** Balances on two sides, or one signed column (positive: debit). */
  amounts: { kind: 'sides'; debit: number; credit: number } | { kind: 'signed'; balance: number };
}

const accountWords =
  /^(cuenta|codigo|cod|cta|subcuenta|(codigo|cod|numero|nro|no|n) (de )?(la )?(cuenta|cta)|codigo contable|cuenta contable|n? ?cuenta)$/;
const nameWords =
  /^(nombre|descripcion|titulo|denominacion|detalle|concepto|nombre (de )?(la )?cuenta|descripcion (de )?(la )?cuenta)$/;
const partyWords = /^(tercero|nit|nif|cif|rif|cedula|identificacion|nit tercero)$/;
const costCenterWords = /^(centro de cost[eo]s?|centro cost[eo]s?|cc|c c|cost center)$/;

/** Strongest first: what says «balance» wins over what says «sum of movements». */
const pairWords: [RegExp, RegExp][] = [
  [
    /^(saldos? )?deudor(es)?$|^saldo (final |actual |nuevo )?(deudor|debito|debe)$|^nuevo saldo (debito|deudor|debe|d)$/,
    /^(saldos? )?acreedor(es)?$|^saldo (final |actual |nuevo )?(acreedor|credito|haber)$|^nuevo saldo (credito|acreedor|haber|c)$/,
  ],
  [/^(debe|debito|debitos|debit)$/, /^(haber|credito|creditos|credit)$/],
];
const strongSigned =
  /^(saldo final|nuevo saldo|saldo actual|saldo de cierre|saldo inicial|balance)$/;
const plainSigned = /^(saldo|importe|valor|saldos)$/;

/** @returns null when the row is not a header of a table of balances. */
export function recognizeOpeningColumns(grid: CellGrid, row: number): OpeningColumns | null {
  const words: [number, string][] = [];
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const text = headerWords(valueAt(grid, row, column));
    if (text !== '') words.push([column, text]);
  }
  const first = (pattern: RegExp) => words.find(([, text]) => pattern.test(text))?.[0] ?? null;
  const last = (pattern: RegExp) => words.findLast(([, text]) => pattern.test(text))?.[0] ?? null;
  const account = first(accountWords);
  if (account === null) return null;
  const amounts = recognizeAmounts(last);
  if (!amounts) return null;
  return {
    account,
    name: first(nameWords),
    party: first(partyWords),
    costCenter: first(costCenterWords),
    amounts,
  };
}

/** Of repeated titles the last one counts: nuevo saldo stands after saldo anterior. */
function recognizeAmounts(
  last: (pattern: RegExp) => number | null,
): OpeningColumns['amounts'] | null {
  const pair = ([debitWords, creditWords]: [RegExp, RegExp]): OpeningColumns['amounts'] | null => {
    const [debit, credit] = [last(debitWords), last(creditWords)];
    return debit === null || credit === null ? null : { kind: 'sides', debit, credit };
  };
  const signed = (pattern: RegExp): OpeningColumns['amounts'] | null => {
    const balance = last(pattern);
    return balance === null ? null : { kind: 'signed', balance };
  };
  const [balances, movements] = pairWords as [[RegExp, RegExp], [RegExp, RegExp]];
  return pair(balances) ?? signed(strongSigned) ?? signed(plainSigned) ?? pair(movements);
}
