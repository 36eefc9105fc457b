// Sentences about days, fiscal years and the lock: each remedy is something the pane does («Cierre»).
import type { RejectionCode } from '../rejection.ts';
import { say, type SentenceOf } from './sentence.ts';

type CalendarCode = Extract<
  RejectionCode,
  `date-${string}` | `fiscal-year-${string}` | `lock-${string}`
>;

export const calendarSentences: { [C in CalendarCode]: SentenceOf<C> } = {
  'date-missing': () => say('Falta la fecha.', 'Escriba la fecha, por ejemplo 31/03/2025.'),
  'date-invalid': (p) =>
    say(
      `«${p.text}» no es una fecha.`,
      p.instead ? `Escriba ${p.instead}.` : 'Escriba una fecha como 31/03/2025 o 2025-03-31.',
    ),
  'date-outside-fiscal-years': (p, w) =>
    say(
      `El ${w.day(p.date)} no pertenece a ningún ejercicio de la empresa.`,
      p.years
        ? `Use una fecha de un ejercicio existente (${p.years}) o cree el ejercicio en «Cierre».`
        : 'Cree primero, en «Cierre», el ejercicio que contiene esa fecha.',
    ),
  'date-locked': (p, w) =>
    say(
      `El ${w.day(p.date)} está bloqueado: ${p.lockedBy} bloqueó hasta el ${w.day(p.lockedThrough)} el ${w.day(p.lockedAt.slice(0, 10))}.`,
      `Use una fecha desde el ${w.day(p.firstOpenDate)}; un administrador puede levantar el bloqueo en «Cierre».`,
    ),
  'fiscal-year-closed': (p, w) =>
    say(
      `El ${w.day(p.date)} pertenece al ejercicio ${p.fiscalYear}, que está cerrado. No puede modificar asientos de ejercicio cerrado.`,
      'Use una fecha de un ejercicio abierto.',
    ),
  'fiscal-year-overlap': (p, w) =>
    say(
      `Las fechas se solapan con el ejercicio ${p.fiscalYear} (${w.day(p.startsOn)} a ${w.day(p.endsOn)}).`,
      'Elija fechas que no coincidan con ningún otro ejercicio.',
    ),
  'fiscal-year-ends-before-start': (p, w) =>
    say(
      `El ejercicio empezaría el ${w.day(p.startsOn)} y terminaría el ${w.day(p.endsOn)}.`,
      'La fecha de fin debe ser posterior a la de inicio.',
    ),
  'fiscal-year-duplicate': (p) =>
    say(`Ya existe un ejercicio llamado «${p.name}».`, 'Elija otro nombre.'),
  'fiscal-year-long': (p, w) =>
    say(
      `El ejercicio iría del ${w.day(p.startsOn)} al ${w.day(p.endsOn)}: ${w.count(p.months)} meses.`,
      'Corrija la fecha de fin, o confirme que el ejercicio dura más de doce meses.',
    ),
  'fiscal-year-far': (p, w) =>
    say(
      `El ejercicio iría del ${w.day(p.startsOn)} al ${w.day(p.endsOn)}, fuera de los años de 1990 a 2100.`,
      'Corrija las fechas, o confirme que son esas.',
    ),
  'fiscal-year-gap': (p, w) =>
    say(
      `Del ${w.day(p.from)} al ${w.day(p.to)} no hay ejercicio.`,
      'Créelo si tiene que contabilizar en esos días.',
    ),
  'fiscal-year-has-vouchers': (p, w) =>
    say(
      `El ejercicio ${p.fiscalYear} tiene ${w.count(p.count)} ${p.count === 1 ? w.voucher : w.vouchers} con número: no se borra.`,
      'Déjelo como está, o cambie sus fechas sin dejar ninguno fuera.',
    ),
  'fiscal-year-leaves-out': (p, w) =>
    say(
      `El ${w.voucher} ${p.voucher}, del ${w.day(p.date)}, quedaría fuera del ejercicio ${p.fiscalYear}.`,
      'Elija fechas que contengan todo lo que el ejercicio ya tiene.',
    ),
  'lock-leaves-drafts': (p, w) =>
    say(
      p.count === 1
        ? `Hay 1 borrador con fecha hasta el ${w.day(p.lockedThrough)}: ${p.drafts}.`
        : `Hay ${w.count(p.count)} borradores con fecha hasta el ${w.day(p.lockedThrough)}: ${p.drafts}.`,
      'Con el bloqueo no podrán contabilizarse en su fecha: contabilícelos antes, o bloquee de todos modos.',
    ),
  'lock-leaves-numbered': (p, w) =>
    say(
      p.count === 1
        ? `El borrador ${p.vouchers} conserva su número y quedaría dentro del bloqueo hasta el ${w.day(p.lockedThrough)}.`
        : `${w.count(p.count)} borradores conservan su número y quedarían dentro del bloqueo hasta el ${w.day(p.lockedThrough)}: ${p.vouchers}.`,
      'Contabilícelos antes (y anúlelos después si no valen): la numeración no puede quedar con huecos.',
    ),
};
