// Commands on companies: create, list, lock, fiscal years.
import { formatLocalDate, type LocalDate } from '../../shared/localDate.ts';
import { listCompanies } from '../companies/companies.store.ts';
import { addFiscalYear, setLock } from '../fiscal-years/changeCalendar.ts';
import { createCompany } from '../setup/createCompany.ts';
import type { AddCommand } from './commandFrame.ts';
import { companyOption, flag, jsonOption, optional, required } from './commandOptions.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { printTable } from './printTable.ts';
import { dateForms, readDate } from './readDate.ts';
import type { SpanishCommand } from './spanishCommand.ts';

interface CreateOptions {
  code: string;
  name: string;
  profile: string;
  currency?: string;
  chart?: string;
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
      flag('--confirm', 'crea también un ejercicio de más de doce meses'),
    ],
    examples: ['company add-year --company ACME --from 01/07/2025 --to 30/06/2026'],
    run: async ({ engine, clock, print }, options: AddYearOptions) => {
      const { id: companyId } = await getCompanyByCode(engine, options.company);
      const { from: startsOn, to: endsOn, name } = options;
      const context = { engine, clock, announceSettings: () => undefined };
      const confirm = options.confirm ? ['fiscal-year-long'] : [];
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
      await setLock(
        context,
        { companyId, actor: operator, idempotencyKey: null },
        options.date ?? null,
        confirm,
      );
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
      optional('--chart <plan>', 'plan de cuentas; si falta, el usual del país'),
    ],
    examples: ['company create --code ACME --name "Acme, S.L." --profile ES'],
    run: async ({ engine, clock, print }, options: CreateOptions) => {
      await createCompany(engine, clock, options);
      print(`Empresa ${options.code} creada.`);
    },
  });
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
