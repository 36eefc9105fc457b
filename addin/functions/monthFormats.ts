// Number formats that show a month or a year without its day: «mar-26», «marzo 2026», «2026». A date in
// such a cell stands for the whole of what is read in it.

/**
 * @param format as Excel writes it in English or in Spanish: `mmm-yy`, `[$-C0A]mmmm "de" yyyy;@`, `mmm-aa`, `yyyy`
 * @returns null for formats that show the day, a time or no date at all
 */
export function periodShownBy(format: string): 'month' | 'year' | null {
  const [shown = ''] = bareFormat(format).split(';');
  // Only what dates are written with; «General», amounts and texts have other letters or digits.
  if (!/^[my ,./-]+$/.test(shown) || !/[my]/.test(shown)) return null;
  return shown.includes('m') ? 'month' : 'year';
}

/** Without languages, colours, quoted words and marks; Spanish years (`aa`, `aaaa`) as English ones. */
function bareFormat(format: string): string {
  return format
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"/g, ' ')
    .replace(/[\\_*]./g, ' ')
    .toLowerCase()
    .replace(/\ba{2}(?:a{2})?\b/g, (years) => 'y'.repeat(years.length))
    .replace(/@/g, '')
    .trim();
}
