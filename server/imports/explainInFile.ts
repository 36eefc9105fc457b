// What is wrong in a file, with what to do about it there: the remedies of sheets speak of buttons and cells, and a file has
// members.
import type {
  AmountWriting,
  ExplainedRejection,
  Rejection,
  RejectionCode,
  RejectionParams,
} from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';

const remedies: { [C in RejectionCode]?: (params: RejectionParams[C], usual: string) => string } = {
  // A code that can be nobody's is not declared either.
  'account-unknown': ({ nearest, character }, usual) =>
    character !== undefined
      ? usual
      : `${nearest === '' ? 'Corrija el código.' : `Quizá quiso escribir ${nearest}.`} Si es nueva, declárela en «accounts» del archivo, con su nombre y su «kind».`,
  'date-invalid': ({ instead }) =>
    instead === ''
      ? 'Escriba el día como AAAA-MM-DD, por ejemplo 2025-03-31.'
      : `Escriba ${instead}.`,
  'date-outside-fiscal-years': ({ years }) =>
    `Añada su ejercicio a «fiscal_years» del archivo, o corrija el día${years === '' ? '.' : `: los que hay son ${years}.`}`,
  'fiscal-year-gap': () =>
    'Si falta un ejercicio, añádalo a «fiscal_years» del archivo, o créelo después con «cuadre company add-year».',
};

export function explainInFile(rejection: Rejection, writing?: AmountWriting): ExplainedRejection {
  const explained = explainRejection(rejection, writing);
  const remedyOf = remedies[rejection.code] as
    ((params: object, usual: string) => string) | undefined;
  return remedyOf
    ? { ...explained, remedy: remedyOf(rejection.params, explained.remedy) }
    : explained;
}
