// Text from the clipboard as a table of cells.

/** Lines and tabs make cells; a cell in quotation marks may hold doubled ones. */
export function splitPastedText(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) =>
    line.split('\t').map((cell) => {
      const isQuoted = cell.length >= 2 && cell.startsWith('"') && cell.endsWith('"');
      return isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    }),
  );
}
