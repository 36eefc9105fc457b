// What a cell cannot hold, refused as Excel refuses it («Especificaciones y límites de Excel»).
import { MAX_FORMULA_LENGTH, MAX_TEXT_LENGTH } from '../grid/cellInput.ts';
import { invalidArgument } from './officeObject.ts';

export function checkTextLength(text: string): void {
  const isFormula = text.startsWith('=');
  const most = isFormula ? MAX_FORMULA_LENGTH : MAX_TEXT_LENGTH;
  if (text.length > most) {
    throw invalidArgument(
      `${isFormula ? 'La fórmula' : 'El texto'} tiene más de ${most} caracteres`,
    );
  }
}

export function checkValue(value: unknown, property: string): void {
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (!isPlain) throw invalidArgument(`Range.${property} no admite ese valor`);
  if (typeof value === 'string') checkTextLength(value);
}
