// Commands on the books: importing them, taking an import back, and the trial balance.
import { basename } from 'node:path';
import { Argument } from 'commander';
import { formatLocalDate, localDate, type LocalDate } from '../../shared/localDate.ts';
import { formatWireAmount } from '../../shared/money.ts';
import { reject } from '../../shared/rejection.ts';
import { BalanceIndexes } from '../balances/balanceIndexes.ts';
import { computeTrialBalance } from '../balances/trialBalance.ts';
import type { Engine } from '../db/engine.ts';
import { encodings, type Encoding } from '../imports/decodeText.ts';
import { importBooks } from '../imports/importBooks.ts';
import { listImports, type ImportSummary } from '../imports/listImports.ts';
import { undoImport } from '../imports/undoImport.ts';
import { Refusal } from '../refusal.ts';
import { BooksReader } from '../vouchers/companyBooks.ts';
import type { AddCommand, CommandContext, ReadingEngine } from './commandFrame.ts';
import { choice, companyOption, flag, jsonOption, optional, required } from './commandOptions.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import { printImport, printRefusedShape, printUndo } from './printImport.ts';
import { printTable, type Print } from './printTable.ts';
import { readBooksFile } from './readBooks.ts';
import { dateForms, readDate } from './readDate.ts';
import type { SpanishCommand } from './spanishCommand.ts';

interface ImportOptions {
  company: string;
  encoding: Encoding;
  source?: string;
  differenceAccount?: string;
  confirm?: true;
  acceptRefused?: true;
  keepOpening?: true;
  dryRun?: true;
  json?: true;
}

export function addBooksCommands(program: SpanishCommand, add: AddCommand): void {
  add(program, 'import-books', {
    description:
      'Importa libros en el formato neutral JSON (docs/importing.md): cuentas, ejercicios, apertura y comprobantes; todo o nada',
    database: 'writes',
    arguments: [new Argument('<archivo>', 'los libros, en JSON')],
    options: [
      companyOption(),
      flag('--dry-run', 'lo hace todo y no escribe nada: dice qué se importaría'),
      flag('--accept-refused', 'contabiliza lo que se pueda y lista lo rechazado'),
      optional('--source <nombre>', 'de dónde vienen los libros; si falta, lo que diga el archivo'),
      choice('--encoding <codificación>', 'la del archivo', encodings, 'auto'),
      optional(
        '--difference-account <cuenta>',
        'cuenta que toma la diferencia de la apertura, si no cuadra',
      ),
      flag('--keep-opening', 'deja la apertura que ya se importó, aunque el archivo traiga otra'),
      flag(
        '--confirm',
        'acepta lo que se haya preguntado: sumar la apertura a saldos que ya hay, ejercicios de más de doce meses, comprobantes iguales a otros que ya vinieron',
      ),
      jsonOption(),
    ],
    examples: [
      'import-books libros.json --company ACME --dry-run',
      'import-books libros.json --company ACME --encoding windows-1252',
    ],
    run: (context, options: ImportOptions, file) => runImport(context, options, file),
  });
  add(program, 'imports', {
    description: 'Lista las importaciones de una empresa',
    database: 'reads',
    options: [companyOption(), jsonOption()],
    examples: ['imports --company ACME'],
    run: ({ engine, print }, options: { company: string; json?: true }) =>
      printImports(engine, options, print),
  });
  add(program, 'import-undo', {
    description:
      'Deshace una importación entera: anula sus comprobantes; las cuentas y ejercicios que creó se quedan',
    database: 'writes',
    arguments: [new Argument('<número>', 'el de «cuadre imports»')],
    options: [companyOption(), optional('--reason <motivo>', 'por qué; queda registrado')],
    examples: ['import-undo 3 --company ACME --reason "exportación equivocada"'],
    run: (context, options: { company: string; reason?: string }, id) =>
      runUndo(context, options, id),
  });
  add(program, 'trial-balance', {
    description: 'Saldos de las cuentas de detalle a una fecha (debe − haber)',
    database: 'reads',
    options: [
      companyOption(),
      required('--date <fecha>', dateForms, readDate),
      flag('--json', 'como JSON: [{"code","name","balance"}]'),
    ],
    examples: ['trial-balance --company ACME --date 31/12/2025'],
    run: async ({ engine, print }, options: BalanceOptions) =>
      printTrialBalance(engine, options, print),
  });
}

interface BalanceOptions {
  company: string;
  date: LocalDate;
  json?: true;
}

type WritingContext = CommandContext & { engine: Engine };

const ledgerOf = ({ engine, clock }: WritingContext) => ({
  ...{ engine, clock, books: new BooksReader() },
  ...{ announce: () => undefined, announceSettings: () => undefined },
});

async function runImport(
  context: WritingContext,
  { company, encoding, json, confirm, dryRun, ...choices }: ImportOptions,
  file: string,
): Promise<ExitCode> {
  const { print, notice, engine } = context;
  const { id: companyId } = await getCompanyByCode(engine, company);
  const { reading, locate } = readBooksFile(file, encoding);
  if ('refused' in reading) {
    if (json) print(JSON.stringify({ outcome: 'refused', refused: reading.refused }, null, 1));
    else printRefusedShape(reading.refused, locate(reading.refused), notice);
    return exitCodes.refused;
  }
  const questions = ['opening-over-balances', 'fiscal-year-long', 'import-voucher-renamed'];
  const report = await importBooks(
    ledgerOf(context),
    {
      ...{ companyId, actor: operator, file: basename(file) },
      ...{ ...choices, confirm: confirm ? questions : [], rehearse: dryRun },
    },
    reading.books,
  );
  const told = [...report.refused, ...report.checked];
  if (json) print(JSON.stringify(report, null, 1));
  else {
    const tell = report.outcome === 'refused' ? notice : print;
    printImport(report, locate(told), tell, choices.acceptRefused);
  }
  if (report.outcome === 'refused') return exitCodes.refused;
  return told.length > 0 ? exitCodes.findings : exitCodes.done;
}

async function printImports(
  engine: ReadingEngine,
  { company, json }: { company: string; json?: true },
  print: Print,
): Promise<void> {
  const { id } = await getCompanyByCode(engine, company);
  const imports = await engine.read((tx) => listImports(tx, id));
  if (json) {
    print(JSON.stringify(imports, null, 1));
    return;
  }
  printTable(
    {
      columns: [
        ...[
          { title: 'N.º', isAmount: true },
          { title: 'Origen', most: 40 },
        ],
        ...[{ title: 'Archivo', most: 40 }, { title: 'Importada' }],
        ...[
          { title: 'Comprobantes', isAmount: true },
          { title: 'Rechazados', isAmount: true },
        ],
        { title: 'Estado' },
      ],
      rows: imports.map((each) => [
        ...[`${each.id}`, each.source, each.file, sayInstant(each.importedAt)],
        ...[`${each.vouchers}`, `${each.refused}`],
        each.undoneAt === null ? sayStanding(each) : `deshecha ${sayInstant(each.undoneAt)}`,
      ]),
      empty: 'No se ha importado nada en esta empresa.',
    },
    print,
  );
}

function sayStanding({ vouchers, standing }: ImportSummary): string {
  return standing === vouchers ? 'en los libros' : `en los libros ${standing} de ${vouchers}`;
}

const sayInstant = (instant: string) =>
  `${formatLocalDate(localDate(instant.slice(0, 10)))} ${instant.slice(11, 16)}`;

async function runUndo(
  context: WritingContext,
  { company, reason }: { company: string; reason?: string },
  number: string,
): Promise<void> {
  const { print, engine } = context;
  const { id: companyId } = await getCompanyByCode(engine, company);
  const id = /^\d{1,9}$/.test(number) ? Number(number) : 0;
  if (id === 0) throw new Refusal('not-found', reject('import-unknown', { import: number }));
  const report = await undoImport(ledgerOf(context), { companyId, actor: operator, id, reason });
  printUndo(report, print);
}

async function printTrialBalance(
  engine: ReadingEngine,
  options: BalanceOptions,
  print: Print,
): Promise<void> {
  const { id } = await getCompanyByCode(engine, options.company);
  const { books, answer } = await engine.read(async (tx) => {
    const company = await new BooksReader().read(tx, id);
    const index = await new BalanceIndexes().get(tx, id);
    const period = { from: localDate('1900-01-01'), to: options.date };
    const shown = { leavesOnly: true, includeZeros: false };
    return { books: company, answer: computeTrialBalance(company, index, period, shown) };
  });
  const rows = answer.rows.map(({ code, name, closing }) => ({ code, name, balance: closing }));
  if (options.json) {
    print(JSON.stringify(rows, null, 1));
    return;
  }
  const { minorDigits, numberStyle } = books.writing;
  printTable(
    {
      columns: [
        { title: 'Cuenta' },
        { title: 'Nombre', most: 50 },
        { title: 'Saldo', isAmount: true },
      ],
      rows: rows.map(({ code, name, balance }) => [
        code,
        name,
        formatWireAmount(balance, minorDigits, numberStyle),
      ]),
      empty: `Ninguna cuenta tiene saldo a ${formatLocalDate(options.date)}.`,
    },
    print,
  );
}
