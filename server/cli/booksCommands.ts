// Commands on the books: import, trial balance.
import { Argument } from 'commander';
import { formatLocalDate, localDate, type LocalDate } from '../../shared/localDate.ts';
import { formatWireAmount } from '../../shared/money.ts';
import { reject } from '../../shared/rejection.ts';
import { BalanceIndexes } from '../balances/balanceIndexes.ts';
import { computeTrialBalance } from '../balances/trialBalance.ts';
import { importBooks, type ImportReport } from '../imports/importBooks.ts';
import { neutralBooksSchema, type NeutralBooks } from '../imports/neutralBooks.ts';
import { Refusal } from '../refusal.ts';
import { BooksReader } from '../vouchers/companyBooks.ts';
import type { AddCommand, ReadingEngine } from './commandFrame.ts';
import { companyOption, flag, optional, required } from './commandOptions.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { exitCodes } from './exitCodes.ts';
import { dateForms, readDate } from './readDate.ts';
import { readJson } from './readFile.ts';
import { printTable } from './printTable.ts';
import type { SpanishCommand } from './spanishCommand.ts';

type Print = (line: string) => void;

interface ImportOptions {
  company: string;
  differenceAccount?: string;
  confirm?: true;
}

export function addBooksCommands(program: SpanishCommand, add: AddCommand): void {
  add(program, 'import-books', {
    description:
      'Importa libros en el formato neutral JSON: cuentas, ejercicios, apertura y comprobantes',
    database: 'writes',
    arguments: [new Argument('<archivo>', 'los libros, en JSON')],
    options: [
      companyOption(),
      optional(
        '--difference-account <cuenta>',
        'cuenta que toma la diferencia de la apertura, si no cuadra',
      ),
      flag('--confirm', 'suma la apertura a los saldos que la empresa ya tiene en su fecha'),
    ],
    examples: ['import-books libros.json --company ACME'],
    run: async ({ engine, clock, print }, options: ImportOptions, file) => {
      const content = readBooks(file);
      const { id: companyId } = await getCompanyByCode(engine, options.company);
      const report = await importBooks(
        { engine, clock, books: new BooksReader(), announce: () => undefined },
        {
          ...{ companyId, actor: operator, differenceAccount: options.differenceAccount },
          confirm: options.confirm ? ['opening-over-balances'] : [],
        },
        content,
      );
      printReport(report, print);
      return report.refused.length > 0 ? exitCodes.findings : exitCodes.done;
    },
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

/** @throws Refusal `request-malformed` that says where the file is not in the neutral form */
function readBooks(file: string): NeutralBooks {
  const parsed = neutralBooksSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const detail = `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  throw new Refusal('malformed', reject('request-malformed', { detail }));
}

function printReport(report: ImportReport, print: Print): void {
  const years =
    report.createdYears.length > 0 ? ` · ejercicios ${report.createdYears.join(', ')}` : '';
  print(
    `${report.createdAccounts} cuentas creadas, ${report.redefinedAccounts} redefinidas${years}`,
  );
  if (report.unclassifiedAccounts.length > 0) {
    print(`Sin clase conocida, tomadas como activo: ${report.unclassifiedAccounts.join(', ')}`);
  }
  if (report.openingLines > 0) print(`Apertura de ${report.openingLines} líneas contabilizada`);
  print(
    `${report.vouchers} comprobantes y ${report.lines} líneas contabilizados, versión ${report.ledgerVersion}`,
  );
  if (report.zeroLines > 0) print(`${report.zeroLines} líneas sin importe, omitidas`);
  for (const { what, rejections } of report.refused) {
    print(`✗ Rechazado: ${what}`);
    for (const { line, message, remedy } of rejections) {
      print(`    ${line === undefined ? '' : `línea ${line}: `}${message} ${remedy}`);
    }
  }
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
