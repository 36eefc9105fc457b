// Which names Excel lets a sheet have (support.microsoft.com, «Cambiar el nombre de una hoja de cálculo»).

export const MAX_SHEET_NAME_LENGTH = 31;

/** Kept by Excel for the sheet of tracked changes, in English and in the reader's language. */
const RESERVED = ['history', 'historial'];

/** What is wrong with the name; undefined when nothing is. */
export function findNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'Una hoja no puede quedarse sin nombre';
  if (name.length > MAX_SHEET_NAME_LENGTH) {
    return `«${name}» tiene más de ${MAX_SHEET_NAME_LENGTH} caracteres`;
  }
  if (/[\\/?*[\]:]/.test(name)) return `«${name}» tiene uno de los caracteres \\ / ? * [ ] :`;
  if (/^'|'$/.test(name)) return `«${name}» empieza o termina con un apóstrofo`;
  if (RESERVED.includes(name.toLowerCase())) return `Excel reserva el nombre «${name}»`;
  return undefined;
}
