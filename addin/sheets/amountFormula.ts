// Which formulas give amounts of the ledger, and only those: balances alone, added up, rounded or signed.
// A quotient of balances is a ratio, and a comparison is neither.

/** What may stand around our calls; Office.js writes functions of Excel in English. */
const around = /^(?:[\s\d.+\-(),]|(?:SUM|IFERROR|ROUND|ABS)\()*$/i;

/**
 * @param formula as Excel's `formulas` gives it
 * @param names of our functions that give amounts
 */
export function isAmountFormula(formula: unknown, names: readonly string[]): boolean {
  if (typeof formula !== 'string' || !formula.startsWith('=')) return false;
  const text = formula.slice(1).replace(/"(?:[^"]|"")*"/g, '');
  const words = names.map((name) => name.replaceAll('.', '\\.'));
  const call = new RegExp(`(?<![\\p{L}\\d_.])(?:${words.join('|')})\\(`, 'giu');
  let rest = '';
  let end = 0;
  for (let found = call.exec(text); found; found = call.exec(text)) {
    rest += text.slice(end, found.index);
    end = endOfCall(text, call.lastIndex);
    call.lastIndex = end;
  }
  return end > 0 && around.test(rest + text.slice(end));
}

/** @param start behind the opening parenthesis @returns behind the closing one */
function endOfCall(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}
