// «Formato de importe»: the balances of the sheet in front are written as the company writes amounts.
import { formatAmountCells } from '../host/amountCells.ts';
import { amountFormat } from '../host/cellWriting.ts';
import type { OutcomeParts, Work } from './commandRunner.ts';

/** The functions that give amounts; the others give texts. */
export const amountFunctions = ['SALDO', 'BALANCE.COMPROBACION'];

export async function formatAmounts({ company }: Work): Promise<OutcomeParts> {
  const { sheet, formatted, kept } = await formatAmountCells(
    amountFormat(company),
    amountFunctions,
  );
  const name = `«${sheet.name}»`;
  if (formatted > 0) {
    const cells = formatted === 1 ? '1 celda' : `${formatted} celdas`;
    return { status: 'done', sentence: `Formato de importe en ${cells} de ${name}.`, sheet };
  }
  return {
    status: 'done',
    sentence:
      kept > 0
        ? `Los saldos de ${name} ya tienen un formato, y se deja como está.`
        : `En ${name} no hay saldos de Cuadre a los que dar formato.`,
    sheet,
  };
}
