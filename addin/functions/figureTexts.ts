// Sentences of the custom functions that are not rejections of the ledger: they appear in the card of
// an error cell.
import { reject, type Rejection, type RejectionCode } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { FigureError } from './figure.ts';

export const signInFirst: FigureError = {
  error: 'notAvailable',
  message: 'Inicie sesión en Cuadre (panel «Cuadre») para ver esta cifra.',
};
export const chooseCompanyFirst: FigureError = {
  error: 'notAvailable',
  message: 'Elija una empresa en el panel de Cuadre para ver esta cifra.',
};
export const neverRead: FigureError = {
  error: 'notAvailable',
  message:
    'No hay conexión con el servidor de Cuadre y esta cifra no se había leído antes. Aparecerá sola al volver la conexión.',
};
export const sizesDiffer: FigureError = {
  error: 'notAvailable',
  message: 'Los rangos de cuenta y de fecha no tienen el mismo tamaño.',
};

export const answerTooLarge = (): FigureError =>
  invalid(
    'La respuesta no cabe: Excel admite 5 MB por fórmula. Pida menos filas, menos fechas o un nivel menos profundo, o reparta la fórmula en varias.',
  );

export function invalid(message: string): FigureError {
  return { error: 'invalidValue', message };
}

/** Codes that mean «there is no such figure»; the rest are arguments to correct. */
const notAvailableCodes: ReadonlySet<RejectionCode> = new Set([
  'filter-without-accounts',
  'account-unknown',
  'accounts-unknown',
  'balance-too-large',
  'session-expired',
  'permission-denied',
  'company-unknown',
]);

export function figureErrorOf(rejection: {
  code: string;
  message: string;
  remedy: string;
}): FigureError {
  return {
    error: notAvailableCodes.has(rejection.code as RejectionCode) ? 'notAvailable' : 'invalidValue',
    message: `${rejection.message} ${rejection.remedy}`,
  };
}

export function explainedFigureError(rejection: Rejection): FigureError {
  return figureErrorOf(explainRejection(rejection));
}

export const tooManyDigits = (): FigureError =>
  explainedFigureError(reject('balance-too-large', {}));
