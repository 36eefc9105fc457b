// Sentences about reading a sheet: amounts, sides and dates as people paste them, and what a person
// is asked about them.
import type { RejectionCode } from '../rejection.ts';
import { say, type SentenceOf } from './sentence.ts';

type ReadingCode = Extract<
  RejectionCode,
  | 'amount-double-sign'
  | 'amount-other-currency'
  | 'amount-side-contradicts'
  | 'amount-percentage'
  | 'amount-is-date'
  | 'amount-maybe-converted'
  | 'side-unknown'
  | 'sides-unknown'
  | 'tables-side-by-side'
  | 'final-balance-missing'
  | 'total-account-differs'
  | 'text-error-value'
  | 'amounts-maybe-converted'
  | 'amounts-ambiguous'
  | 'amounts-negative'
  | 'dates-maybe-swapped'
  | 'column-unread'
  | 'line-dates-differ'
>;

export const readingSentences: { [C in ReadingCode]: SentenceOf<C> } = {
  'amount-double-sign': (p) =>
    say(
      `«${p.text}» lleva dos marcas de signo: no se sabe si suma o resta.`,
      'Deje una sola: el importe en positivo, en la columna o con la letra que le corresponde.',
    ),
  'amount-other-currency': (p) =>
    say(
      `«${p.text}» está en ${p.currency} y los libros se llevan en ${p.own}.`,
      `Escriba su valor en ${p.own}, o quite el signo si ya lo está.`,
    ),
  'amount-side-contradicts': (p) =>
    say(
      `«${p.text}» dice que va al ${p.says} y está en el ${p.column}.`,
      `Páselo al ${p.says}, o quítele la letra.`,
    ),
  'amount-percentage': (p) =>
    say(`«${p.text}» es un porcentaje, no un importe.`, 'Escriba el importe que resulta.'),
  'amount-is-date': (p) =>
    say(
      `La celda contiene una fecha (${p.text}) donde se espera un importe.`,
      'Escriba el importe y dé a la celda formato de número.',
    ),
  'amount-maybe-converted': (p) =>
    say(
      `«${p.text}» pudo ser ${p.text} o ${p.changed} antes de pegarlo: Excel lo leyó con su propio separador.`,
      'Escriba el importe como número, sin separador de miles.',
    ),
  'side-unknown': (p) =>
    say(
      p.text === ''
        ? `Falta decir si «${p.amount}» va al debe o al haber.`
        : `«${p.text}» no dice si «${p.amount}» va al debe o al haber.`,
      'Escriba D para el debe, o H (o C) para el haber.',
    ),
  'sides-unknown': (p) =>
    say(
      `Todos los importes de la columna «${p.title}» son positivos, desde «${p.text}»: no se sabe cuáles van al haber.`,
      'Añada una columna «D/H» con D o H en cada fila, use dos columnas «Debe» y «Haber», o escriba en negativo los del haber.',
    ),
  'tables-side-by-side': (p) =>
    say(
      `Hay dos tablas una al lado de la otra: «${p.title}» está en ${p.first} y en ${p.second}.`,
      'Ponga la segunda debajo de la primera, con sus títulos.',
    ),
  'final-balance-missing': (p) =>
    say(
      `La tabla trae «${p.previous}» y los movimientos desde entonces («${p.movement}»), pero no el saldo al que llevan.`,
      'Añada una columna «Saldo final», o deje solo la columna con la que deben abrirse los libros.',
    ),
  'total-account-differs': (p, w) =>
    say(
      `La cuenta «${p.account}» suma otras de la hoja: dice ${w.money(p.written)} y las de debajo suman ${w.money(p.read)}.`,
      'Corrija la que esté mal o la que falte, o borre la fila del total.',
    ),
  'text-error-value': (p) =>
    say(`La celda contiene el error ${p.text}.`, 'Corrija la fórmula o escriba el dato.'),
  'amounts-maybe-converted': (p) =>
    say(
      `Hay importes pegados con otro estilo de número: «${p.text}» en ${p.cell} puede ser ${p.shown}, o ${p.changed} si Excel lo cambió al pegarlo. Celdas: ${p.cells}.`,
      'Diga cómo se leen, o péguelos otra vez en celdas con formato de texto.',
    ),
  'amounts-ambiguous': (p) =>
    say(
      `«${p.text}» en ${p.cell} puede leerse de dos maneras: ${p.thousands} o ${p.decimals}. Celdas: ${p.cells}.`,
      'Diga cómo se leen, o escriba los importes sin separador de miles.',
    ),
  'amounts-negative': (p) =>
    say(
      `Hay importes negativos: «${p.text}» en ${p.cell} está en el ${p.side} y puede ser ${p.amount} en el ${p.other}, o un error. Celdas: ${p.cells}.`,
      'Diga si pasan al lado contrario, o corríjalos.',
    ),
  'dates-maybe-swapped': (p) =>
    say(
      `Hay fechas pegadas con el mes delante: la de ${p.cell} puede ser el ${p.shown}, o el ${p.changed} si Excel cambió día y mes al pegarla. Celdas: ${p.cells}.`,
      'Diga cómo se leen, o péguelas otra vez en celdas con formato de texto.',
    ),
  'column-unread': (p) =>
    say(
      p.title === ''
        ? `La columna ${p.column} no tiene título y no se lee (${p.count === 1 ? '1 celda con datos' : `${p.count} celdas con datos`}).`
        : `La columna «${p.title}» (${p.column}) no se lee: ${p.count === 1 ? 'tiene 1 dato' : `tiene ${p.count} datos`}.`,
      'Si hace falta, cambie su título por uno de la hoja; si no, no estorba.',
    ),
  'line-dates-differ': (p) =>
    say(
      p.date === ''
        ? `Las líneas llevan fecha (${p.text}) y el comprobante no la tiene.`
        : `${p.count === 1 ? '1 línea lleva' : `${p.count} líneas llevan`} otra fecha (${p.text}): el comprobante entero se registra con fecha ${p.date}.`,
      'Compruebe la fecha del comprobante, o separe las líneas en un comprobante por fecha.',
    ),
};
