// Commands on companies: create, list, lock, fiscal years.
import { formatLocalDate, type LocalDate } from '../../shared/localDate.ts';
import { countThings } from '../../shared/text/countThings.ts';
import { listCompanies } from '../companies/companies.store.ts';
import { addFiscalYear, setLock } from '../fiscal-years/changeCalendar.ts';
import { listFiscalYears } from '../fiscal-years/fiscalYears.store.ts';
import { listProfiles } from '../profiles/profile.ts';
import { createCompany, planNewCompany, type NewCompany } from '../setup/createCompany.ts';
import type { AddCommand } from './commandFrame.ts';
import { companyOption, flag, jsonOption, optional, repeated, required } from './commandOptions.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { Misuse } from './exitCodes.ts';
import { printTable } from './printTable.ts';
import { dateForms, readDate } from './readDate.ts';
import type { SpanishCommand } from './spanishCommand.ts';

/** What `--confirm` accepts of a year, and how it says so. */
const yearQuestions = ['fiscal-year-long', 'fiscal-year-gap'];
const confirmYears =
  'crea también un ejercicio de más de doce meses, o que deja días sin ejercicio';

interface CreateOptions {
  code: string;
  name: string;
  profile: string;
  currency?: string;
  chart?: string;
  yearFrom?: LocalDate[];
  yearTo?: LocalDate[];
  confirm?: true;
}

interface AddYearOptions {
  company: string;
  from: LocalDate;
  to: LocalDate;
  name?: string;
  confirm?: true;
}

export function addCompanyCommands(program: SpanishCommand, add: AddCommand): void {
  const company = program
    .command('company')
    .description('Empresas: crear, listar, ejercicios, bloqueo');
  addCreate(company, add);
  addList(company, add);
  add(company, 'add-year', {
    description: 'Crea un ejercicio',
    database: 'writes',
    options: [
      companyOption(),
      required('--from <fecha>', `primer día, ${dateForms}`, readDate),
      required('--to <fecha>', `último día, ${dateForms}`, readDate),
      optional('--name <nombre>', 'nombre; si falta, el de sus fechas'),
      flag('--confirm', confirmYears),
    ],
    examples: ['company add-year --company ACME --from 01/07/2025 --to 30/06/2026'],
    run: async ({ engine, clock, print }, options: AddYearOptions) => {
      const { id: companyId } = await getCompanyByCode(engine, options.company);
      const { from: startsOn, to: endsOn, name } = options;
      const context = { engine, clock, announceSettings: () => undefined };
      const confirm = options.confirm ? yearQuestions : [];
      const input = { startsOn, endsOn, name, confirm };
      const year = await addFiscalYear(
        context,
        { companyId, actor: operator, idempotencyKey: null },
        input,
      );
      print(`Ejercicio ${year.name} creado: ${sayYear(year)}.`);
    },
  });
  add(company, 'lock', {
    description: 'Bloquea los libros hasta una fecha, o quita el bloqueo',
    database: 'writes',
    options: [
      companyOption(),
      optional(
        '--date <fecha>',
        `último día bloqueado, ${dateForms}; si falta, se quita`,
        readDate,
      ),
      flag('--confirm', 'bloquea aunque dentro queden borradores sin número'),
    ],
    examples: ['company lock --company ACME --date 31/03/2025'],
    run: async ({ engine, clock, print }, options: LockOptions) => {
      const { id: companyId } = await getCompanyByCode(engine, options.company);
      const context = { engine, clock, announceSettings: () => undefined };
      const confirm = options.confirm ? ['lock-leaves-drafts'] : [];
      const request = { companyId, actor: operator, idempotencyKey: null };
      await setLock(context, request, options.date ?? null, confirm);
      print(options.date ? `Bloqueado hasta el ${formatLocalDate(options.date)}.` : 'Sin bloqueo.');
    },
  });
}

interface LockOptions {
  company: string;
  date?: LocalDate;
  confirm?: true;
}

function addCreate(company: SpanishCommand, add: AddCommand): void {
  add(company, 'create', {
    description: 'Crea una empresa con el plan de cuentas de su país y el ejercicio en curso',
    database: 'creates',
    options: [
      required('--code <código>', 'código corto, único'),
      required('--name <nombre>', 'razón social'),
      required('--profile <perfil>', 'ES, CO o VE'),
      optional('--currency <moneda>', 'código ISO 4217; si falta, la del país'),
      optional('--chart <plan>', `plan de cuentas; si falta, el usual del país (${sayCharts()})`),
      repeated('--year-from <fecha>', `primer día de un ejercicio, ${dateForms}`, readDate),
      repeated('--year-to <fecha>', 'último día; los dos se repiten por cada ejercicio', readDate),
      flag('--confirm', confirmYears),
    ],
    help: 'Sin --year-from ni --year-to, la empresa empieza con el año natural en curso.',
    examples: [
      'company create --code ACME --name "Acme, S.L." --profile ES',
      'company create --code NAOS --name "Naos, C.A." --profile VE --year-from 01/07/2025 --year-to 30/06/2026',
    ],
    check: (options: CreateOptions, { clock }) => void planNewCompany(clock, newCompanyOf(options)),
    run: async ({ engine, clock, print }, options: CreateOptions) => {
      const id = await createCompany(engine, clock, newCompanyOf(options));
      const years = await engine.read((tx) => listFiscalYears(tx, id));
      print(`Empresa ${options.code} creada.`);
      for (const year of years) print(`  Ejercicio ${year.name}: ${sayYear(year)}`);
    },
  });
}

/** @throws Misuse */
function newCompanyOf({ yearFrom, yearTo, confirm, ...company }: CreateOptions): NewCompany {
  return {
    ...{ ...company, fiscalYears: pairYears(yearFrom, yearTo) },
    confirm: confirm ? yearQuestions : [],
  };
}

/** @throws Misuse when a day has no partner */
function pairYears(
  from: readonly LocalDate[] = [],
  to: readonly LocalDate[] = [],
): { startsOn: LocalDate; endsOn: LocalDate }[] | undefined {
  if (from.length !== to.length) {
    const [counted, others] = [countThings(from.length, 'vez', 'veces'), String(to.length)];
    throw new Misuse(
      `--year-from está ${counted} y --year-to ${others}: cada ejercicio lleva los dos.`,
    );
  }
  if (from.length === 0) return undefined;
  return from.map((startsOn, index) => ({ startsOn, endsOn: to[index]! }));
}

/** «ES: pgc-pymes, pgc; CO: puc». */
function sayCharts(): string {
  return listProfiles()
    .map(({ code, charts }) => `${code}: ${charts.map(({ id }) => id).join(', ')}`)
    .join('; ');
}

function addList(company: SpanishCommand, add: AddCommand): void {
  add(company, 'list', {
    description: 'Lista las empresas',
    database: 'reads',
    options: [jsonOption()],
    run: async ({ engine, print }, { json }: { json?: true }) => {
      const companies = await engine.read(listCompanies);
      if (json) {
        const shown = companies.map(
          ({ code, name, profile, currency, lastSeq, lockedThrough }) => ({
            ...{ code, name, profile, currency, ledgerVersion: lastSeq, lockedThrough },
          }),
        );
        print(JSON.stringify(shown, null, 1));
        return;
      }
      printTable(
        {
          columns: [
            { title: 'Código' },
            { title: 'Nombre', most: 50 },
            { title: 'Perfil' },
            { title: 'Moneda' },
            { title: 'Versión', isAmount: true },
            { title: 'Bloqueada hasta' },
          ],
          rows: companies.map(({ code, name, profile, currency, lastSeq, lockedThrough }) => [
            ...[code, name, profile, currency, String(lastSeq)],
            lockedThrough === null ? '' : formatLocalDate(lockedThrough as LocalDate),
          ]),
          empty: 'No hay empresas.',
        },
        print,
      );
    },
  });
}

function sayYear({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string {
  return `${formatLocalDate(startsOn as LocalDate)}–${formatLocalDate(endsOn as LocalDate)}`;
}
