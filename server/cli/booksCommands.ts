// Commands on the books: import, trial balance.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { localDate, type LocalDate } from '../../shared/localDate.ts';
import { formatWireAmount } from '../../shared/money.ts';
import { reject } from '../../shared/rejection.ts';
import { BalanceIndexes } from '../balances/balanceIndexes.ts';
import { computeTrialBalance } from '../balances/trialBalance.ts';
import { systemClock } from '../clock.ts';
import type { Engine } from '../db/engine.ts';
import { importBooks, type ImportReport } from '../imports/importBooks.ts';
import { neutralBooksSchema, type NeutralBooks } from '../imports/neutralBooks.ts';
import { Refusal } from '../refusal.ts';
import { BooksReader } from '../vouchers/companyBooks.ts';
import type { CommandRunner } from './commandRunner.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { dateForms, readDate } from './readDate.ts';

type Print = (line: string) => void;

interface ImportOptions {
  company: string;
  differenceAccount?: string;
  confirm?: true;
}

export function addBooksCommands(program: Command, run: CommandRunner): void {
  program
    .command('import-books <archivo>')
    .description(
      'Importa libros en el formato neutral JSON: cuentas, ejercicios, apertura y comprobantes',
    )
    .requiredOption('--company <código>', 'empresa')
    .option(
      '--difference-account <cuenta>',
      'cuenta que toma la diferencia de la apertura, si no cuadra',
    )
    .option('--confirm', 'suma la apertura a los saldos que la empresa ya tiene en su fecha')
    .action((file: string, options: ImportOptions) =>
      run(async (engine, print) => {
        const { id: companyId } = await getCompanyByCode(engine, options.company);
        const unheard = { announce: () => undefined, announceSettings: () => undefined };
        const report = await importBooks(
          { engine, clock: systemClock, books: new BooksReader(), ...unheard },
          {
            ...{ companyId, actor: operator, differenceAccount: options.differenceAccount },
            confirm: options.confirm ? ['opening-over-balances'] : [],
          },
          readBooks(file),
        );
        printReport(report, print);
        if (report.refused.length > 0) process.exitCode = 2;
      }),
    );
  program
    .command('trial-balance')
    .description('Saldos de las cuentas de detalle a una fecha (debe − haber)')
    .requiredOption('--company <código>', 'empresa')
    .requiredOption('--date <fecha>', dateForms, readDate)
    .option('--json', 'como JSON: [{"code","name","balance"}]')
    .action((options: { company: string; date: LocalDate; json?: true }) =>
      run(async (engine, print) => printTrialBalance(engine, options, print)),
    );
}

/** @throws Refusal `request-malformed` that says where the file is not in the neutral form */
function readBooks(file: string): NeutralBooks {
  const malformed = (detail: string) =>
    new Refusal('malformed', reject('request-malformed', { detail: `${file}: ${detail}` }));
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'no se puede leer');
  }
  const parsed = neutralBooksSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
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
  engine: Engine,
  options: { company: string; date: LocalDate; json?: true },
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
  for (const { code, name, balance } of rows) {
    const amount = formatWireAmount(balance, minorDigits, numberStyle);
    print(`${code.padEnd(12)} ${name.slice(0, 50).padEnd(50)} ${amount.padStart(20)}`);
  }
}
