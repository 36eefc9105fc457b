// Commands on companies: create, list, lock, fiscal years.
import type { Command } from 'commander';
import type { LocalDate } from '../../shared/localDate.ts';
import { systemClock } from '../clock.ts';
import { listCompanies } from '../companies/companies.store.ts';
import { addFiscalYear, setLock } from '../fiscal-years/changeCalendar.ts';
import { createCompany } from '../setup/createCompany.ts';
import type { CommandRunner } from './commandRunner.ts';
import { getCompanyByCode, operator } from './companyOf.ts';
import { dateForms, readDate } from './readDate.ts';

interface CreateOptions {
  code: string;
  name: string;
  profile: string;
  currency?: string;
  chart?: string;
}

export function addCompanyCommands(program: Command, run: CommandRunner): void {
  const company = program.command('company').description('Empresas');
  company
    .command('create')
    .description('Crea una empresa con el plan de cuentas de su país y el ejercicio en curso')
    .requiredOption('--code <código>', 'código corto, único')
    .requiredOption('--name <nombre>', 'razón social')
    .requiredOption('--profile <perfil>', 'ES, CO o VE')
    .option('--currency <moneda>', 'código ISO 4217; si falta, la del país')
    .option('--chart <plan>', 'plan de cuentas; si falta, el usual del país')
    .action((options: CreateOptions) =>
      run(async (engine, print) => {
        await createCompany(engine, systemClock, options);
        print(`Empresa ${options.code} creada.`);
      }),
    );
  company
    .command('list')
    .description('Lista las empresas')
    .action(() =>
      run(async (engine, print) => {
        for (const each of await engine.read(listCompanies)) {
          print(
            [each.code, each.name, each.profile, each.currency, `versión ${each.lastSeq}`].join(
              '\t',
            ),
          );
        }
      }),
    );
  company
    .command('add-year')
    .description('Crea un ejercicio')
    .requiredOption('--company <código>', 'empresa')
    .requiredOption('--from <fecha>', `primer día, ${dateForms}`, readDate)
    .requiredOption('--to <fecha>', `último día, ${dateForms}`, readDate)
    .option('--name <nombre>', 'nombre; si falta, el año')
    .option('--confirm', 'crea también un ejercicio de más de doce meses')
    .action((options: AddYearOptions) =>
      run(async (engine, print) => {
        const { id: companyId } = await getCompanyByCode(engine, options.company);
        const { from: startsOn, to: endsOn, name } = options;
        const context = { engine, clock: systemClock, announceSettings: () => undefined };
        const request = { companyId, actor: operator, idempotencyKey: null };
        const confirm = options.confirm ? ['fiscal-year-long'] : [];
        const year = await addFiscalYear(context, request, { startsOn, endsOn, name, confirm });
        print(`Ejercicio ${year.name} creado.`);
      }),
    );
  company
    .command('lock')
    .description('Bloquea los libros hasta una fecha, o quita el bloqueo')
    .requiredOption('--company <código>', 'empresa')
    .option('--date <fecha>', `último día bloqueado, ${dateForms}; si falta, se quita`, readDate)
    .option('--confirm', 'bloquea aunque dentro queden borradores sin número')
    .action((options: { company: string; date?: LocalDate; confirm?: true }) =>
      run(async (engine, print) => {
        const { id: companyId } = await getCompanyByCode(engine, options.company);
        const context = { engine, clock: systemClock, announceSettings: () => undefined };
        const confirm = options.confirm ? ['lock-leaves-drafts'] : [];
        const request = { companyId, actor: operator, idempotencyKey: null };
        await setLock(context, request, options.date ?? null, confirm);
        print(options.date ? `Bloqueado hasta el ${options.date}.` : 'Sin bloqueo.');
      }),
    );
}

interface AddYearOptions {
  company: string;
  from: LocalDate;
  to: LocalDate;
  name?: string;
  confirm?: true;
}
