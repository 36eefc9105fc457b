// Rows that a filter or a person hides are read like the others, since they are part of the document;
// whoever does not see them is told which they are.

const mostSpans = 6;

/**
 * @param lines the lines that were read, in their order
 * @param hiddenRows zero-based
 * @returns null when all of them can be seen
 */
export function hiddenRowsRemark(
  lines: readonly { line: number }[],
  hiddenRows: ReadonlySet<number>,
): string | null {
  const hidden = lines.map(({ line }) => line).filter((line) => hiddenRows.has(line - 1));
  if (hidden.length === 0) return null;
  if (hidden.length === 1) return `También se leyó la fila ${hidden[0]}, que está oculta.`;
  return `También se leyeron ${hidden.length} filas que están ocultas: ${nameLines(hidden)}.`;
}

/** `12, 14–16`, and an ellipsis where there are more. */
export function nameLines(lines: readonly number[]): string {
  const spans = joinLines(lines);
  return spans.slice(0, mostSpans).join(', ') + (spans.length > mostSpans ? '…' : '');
}

function joinLines(lines: readonly number[]): string[] {
  const spans: { first: number; last: number }[] = [];
  for (const line of lines) {
    const current = spans.at(-1);
    if (current?.last === line - 1) current.last = line;
    else spans.push({ first: line, last: line });
  }
  return spans.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
}

/** The rows (zero-based) of an address such as `Hoja1!A1:G10,Hoja1!A14:G20`. */
export function rowsOfAddress(address: string): Set<number> {
  const rows = new Set<number>();
  const withoutSheets = address.replace(/'(?:[^']|'')*'!|[^,!']*!/g, '');
  for (const area of withoutSheets.split(',')) {
    const [first, last = first] = area.split(':').map((cell) => Number(cell.replace(/\D/g, '')));
    for (let row = first ?? 0; row <= (last ?? 0); row += 1) rows.add(row - 1);
  }
  return rows;
}
