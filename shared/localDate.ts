// Days, never instants (invariant 5): `YYYY-MM-DD` text that sorts as it reads, and its spreadsheet serial.

/** A calendar day as `YYYY-MM-DD`, between 1900-01-01 and 9999-12-31. Compare with `<` and `>`. */
export type LocalDate = string & { readonly localDate: unique symbol };

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayInMilliseconds = 86_400_000;

/** Builds a day from its parts, or null when the calendar has no such day. */
export function localDateOf(year: number, month: number, day: number): LocalDate | null {
  if (year < 1900 || year > 9999 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${pad(month)}-${pad(day)}` as LocalDate;
}

/** Reads `YYYY-MM-DD`; null when it is anything else or no real day. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = isoPattern.exec(text);
  return match ? localDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The same for texts known to be right (constants, values read from the database). Throws otherwise. */
export function localDate(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new Error(`not a day: ${text}`);
  return parsed;
}

/** Number of days in a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day number: days since 1970-01-01. Used as the compact key of indexes and tables. */
export function toDayNumber(date: LocalDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / dayInMilliseconds;
}

/** The inverse of `toDayNumber`. */
export function fromDayNumber(dayNumber: number): LocalDate {
  return new Date(dayNumber * dayInMilliseconds).toISOString().slice(0, 10) as LocalDate;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

export function endOfMonth(year: number, month: number): LocalDate {
  return `${year}-${pad(month)}-${pad(daysInMonth(year, month))}` as LocalDate;
}

/** The day of an instant in UTC terms of the given offset-free clock; used only by clocks. */
export function localDateOfInstant(instant: Date): LocalDate {
  return localDate(
    `${instant.getFullYear()}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`,
  );
}

const serialOfUnixEpoch = 25_569;
/** The year from which a workbook counts its days; those of old Macs count from 1904. */
export type DateSystem = 1900 | 1904;
const serialOffsets: Readonly<Record<DateSystem, number>> = { 1900: 0, 1904: 1_462 };

/** A spreadsheet date serial (whole part counts) to a day; null outside 1900-03-01 … 9999. */
export function localDateOfSerial(serial: number, dateSystem: DateSystem = 1900): LocalDate | null {
  const days = Math.floor(serial) + serialOffsets[dateSystem];
  // Serials up to 60 are skewed by the leap day that 1900 never had.
  if (!Number.isFinite(serial) || days < 61 || days > 2_958_465) return null;
  return fromDayNumber(days - serialOfUnixEpoch);
}

export function serialOfLocalDate(date: LocalDate, dateSystem: DateSystem = 1900): number {
  return toDayNumber(date) + serialOfUnixEpoch - serialOffsets[dateSystem];
}

/** Writes a day for people: `dd/mm/aaaa`. */
export function formatLocalDate(date: LocalDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
