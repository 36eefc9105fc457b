// What the number format of a cell says about its number: Excel turns a pasted «100%» into 1 and a
// pasted «5-12» into a date, and only the format remembers it.

/** Without what is only shown: quoted texts, escaped characters, colours and currencies in brackets. */
function codesOf(format: string): string {
  return format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
}

export function isPercentageFormat(format: string): boolean {
  return format.includes('%') && codesOf(format).includes('%');
}

export function isDateFormat(format: string): boolean {
  if (format === 'General' || format === '@') return false;
  return /[dmyhs]/i.test(codesOf(format));
}
