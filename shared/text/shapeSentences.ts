// Sentences about the shape of a request or a file: what the contract does not know, lacks, or has otherwise.
import type { RejectionCode } from '../rejection.ts';
import { say, type SentenceOf } from './sentence.ts';

type ShapeCode = Extract<
  RejectionCode,
  | `member-${string}`
  | `parameter-${string}`
  | `value-${string}`
  | 'body-unexpected'
  | 'if-match-missing'
  | 'idempotency-key-missing'
>;

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const shapeSentences: { [C in ShapeCode]: SentenceOf<C> } = {
  'member-unknown': (p) =>
    say(`No existe «${p.member}»${p.where}.`, knownInstead(p, 'No lleva nada: quítelo.')),
  'parameter-unknown': (p) =>
    say(
      `No existe el parámetro «${p.parameter}».`,
      knownInstead(p, 'Esta dirección no lleva parámetros: quítelo.'),
    ),
  'parameter-repeated': (p) =>
    say(`El parámetro «${p.parameter}» llegó más de una vez.`, 'Envíelo una sola vez.'),
  'value-missing': (p) => say(`Falta ${p.what}.`, `Lleva ${p.is}.`),
  'value-malformed': (p) => say(`${capitalise(p.what)} ${p.problem}.`, `${p.right}.`),
  'body-unexpected': () =>
    say('Esta petición no lleva cuerpo y llegó con uno.', 'Envíela sin cuerpo.'),
  'if-match-missing': () =>
    say(
      'La petición no lleva la cabecera If-Match.',
      'Envíe la versión que se leyó, como vino en la cabecera ETag.',
    ),
  'idempotency-key-missing': () =>
    say(
      'La petición no lleva la cabecera Idempotency-Key.',
      'Envíe una clave única por operación para que un reintento no la duplique.',
    ),
};

function knownInstead({ instead, known }: { instead: string; known: string }, none: string) {
  if (instead !== '') return `Quizá quiso escribir «${instead}».`;
  return known === '' ? none : `Se admiten: ${known}.`;
}
