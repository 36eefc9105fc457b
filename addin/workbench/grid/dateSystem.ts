// The day that a workbook counts its dates from: «Usar sistema de fechas 1904» is a setting of each file.
// (Microsoft support: «Date systems in Excel»: the same day is 1,462 less in a 1904 workbook.)

export type DateSystem = 1900 | 1904;

const DAYS_BETWEEN_SYSTEMS = 1462;
/** 31/12/9999, the last day that Excel knows. */
const LAST_SERIAL = 2_958_465;

const DAY_MS = 86_400_000;
/** Serial 0 of the 1900 date system, after Excel's inherited 29/02/1900. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
/** Serial 60 is that 29/02/1900; the days before it are one less than plain counting says. */
const FALSE_LEAP_DAY = 60;

/** In the 1900 system; null for what is no date of Excel's. */
export function toDateSerial(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || year < 1900) return null;
  const counted = Math.round((time - SERIAL_EPOCH_MS) / DAY_MS);
  const serial = counted <= FALSE_LEAP_DAY ? counted - 1 : counted;
  return serial <= LAST_SERIAL ? serial : null;
}

export function fromSerial1900(serial: number, system: DateSystem): number {
  return system === 1904 ? serial - DAYS_BETWEEN_SYSTEMS : serial;
}

export function toSerial1900(serial: number, system: DateSystem): number {
  return system === 1904 ? serial + DAYS_BETWEEN_SYSTEMS : serial;
}
