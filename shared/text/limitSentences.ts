// The sentences of what a server refuses because it would take too much of it.
import { say, type SentenceOf } from './sentence.ts';

type LimitCode =
  | 'body-too-large'
  | 'too-many-cells'
  | 'too-much-work'
  | 'too-many-feeds'
  | 'too-many-attempts'
  | 'server-busy'
  | 'sign-in-busy';

export const limitSentences: { [C in LimitCode]: SentenceOf<C> } = {
  'body-too-large': (p) =>
    say(`La petición supera el máximo de ${p.max}.`, 'Divídala en partes más pequeñas.'),
  'too-many-cells': (p, w) =>
    say(
      `Se piden ${w.count(p.cells)} saldos de una vez y se admiten ${w.count(p.max)}.`,
      'Divida la petición en partes.',
    ),
  'too-much-work': (p, w) =>
    say(
      `La consulta necesita ${w.count(p.count)} ${p.what} y se admiten ${w.count(p.max)} de una vez.`,
      'Pida menos cuentas, celdas o meses de una vez.',
    ),
  'too-many-feeds': (p, w) =>
    say(
      `Su usuario ya tiene abiertos ${w.count(p.max)} libros o paneles que esperan cambios.`,
      'Cierre los que no use y vuelva a intentarlo.',
    ),
  'too-many-attempts': (p, w) =>
    say(
      'Demasiados intentos fallidos.',
      `Espere ${w.count(p.seconds)} segundos y vuelva a intentarlo.`,
    ),
  'server-busy': (p, w) =>
    say(
      'El servidor está ocupado con otras peticiones grandes.',
      `Espere ${w.count(p.seconds)} segundos y vuelva a intentarlo.`,
    ),
  'sign-in-busy': (p, w) =>
    say(
      'Hay demasiadas personas iniciando sesión a la vez.',
      `Espere ${w.count(p.seconds)} segundos y vuelva a intentarlo.`,
    ),
};
