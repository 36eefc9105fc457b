// What an import did, for people: everything that was created, changed, left out and refused, by name.
import { countThings } from '../../shared/text/countThings.ts';
import type { ExplainedRejection } from '../../shared/rejection.ts';
import type { ImportReport, RefusedPart } from '../imports/importReport.ts';
import type { UndoReport } from '../imports/undoImport.ts';
import type { Print } from './printTable.ts';

/** So many of a list are named; `--json` has all. */
const mostNamed = 200;

const kindNames: Record<ImportReport['createdAccounts'][number]['kind'], string> = {
  ...{ asset: 'activo', liability: 'pasivo', equity: 'patrimonio', income: 'ingreso' },
  ...{ expense: 'gasto', cost: 'costo', memorandum: 'orden' },
};

const stateNames = { draft: 'hoy en borrador', voided: 'anulado después', posted: '' } as const;

/**
 * @param lines of the file by JSON pointer
 * @param isAccepting what could be posted was to be posted, and there was nothing
 */
export function printImport(
  report: ImportReport,
  lines: ReadonlyMap<string, number>,
  print: Print,
  isAccepting = false,
): void {
  if (report.outcome === 'refused') {
    printStopped(report, isAccepting, print);
  } else {
    printDone(report, print);
    printSettings(report, print);
  }
  printLeftOut(report, print);
  for (const { message, remedy } of report.notices) print(`Aviso: ${message} ${remedy}`);
  printParts('Rechazado', report.refused, lines, print);
  printParts('Rechazado ya en su origen', report.checked, lines, print);
}

/** What is not books, part by part. */
export function printRefusedShape(
  parts: readonly RefusedPart[],
  lines: ReadonlyMap<string, number>,
  print: Print,
): void {
  print('No se ha importado nada: el archivo no tiene la forma de los libros (docs/importing.md).');
  printParts('Rechazado', parts, lines, print);
}

/** Books without their opening, or in another currency, are not begun: nothing of them is the rest. */
function printStopped({ refused }: ImportReport, isAccepting: boolean, print: Print): void {
  const isRestGood = refused.every(({ pointer }) => /^\/[a-z_]+\/\d/.test(pointer));
  const other =
    isRestGood && !isAccepting ? ', o repita con --accept-refused para contabilizar el resto' : '';
  print(`No se ha importado nada: corrija lo que sigue${other}.`);
}

export function printUndo(report: UndoReport, print: Print): void {
  const { id, wasUndone, vouchers, voided, left, ledgerVersion } = report;
  if (wasUndone) {
    print(`La importación n.º ${id} ya estaba deshecha.`);
    return;
  }
  print(
    `Importación n.º ${id} deshecha: ${countThings(vouchers.length, 'comprobante anulado', 'comprobantes anulados')}, versión ${ledgerVersion}. Puede importarse de nuevo.`,
  );
  printList('Ya estaban anulados', voided, print);
  printList('Cuentas que creó y se quedan', left.accounts, print);
  printList('Ejercicios que creó y se quedan', left.years, print);
  printList('Tipos de comprobante que creó y se quedan', left.types, print);
}

function printDone(report: ImportReport, print: Print): void {
  const { outcome, id, vouchers, openingLines, ledgerVersion } = report;
  if (outcome === 'nothing-new') {
    const isKnown = report.skipped.length > 0;
    print(
      isKnown
        ? 'Estos mismos libros ya se importaron: no hay nada nuevo que contabilizar.'
        : 'El archivo no trae nada que contabilizar, ni nada que falte en esta empresa.',
    );
    return;
  }
  const isWritten = outcome === 'imported';
  print(
    isWritten
      ? `Importación n.º ${id}.`
      : 'Ensayo: no se ha escrito nada. Esto es lo que se haría:',
  );
  if (report.opening === 'posted') {
    print(`Apertura de ${countThings(openingLines, 'línea', 'líneas')} contabilizada`);
  }
  const posted = `${vouchers} comprobantes y ${report.lines} líneas contabilizados`;
  print(isWritten ? `${posted}, versión ${ledgerVersion}` : posted);
}

function printSettings(report: ImportReport, print: Print): void {
  const list = (title: string, names: readonly string[]) => printList(title, names, print);
  const { createdAccounts, redefinedAccounts, keptAccounts, misplacedAccounts } = report;
  list('Ejercicios creados', report.createdYears);
  list('Tipos de comprobante creados', report.createdTypes);
  const account = ({ code, name, kind }: { code: string } & ImportReport['createdAccounts'][0]) =>
    `${code} ${name} (${kindNames[kind]})`;
  list('Cuentas creadas', createdAccounts.filter(({ isGuessed }) => !isGuessed).map(account));
  list(
    'Cuentas creadas sin que el archivo ni el plan digan qué son, tomadas como activo (ponga «kind» en el archivo si no lo son)',
    createdAccounts.filter(({ isGuessed }) => isGuessed).map(account),
  );
  const state = ({ name, kind }: { name: string; kind: keyof typeof kindNames }) =>
    `${name} (${kindNames[kind]})`;
  list(
    'Cuentas redefinidas',
    redefinedAccounts.map(
      ({ code, before, after }) => `${code} ${state(before)} → ${state(after)}`,
    ),
  );
  list(
    'Cuentas en uso que el archivo define de otro modo, dejadas como están',
    keptAccounts.map(
      ({ code, here, inFile }) => `${code} ${state(here)}; en el archivo ${state(inFile)}`,
    ),
  );
  list(
    'Cuentas que aquí cuelgan de otra que en el archivo, por su código',
    misplacedAccounts.map(
      ({ code, here, inFile }) => `${code} de ${here || 'ninguna'}; en el archivo de ${inFile}`,
    ),
  );
  list('Terceros registrados', report.createdParties);
  list('Centros de costo registrados', report.createdCostCenters);
}

function printLeftOut(report: ImportReport, print: Print): void {
  const list = (title: string, names: readonly string[]) => printList(title, names, print);
  const placed = ({ what, lines }: ImportReport['zeroLines'][0]) =>
    `${what}: ${lines.length === 1 ? 'línea' : 'líneas'} ${lines.join(', ')}`;
  const count = (lists: ImportReport['zeroLines']) =>
    lists.reduce((sum, { lines }) => sum + lines.length, 0);
  const { zeroLines, turnedLines } = report;
  list(
    `${countThings(count(zeroLines), 'línea', 'líneas')} sin importe, omitidas`,
    zeroLines.map(placed),
  );
  list('Líneas con importe negativo, pasadas al otro lado', turnedLines.map(placed));
  if (report.opening === 'kept')
    print('La apertura del archivo se deja: vale la que ya se importó.');
  list(
    'Ya se importaron, no se contabilizan otra vez',
    report.skipped.map(({ what, voucher, state }) => {
      const now = stateNames[state];
      return `${what} (${voucher}${now ? `, ${now}` : ''})`;
    }),
  );
  list('Se importaron y ya no están en el archivo, siguen en los libros', report.absent);
  list('Números que el archivo repite, cada uno un comprobante', report.repeatedNumbers);
  list('Miembros del archivo que no se leen', report.unread);
}

function printList(title: string, names: readonly string[], print: Print): void {
  if (names.length === 0) return;
  print(`${title} (${names.length}):`);
  for (const name of names.slice(0, mostNamed)) print(`    ${name}`);
  printRest(names, print);
}

function printRest({ length }: readonly unknown[], print: Print): void {
  if (length > mostNamed) print(`    … y ${length - mostNamed} más; --json los da todos`);
}

function printParts(
  title: string,
  parts: readonly RefusedPart[],
  lines: ReadonlyMap<string, number>,
  print: Print,
): void {
  for (const { what, pointer, rejections } of parts.slice(0, mostNamed)) {
    print(`✗ ${title}: ${what}${sayLine(lines.get(pointer))}`);
    for (const rejection of rejections) {
      print(`    ${sayPlace(rejection, lines)}${rejection.message}`);
      const here = rejection.confirm === undefined ? '' : ' Aquí se confirma con --confirm.';
      print(`      → ${rejection.remedy}${here}`);
    }
  }
  printRest(parts, print);
}

function sayPlace(
  { line, pointer }: ExplainedRejection,
  lines: ReadonlyMap<string, number>,
): string {
  const inFile = sayLine(lines.get(pointer ?? ''));
  const place = line === undefined ? '' : `línea ${line}${inFile}: `;
  return place === '' && inFile !== '' ? `${inFile.trimStart()} ` : place;
}

function sayLine(line: number | undefined): string {
  return line === undefined ? '' : ` (línea ${line} del archivo)`;
}
