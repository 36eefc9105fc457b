// What is said of the turn of a year: opening balances, and where results close (ux.md «Words»).
import type { RejectionCode } from '../rejection.ts';
import { say, type SentenceOf } from './sentence.ts';

type YearEndCode = Extract<RejectionCode, `opening-${string}` | `closing-${string}`>;

export const yearEndSentences: { [C in YearEndCode]: SentenceOf<C> } = {
  'opening-unbalanced': (p, w) =>
    say(
      `Los saldos iniciales no cuadran: debe ${w.money(p.debit)}, haber ${w.money(p.credit)}, diferencia ${w.money(p.difference)}. No se ha contabilizado nada.`,
      p.account
        ? `Corrija los saldos, o lleve la diferencia a la cuenta ${p.account} (${p.name}) si es el resultado pendiente de aplicar.`
        : 'Corrija los saldos: el plan no tiene una cuenta de patrimonio que tome la diferencia.',
    ),
  'opening-over-balances': (p, w) =>
    say(
      `Los libros ya tienen saldos al ${w.day(p.date)}: ${p.accounts === 1 ? '1 cuenta' : `${p.accounts} cuentas`}, ${w.money(p.total)} en saldos deudores. Los saldos pasan solos de un ejercicio a otro y estos se sumarían a ellos. No se ha contabilizado nada.`,
      'Si son saldos que faltan, confirme que se suman a los existentes; si no, no los cargue.',
    ),
  'closing-target-needless': (p) =>
    say(
      `La cuenta ${p.account} (${p.name}) no es de resultados: conserva su saldo y no cierra en ninguna otra.`,
      'Deje en blanco la cuenta de cierre.',
    ),
  'closing-target-not-equity': (p) =>
    say(
      `La cuenta ${p.target} (${p.name}) no es de patrimonio: un resultado no cierra en ella.`,
      p.candidates
        ? `Use una cuenta de patrimonio, por ejemplo ${p.candidates}.`
        : 'Use una cuenta de detalle del patrimonio neto.',
    ),
  'closing-target-is-result': (p) =>
    say(
      `La cuenta ${p.target} (${p.name}) es la del resultado del ejercicio, adonde van las cuentas que no dicen otra.`,
      p.candidates
        ? `Deje en blanco la cuenta de cierre, o use otra de patrimonio: ${p.candidates}.`
        : 'Deje en blanco la cuenta de cierre, o use otra de patrimonio.',
    ),
  'closing-without-target': (p, w) =>
    say(
      `La cuenta ${p.account} (${p.name}) tiene ${w.money(p.amount)} y no se sabe en qué cuenta de patrimonio cierra. No va al resultado del ejercicio.`,
      p.candidates
        ? `Indique su cuenta de cierre (${p.candidates}), o reparta el saldo en subcuentas con la suya.`
        : 'Indique su cuenta de cierre en el plan de cuentas.',
    ),
  'opening-exists': (p, w) =>
    say(
      `Ya hay saldos iniciales contabilizados: ${p.voucher} del ${w.day(p.date)}.`,
      'Compruebe que no carga dos veces los mismos saldos.',
    ),
};
