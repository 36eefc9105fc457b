// One third party, one code: a NIF, NIT or RIF is the same with capitals or without, with hyphens, dots
// and blanks or without them (domain.md sections 1 and 2). Other codes stay as they are written.

const separators = /[\s.\-–/]+/g;

/** DNI, NIE, CIF and the K, L, M of Spain; letter and eight or nine figures of a Venezuelan RIF. */
const spanish = /^(\d{8}[A-Z]|[XYZKLM]\d{7}[A-Z]|[A-W]\d{7}[0-9A-J])$/;
const venezuelan = /^[VEJPGC]\d{8,9}$/;
/** Without the letter of the country that intracommunity numbers carry. */
const intracommunity = /^ES(?=[0-9A-Z]{9}$)/;
const groupedDigits = /^\d{1,3}(\.\d{3})+$/;
const withCheckDigit = /^([\d.]{6,19})-(\d)$/;

/** The code under which a third party is known; `text` has no blanks around. */
export function canonicalPartyCode(text: string): string {
  const bare = text.replace(separators, '').toUpperCase();
  const national = bare.replace(intracommunity, '');
  if (spanish.test(national)) return national;
  if (venezuelan.test(bare)) return bare;
  return colombianNumber(text.replace(/\s+/g, '')) ?? text;
}

/** A NIT without dots and without its check digit, which adds nothing to who it is. */
function colombianNumber(text: string): string | null {
  const [, number, check] = withCheckDigit.exec(text) ?? [];
  if (number !== undefined && check !== undefined) {
    const digits = number.replaceAll('.', '');
    return nitCheckDigit(digits) === Number(check) ? digits : null;
  }
  if (groupedDigits.test(text))
    return colombianNumber(text.replaceAll('.', '')) ?? text.replaceAll('.', '');
  // Companies have nine figures from 8 or 9: a tenth that checks is the check digit, glued.
  if (!/^[89]\d{9}$/.test(text)) return null;
  return nitCheckDigit(text.slice(0, 9)) === Number(text.slice(9)) ? text.slice(0, 9) : null;
}

const nitWeights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];

/** Weights from the right; the remainder of 11, or what it lacks to 11. */
function nitCheckDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (nitWeights[index] ?? 0), 0);
  const rest = sum % 11;
  return rest < 2 ? rest : 11 - rest;
}
