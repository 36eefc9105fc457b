// Commands that prove the books and mend what is derived: verify, rebuild, chain-head, chain-check.
import { listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import { checkSqliteFile, sqlitePathOf } from '../db/sqliteFile.ts';
import {
  checkChainHeads,
  exportChainHead,
  parseChainHeads,
  type HeadsReport,
} from '../operations/chainHead.ts';
import { rebuildCompany } from '../operations/rebuildCompany.ts';
import { verifyCompany, type CompanyReport } from '../operations/verifyCompany.ts';
import type { AddCommand, ReadingEngine } from './commandFrame.ts';
import { companyOption, flag, jsonOption, optional, required } from './commandOptions.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { exitCodes, Misuse, type ExitCode } from './exitCodes.ts';
import { readText } from './readFile.ts';
import type { SpanishCommand } from './spanishCommand.ts';

type Print = (line: string) => void;

interface Selection {
  company?: string;
  all?: true;
  json?: true;
}

const noCompanies = 'No hay empresas.';

export function addOperationsCommands(program: SpanishCommand, add: AddCommand): void {
  addProofs(program, add);
  add(program, 'rebuild', {
    description: 'Rehace los totales diarios a partir de los apuntes y comprueba que son iguales',
    database: 'writes',
    options: [companyOption()],
    run: async ({ engine, clock, print }, options: { company: string }) => {
      const { id } = await getCompanyByCode(engine, options.company);
      const report = await rebuildCompany(engine, clock, id, operator.userId);
      print(
        `${options.company}: ${report.totals} totales rehechos hasta la versión ${report.ledgerVersion}; ` +
          `${report.corrected} no eran correctos. Ahora son la suma de los apuntes.`,
      );
      if (report.corrected > 0) {
        print('Si hay un servidor en marcha, reinícielo: guarda saldos en memoria.');
      }
    },
  });
}

const selectionOptions = (all: string) => [
  optional('--company <código>', 'una empresa').conflicts('all'),
  flag('--all', all),
];

function addProofs(program: SpanishCommand, add: AddCommand): void {
  add(program, 'verify', {
    description:
      'Comprueba cadena, huecos, cuadre, numeración, totales y saldos; con hallazgos termina con código 3',
    database: 'reads',
    options: [...selectionOptions('todas las empresas'), jsonOption()],
    examples: ['verify --company ACME', 'verify --all --json'],
    run: async ({ engine, environment, print }, options: Selection) =>
      verify(engine, environment.databaseUrl, options, print),
  });
  add(program, 'chain-head', {
    description: 'Escribe la cabeza de la cadena en JSON, para guardarla fuera de este equipo',
    database: 'reads',
    options: selectionOptions('todas las empresas, una por línea'),
    examples: ['chain-head --company ACME'],
    run: async ({ engine, clock, print, notice }, options: Selection) => {
      const companies = await selectCompanies(engine, options);
      if (companies.length === 0) notice(noCompanies);
      for (const { id } of companies) {
        const head = await engine.read((tx) => exportChainHead(tx, clock, id));
        print(JSON.stringify(head));
      }
    },
  });
  add(program, 'chain-check', {
    description: 'Comprueba que cabezas guardadas antes siguen siendo parte de la cadena',
    database: 'reads',
    options: [
      required('--head <archivo>', 'una cabeza en JSON, o varias, una por línea'),
      jsonOption(),
    ],
    examples: ['chain-check --head cabeza.json'],
    run: async ({ engine, print }, options: { head: string; json?: true }) =>
      checkHeads(engine, options, print),
  });
}

async function verify(
  engine: ReadingEngine,
  databaseUrl: string,
  options: Selection,
  print: Print,
): Promise<ExitCode> {
  const path = sqlitePathOf(databaseUrl);
  const damages = path === null ? [] : await checkSqliteFile(path, 'full');
  const reports: CompanyReport[] = [];
  const companies = await selectCompanies(engine, options);
  if (companies.length === 0 && !options.json) print(noCompanies);
  for (const { id } of companies) {
    const report = await engine.read((tx) => verifyCompany(tx, id));
    reports.push(report);
    if (!options.json) printReport(report, print);
  }
  if (options.json) print(JSON.stringify({ damages, companies: reports }, null, 1));
  else for (const damage of damages) print(`✗ Archivo dañado: ${damage}`);
  const isClean = damages.length === 0 && reports.every(({ findings }) => findings.length === 0);
  return isClean ? exitCodes.done : exitCodes.findings;
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
  engine: ReadingEngine,
  options: { head: string; json?: true },
  print: Print,
): Promise<ExitCode> {
  const heads = parseChainHeads(readText(options.head));
  const byCompany = new Map<string, typeof heads>();
  for (const head of heads) byCompany.set(head.uid, [...(byCompany.get(head.uid) ?? []), head]);
  const reports: HeadsReport[] = [];
  for (const [uid, own] of byCompany) {
    reports.push(await engine.read((tx) => checkChainHeads(tx, uid, own)));
  }
  const isClean = reports.every(
    (each) => each.findings.length === 0 && each.heads.every(({ isPart }) => isPart),
  );
  const code = isClean ? exitCodes.done : exitCodes.findings;
  if (options.json) {
    print(JSON.stringify(reports, null, 1));
    return code;
  }
  for (const { heads: checked, findings } of reports) {
    for (const { head, isPart, told } of checked) {
      print(`${isPart ? '✓' : '✗'} ${head.company} versión ${head.ledgerVersion}: ${told}.`);
    }
    for (const { finding } of findings) print(`  ✗ ${finding}`);
  }
  return code;
}

async function selectCompanies(engine: ReadingEngine, options: Selection): Promise<CompanyRow[]> {
  if (options.all) return engine.read(listCompanies);
  if (options.company !== undefined) return [await getCompanyByCode(engine, options.company)];
  throw new Misuse('Diga qué empresa con --company CÓDIGO, o todas con --all.');
}
