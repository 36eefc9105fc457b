// Commands on users: create, give a role, change a password.
import { Option, type Command } from 'commander';
import { roles, type Role } from '../../shared/contract/sessions.ts';
import { generatePassword } from '../auth/passwords.ts';
import { changePassword, createUser, grantRole } from '../auth/users.ts';
import { systemClock } from '../clock.ts';
import type { CommandRunner } from './commandRunner.ts';
import { getCompanyByCode } from './companyOf.ts';

interface CreateOptions {
  email: string;
  name?: string;
  password?: string;
  company?: string;
  role: Role;
}

export function addUserCommands(program: Command, run: CommandRunner): void {
  const roleOption = () =>
    new Option('--role <función>', 'función en la empresa').choices([...roles]).default('contador');
  const user = program.command('user').description('Usuarios');
  user
    .command('create')
    .description('Crea un usuario; sin --password se genera una y se muestra una sola vez')
    .requiredOption('--email <correo>', 'correo con el que entra')
    .option('--name <nombre>', 'nombre que se muestra')
    .option('--password <contraseña>', 'al menos 10 caracteres')
    .option('--company <código>', 'empresa a la que accede')
    .addOption(roleOption())
    .action((options: CreateOptions) =>
      run(async (engine, print) => {
        const company = options.company && (await getCompanyByCode(engine, options.company));
        const password = options.password ?? generatePassword();
        const { email, name = email } = options;
        await createUser(engine, systemClock, { email, name, password });
        if (company) await grantRole(engine, company.id, email, options.role);
        print(`Usuario ${email} creado.`);
        if (options.password === undefined) print(`Contraseña: ${password}`);
      }),
    );
  user
    .command('grant')
    .description('Da a un usuario una función en una empresa')
    .requiredOption('--email <correo>', 'usuario')
    .requiredOption('--company <código>', 'empresa')
    .addOption(roleOption())
    .action((options: { email: string; company: string; role: Role }) =>
      run(async (engine, print) => {
        const company = await getCompanyByCode(engine, options.company);
        await grantRole(engine, company.id, options.email, options.role);
        print(`${options.email}: ${options.role} en ${options.company}.`);
      }),
    );
  user
    .command('password')
    .description('Cambia una contraseña y cierra sus sesiones')
    .requiredOption('--email <correo>', 'usuario')
    .option('--password <contraseña>', 'si falta, se genera')
    .action((options: { email: string; password?: string }) =>
      run(async (engine, print) => {
        const password = options.password ?? generatePassword();
        await changePassword(engine, options.email, password);
        print(options.password === undefined ? `Contraseña: ${password}` : 'Contraseña cambiada.');
      }),
    );
}
