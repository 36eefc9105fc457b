// What is said of books that come in as files: how they are read, what came in before, and taking them back.
import type { RejectionCode } from '../rejection.ts';
import { say, type SentenceOf } from './sentence.ts';

type ImportCode = Extract<
  RejectionCode,
  `books-${string}` | `file-${string}` | `import-${string}` | 'refused-voucher-is-correct'
>;

export const importSentences: { [C in ImportCode]: SentenceOf<C> } = {
  'file-encoding-unreadable': (p) =>
    say(
      `El archivo no está en ${p.encoding}: el byte ${p.byte} (línea ${p.line}) no lo es${p.shown ? `, junto a «${p.shown}»` : ''}.`,
      p.instead
        ? `Si viene de un programa antiguo de Windows, vuelva a intentarlo con --encoding ${p.instead}; si no, guárdelo como UTF-8.`
        : 'Guárdelo como UTF-8 y repita.',
    ),
  'file-encoding-other': (p) =>
    say(
      `El archivo está en ${p.encoding}: leído como windows-1252 saldría «${p.shown}».`,
      'Repita sin --encoding windows-1252.',
    ),
  'file-not-text': (p) =>
    say(
      `El archivo no es un texto: parece ${p.looks}.`,
      'Indique el archivo JSON con los libros, guardado como UTF-8.',
    ),
  'file-not-json': (p) =>
    say(
      `El archivo no es JSON: ${p.reason}.`,
      p.line > 0
        ? `Corríjalo en la línea ${p.line}, columna ${p.column}.`
        : 'Indique el archivo JSON con los libros.',
    ),
  'file-too-deep': (p) =>
    say(
      `El archivo anida más de ${p.max} niveles en la línea ${p.line}.`,
      'Los libros llevan cuatro: comprobantes, líneas y sus datos. Revise cómo se generó.',
    ),
  'file-member-repeated': (p) =>
    say(
      `«${p.member}» está dos veces en el mismo objeto (línea ${p.line}, columna ${p.column}).`,
      'Deje uno solo: no se sabe cuál vale.',
    ),
  'books-empty': () =>
    say(
      'El archivo no trae libros: ni cuentas, ni ejercicios, ni apertura, ni comprobantes.',
      'Compruebe que es el archivo que quería importar.',
    ),
  'books-currency-differs': (p) =>
    say(
      `El archivo está en ${p.currency} y la empresa lleva sus libros en ${p.own}.`,
      `Impórtelo en una empresa en ${p.currency}, o exporte los libros en ${p.own}.`,
    ),
  'import-account-repeated': (p) =>
    say(
      `La cuenta ${p.account} está dos veces en el archivo, con datos distintos.`,
      `Deje una sola: la primera es «${p.name}».`,
    ),
  'import-account-kinds-differ': (p) =>
    say(
      `La cuenta ${p.account} dice «type» ${p.type} y «kind» ${p.kind}.`,
      'Deje uno de los dos, o haga que digan lo mismo.',
    ),
  'import-voucher-changed': (p, w) =>
    say(
      `Ya se importó con otro contenido: es el ${w.voucher} ${p.voucher} del ${w.day(p.date)} (importación n.º ${p.import}).`,
      `Corrija o anule ${p.voucher} en Cuadre, o deshaga esa importación con «cuadre import-undo ${p.import}» e importe este archivo; si es otro, impórtelo con otro --source.`,
    ),
  'import-voucher-renamed': (p, w) =>
    say(
      `Lo mismo ya se importó con otro número o desde otro origen: es el ${w.voucher} ${p.voucher} del ${w.day(p.date)} (importación n.º ${p.import}, de «${p.source}»).`,
      `Si es el mismo, deshaga esa importación con «cuadre import-undo ${p.import}» e importe este archivo, o déjelo fuera; si es otro igual, confirme que se añade.`,
    ),
  'import-opening-changed': (p, w) =>
    say(
      `La apertura de este ejercicio ya se importó con otros saldos: es el ${w.voucher} ${p.voucher} del ${w.day(p.date)} (importación n.º ${p.import}).`,
      `Si valen los contabilizados, repita con --keep-opening; si no, corrija o anule ${p.voucher}, o deshaga esa importación con «cuadre import-undo ${p.import}».`,
    ),
  'refused-voucher-is-correct': () =>
    say(
      'El archivo lo da por rechazado, pero cuadra y es correcto: no se ha registrado.',
      'Si debe contabilizarse, páselo a la lista de comprobantes del archivo.',
    ),
  'import-unknown': (p) =>
    say(
      `No existe la importación n.º ${p.import} en esta empresa.`,
      'Vea las que hay con «cuadre imports --company …».',
    ),
  'import-worked-on': (p, w) =>
    say(
      `La importación n.º ${p.import} no se deshace: ${p.count === 1 ? `un ${w.voucher} cambió` : `${p.count} ${w.vouchers} cambiaron`} después de importarse (${p.vouchers}).`,
      'Anúlelos en Cuadre, los borradores después de contabilizarlos, y repita: lo anulado se deja como está.',
    ),
  'import-date-closed': (p, w) =>
    say(
      `La importación n.º ${p.import} no se deshace: ${p.count === 1 ? `un ${w.voucher} está` : `${p.count} ${w.vouchers} están`} en días cerrados (${p.vouchers}).`,
      `${p.locked ? `Los libros están bloqueados hasta el ${w.day(p.locked)}: pida a un administrador que los abra` : 'Abra su ejercicio'}, y repita.`,
    ),
};
