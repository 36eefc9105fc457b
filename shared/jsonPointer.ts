// Places in a JSON document, as RFC 6901 writes them: `/lines/3/account`.

/** The whole document is ''. */
export function writePointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${escapeStep(String(key))}`).join('');
}

const escapeStep = (step: string) =>
  step.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
