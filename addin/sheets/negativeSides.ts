// Negative amounts in the columns of the debit and the credit: a correction in red, or the other side
// written that way. One question for all of them (domain.md section 3).
import { formatMoney } from '../../shared/money.ts';
import { reject, type AmountWriting } from '../../shared/rejection.ts';
import type { AmountCell } from './amountCells.ts';
import { quoteCell } from './cellText.ts';
import { nameCells, type SheetQuestion } from './sheetQuestions.ts';
import { sideNames } from './sideText.ts';

/** A negative amount with its figure in positive. */
export interface AskedCell extends AmountCell {
  amountMinor: bigint;
}

export function askAboutNegatives(
  cells: readonly AskedCell[],
  { minorDigits, numberStyle }: AmountWriting,
): SheetQuestion | null {
  const [first] = cells;
  if (!first) return null;
  const { value, format, place, amountMinor } = first;
  const isDebit = place.field === 'debit';
  const amount = formatMoney(amountMinor, minorDigits, numberStyle);
  const other = isDebit ? sideNames.credit : sideNames.debit;
  const params = {
    cell: place.cell ?? '',
    text: quoteCell(value, numberStyle, format),
    side: isDebit ? sideNames.debit : sideNames.credit,
    other,
    amount,
    cells: nameCells(cells.map((one) => one.place)),
  };
  return {
    key: 'negative-sides',
    rejection: reject('amounts-negative', params, place),
    places: cells.map((one) => one.place),
    answers: [
      { answer: 'opposite', label: `Pasan al lado contrario: ${other} ${amount}` },
      { answer: 'as-shown', label: 'Son errores: los corregiré' },
    ],
  };
}
