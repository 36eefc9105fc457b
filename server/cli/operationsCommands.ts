// Commands that prove the books and mend what is derived: verify, rebuild, chain-head, chain-check.
import { countThings } from '../../shared/text/countThings.ts';
import { listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import { checkSqliteFile, sqlitePathOf } from '../db/sqliteFile.ts';
import {
  checkAllHeads,
  exportAllHeads,
  exportChainHead,
  parseChainHeads,
  type HeadReport,
} from '../operations/chainHead.ts';
import { distinctHeads, headsListOf, readKeptHeads } from '../operations/keptHeads.ts';
import { rebuildCompany } from '../operations/rebuildCompany.ts';
import { verifyAll, type ProofReport } from '../operations/verifyAll.ts';
import type { CompanyReport } from '../operations/verifyCompany.ts';
import type { AddCommand, ReadingEngine } from './commandFrame.ts';
import { companyOption, flag, jsonOption, optional, required } from './commandOptions.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { exitCodes, Misuse, type ExitCode } from './exitCodes.ts';
import { readText } from './readFile.ts';
import type { SpanishCommand } from './spanishCommand.ts';
import type { Print } from './printTable.ts';

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
      'Comprueba que nadie ha tocado los libros: cadenas, cuentas, cabeceras, numeración, totales, saldos, personas y ' +
      'protecciones de la base de datos; con hallazgos termina con código 3',
    database: 'reads',
    options: [...selectionOptions('todas las empresas'), jsonOption()],
    examples: ['verify --company ACME', 'verify --all --json'],
    check: assertSelection,
    run: async ({ engine, environment, print }, options: Selection) =>
      verify(engine, environment.databaseUrl, options, print),
  });
  add(program, 'chain-head', {
    description:
      'Escribe las cabezas de las cadenas de apuntes y de hechos en JSON, para guardarlas fuera de este equipo',
    database: 'reads',
    options: selectionOptions('todas las empresas y la instalación, una por línea'),
    examples: ['chain-head --company ACME', 'chain-head --all'],
    check: assertSelection,
    run: async ({ engine, clock, print, notice }, options: Selection) => {
      const companies = await selectCompanies(engine, options);
      if (companies.length === 0) notice(noCompanies);
      const heads = await engine.read((tx) =>
        options.all
          ? exportAllHeads(tx, clock)
          : Promise.all(companies.map(({ id }) => exportChainHead(tx, clock, id))),
      );
      for (const head of heads) print(JSON.stringify(head));
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
  const heads = path === null ? [] : distinctHeads(readKeptHeads(headsListOf(path)));
  const companies = await selectCompanies(engine, options);
  if (companies.length === 0 && !options.json) print(noCompanies);
  const proof = await verifyAll(engine, heads, companies, (report) => {
    if (!options.json) printReport(report, print);
  });
  if (options.json) {
    const { isClean: _isClean, ...found } = proof;
    print(JSON.stringify({ damages, ...found }, null, 1));
  } else {
    for (const damage of damages) print(`✗ Archivo dañado: ${damage}`);
    printProof(proof, print);
  }
  return damages.length === 0 && proof.isClean ? exitCodes.done : exitCodes.findings;
}

/** What is wrong besides the companies; nothing when nothing is. */
export function printProof({ installation, lostHeads }: ProofReport, print: Print): void {
  for (const { finding } of installation.findings) print(`✗ ${finding}`);
  for (const each of lostHeads) print(`✗ ${sayHead(each)}`);
}

export function sayHead({ head, told }: HeadReport): string {
  const whose = head.company === '' ? 'la instalación' : head.company;
  return `La cabeza de ${whose} que se guardó el ${head.exportedAt}: ${told}.`;
}

/** Shared with what else verifies: restoring and copying. */
export function printReport(report: CompanyReport, print: Print): void {
  const { company, postings, batches, vouchers, ledgerVersion, findings } = report;
  print(
    `${company}: ${vouchers} comprobantes, ${postings} apuntes en ${batches} lotes, versión ${ledgerVersion}`,
  );
  print(`  Cabeza de la cadena: ${report.chainHead}`);
  print(`  Cabeza de los hechos: ${report.factHead} (${report.facts} registros)`);
  for (const { finding } of findings) print(`  ✗ ${finding}`);
  print(
    findings.length === 0
      ? '  Todo concuerda.'
      : `  ${countThings(findings.length, 'hallazgo', 'hallazgos')}.`,
  );
}

async function checkHeads(
  engine: ReadingEngine,
  options: { head: string; json?: true },
  print: Print,
): Promise<ExitCode> {
  const heads = parseChainHeads(readText(options.head));
  const reports = await engine.read((tx) => checkAllHeads(tx, heads));
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
      const whose = head.company === '' ? 'Instalación' : head.company;
      print(`${isPart ? '✓' : '✗'} ${whose} versión ${head.ledgerVersion}: ${told}.`);
    }
    for (const { finding } of findings) print(`  ✗ ${finding}`);
  }
  return code;
}

async function selectCompanies(engine: ReadingEngine, options: Selection): Promise<CompanyRow[]> {
  return options.company === undefined
    ? engine.read(listCompanies)
    : [await getCompanyByCode(engine, options.company)];
}

function assertSelection({ all, company }: Selection): void {
  if (all || company !== undefined) return;
  throw new Misuse('Diga qué empresa con --company CÓDIGO, o todas con --all.');
}
