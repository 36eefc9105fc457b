// The dates of the command line, read as those of a sheet: 31/12/2025, 2025-12-31, hoy.
import type { LocalDate } from '../../shared/localDate.ts';
import * as period from '../../shared/period.ts';
import { systemClock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** How a date option is described. */
export const dateForms = 'por ejemplo 31/12/2025, 2025-12-31 u hoy';

/** @throws Refusal `date-invalid` */
export function readDate(text: string): LocalDate {
  const context = { today: systemClock.today() };
  const reading = period.readDate(text, context);
  if (reading.ok) return reading.date;
  throw new Refusal('invalid', period.rejectDate(text, context, { field: 'date' }));
}
