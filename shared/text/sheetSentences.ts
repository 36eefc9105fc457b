// Sentences about a sheet beside the ledger: what differs from what was posted, and the accounts that
// the whole sheet lacks.
import type { RejectionCode } from '../rejection.ts';
import { say, type SentenceOf } from './sentence.ts';

type SheetCode = Extract<RejectionCode, `sheet-${string}` | 'accounts-unknown'>;

const howToSettle =
  'Pulse «Volver a lo contabilizado» para dejar la hoja como el libro, o «Corregir» para llevar el cambio al libro.';

export const sheetSentences: { [C in SheetCode]: SentenceOf<C> } = {
  'sheet-differs': (p) =>
    say(
      p.written === ''
        ? `La celda está vacía y en el libro ${p.voucher} dice «${p.posted}».`
        : p.posted === ''
          ? `La hoja dice «${p.written}» y en el libro ${p.voucher} no dice nada.`
          : `La hoja dice «${p.written}» y en el libro ${p.voucher} dice «${p.posted}».`,
      howToSettle,
    ),
  'sheet-line-extra': (p) =>
    say(`Esta línea no está en el libro: ${p.voucher} se contabilizó sin ella.`, howToSettle),
  'sheet-line-missing': (p, w) =>
    say(
      `Falta en la hoja una línea de ${p.voucher}: ${p.account} (${p.name}), ${p.side} ${w.money(p.amount)}.`,
      howToSettle,
    ),
  'accounts-unknown': (p, w) =>
    say(
      `La hoja usa ${w.count(p.count)} cuentas que no están en el plan: ${p.accounts}.`,
      'Créelas todas con el botón (la clase y lo que exigen vienen de la cuenta superior), o corrija los códigos.',
    ),
};
