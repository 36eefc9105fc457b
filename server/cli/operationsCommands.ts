// Commands that prove the books and mend what is derived: verify, rebuild, chain-head, chain-check.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import { checkSqliteFile, sqlitePathOf } from '../db/sqliteFile.ts';
import {
  checkChainHeads,
  exportChainHead,
  parseChainHeads,
  type HeadsReport,
} from '../operations/chainHead.ts';
import { rebuildCompany } from '../operations/rebuildCompany.ts';
import { verifyCompany, type CompanyReport } from '../operations/verifyCompany.ts';
import type { CommandRunner } from './commandRunner.ts';
import { getCompanyByCode, operator } from './companyOf.ts';

type Print = (line: string) => void;

interface Selection {
  company?: string;
  all?: true;
  json?: true;
}

/** Something does not agree: apart from 1, which is a command that could not be carried out. */
const findingsExitCode = 3;

export function addOperationsCommands(
  program: Command,
  run: CommandRunner,
  databaseUrl: () => string,
): void {
  program
    .command('verify')
    .description(
      'Comprueba cadena, huecos, cuadre, numeración, totales y saldos; con hallazgos termina con código 3',
    )
    .option('--company <código>', 'una empresa')
    .option('--all', 'todas las empresas')
    .option('--json', 'el resultado como JSON')
    .action((options: Selection) =>
      run((engine, print) => verify(engine, databaseUrl(), options, print)),
    );
  program
    .command('rebuild')
    .description('Rehace los totales diarios a partir de los apuntes y comprueba que son iguales')
    .requiredOption('--company <código>', 'empresa')
    .action((options: { company: string }) =>
      run(async (engine, print) => {
        const { id } = await getCompanyByCode(engine, options.company);
        const report = await rebuildCompany(engine, systemClock, id, operator.userId);
        print(
          `${options.company}: ${report.totals} totales rehechos hasta la versión ${report.ledgerVersion}; ` +
            `${report.corrected} no eran correctos. Ahora son la suma de los apuntes.`,
        );
        if (report.corrected > 0) {
          print('Si hay un servidor en marcha, reinícielo: guarda saldos en memoria.');
        }
      }),
    );
  program
    .command('chain-head')
    .description('Escribe la cabeza de la cadena en JSON, para guardarla fuera de este equipo')
    .option('--company <código>', 'una empresa')
    .option('--all', 'todas las empresas, una por línea')
    .action((options: Selection) =>
      run(async (engine, print) => {
        for (const { id } of await selectCompanies(engine, options)) {
          const head = await engine.read((tx) => exportChainHead(tx, systemClock, id));
          print(JSON.stringify(head));
        }
      }),
    );
  program
    .command('chain-check')
    .description('Comprueba que cabezas guardadas antes siguen siendo parte de la cadena')
    .requiredOption('--head <archivo>', 'una cabeza en JSON, o varias, una por línea')
    .option('--json', 'el resultado como JSON')
    .action((options: { head: string; json?: true }) =>
      run((engine, print) => checkHeads(engine, options, print)),
    );
}

async function verify(
  engine: Engine,
  databaseUrl: string,
  options: Selection,
  print: Print,
): Promise<void> {
  const path = sqlitePathOf(databaseUrl);
  const damages = path === null ? [] : await checkSqliteFile(path, 'full');
  const reports: CompanyReport[] = [];
  for (const { id } of await selectCompanies(engine, options)) {
    const report = await engine.read((tx) => verifyCompany(tx, id));
    reports.push(report);
    if (!options.json) printReport(report, print);
  }
  if (options.json) print(JSON.stringify({ damages, companies: reports }, null, 1));
  else for (const damage of damages) print(`✗ Archivo dañado: ${damage}`);
  const isClean = damages.length === 0 && reports.every(({ findings }) => findings.length === 0);
  if (!isClean) process.exitCode = findingsExitCode;
}

/** Shared with what else verifies: restoring and copying. */
export function printReport(report: CompanyReport, print: Print): void {
  const { company, postings, batches, vouchers, ledgerVersion, chainHead, findings } = report;
  print(
    `${company}: ${vouchers} comprobantes, ${postings} apuntes en ${batches} lotes, versión ${ledgerVersion}`,
  );
  print(`  Cabeza de la cadena: ${chainHead}`);
  for (const { finding } of findings) print(`  ✗ ${finding}`);
  print(findings.length === 0 ? '  Todo concuerda.' : `  ${findings.length} hallazgos.`);
}

async function checkHeads(
  engine: Engine,
  options: { head: string; json?: true },
  print: Print,
): Promise<void> {
  const heads = parseChainHeads(readFileSync(options.head, 'utf8'));
  const byCompany = new Map<string, typeof heads>();
  for (const head of heads) byCompany.set(head.uid, [...(byCompany.get(head.uid) ?? []), head]);
  const reports: HeadsReport[] = [];
  for (const [uid, own] of byCompany) {
    reports.push(await engine.read((tx) => checkChainHeads(tx, uid, own)));
  }
  const isClean = reports.every(
    (each) => each.findings.length === 0 && each.heads.every(({ isPart }) => isPart),
  );
  if (!isClean) process.exitCode = findingsExitCode;
  if (options.json) {
    print(JSON.stringify(reports, null, 1));
    return;
  }
  for (const { heads: checked, findings } of reports) {
    for (const { head, isPart, told } of checked) {
      print(`${isPart ? '✓' : '✗'} ${head.company} versión ${head.ledgerVersion}: ${told}.`);
    }
    for (const { finding } of findings) print(`  ✗ ${finding}`);
  }
}

async function selectCompanies(engine: Engine, options: Selection): Promise<CompanyRow[]> {
  if (options.all) return engine.read(listCompanies);
  if (options.company !== undefined) return [await getCompanyByCode(engine, options.company)];
  throw new Error('Diga qué empresa con --company CÓDIGO, o todas con --all.');
}
