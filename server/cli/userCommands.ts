// Commands on users: create, list, give a role, change a password.
import { roles, type Role } from '../../shared/contract/sessions.ts';
import { generatePassword } from '../auth/passwords.ts';
import { changePassword, createUser, grantRole } from '../auth/users.ts';
import type { AddCommand } from './commandFrame.ts';
import { choice, companyOption, optional, required } from './commandOptions.ts';
import { getCompanyByCode } from './companyOf.ts';
import type { SpanishCommand } from './spanishCommand.ts';

interface CreateOptions {
  email: string;
  name?: string;
  password?: string;
  company?: string;
  role: Role;
}

const roleOption = () => choice('--role <función>', 'función en la empresa', roles, 'contador');
const emailOption = (description: string) => required('--email <correo>', description);

export function addUserCommands(program: SpanishCommand, add: AddCommand): void {
  const user = program.command('user').description('Usuarios: crear, dar función, cambiar clave');
  add(user, 'create', {
    description: 'Crea un usuario; sin --password se genera una y se muestra una sola vez',
    database: 'creates',
    options: [
      emailOption('correo con el que entra'),
      optional('--name <nombre>', 'nombre que se muestra; si falta, el correo'),
      optional('--password <contraseña>', 'al menos 10 caracteres'),
      optional('--company <código>', 'empresa a la que accede'),
      roleOption(),
    ],
    examples: ['user create --email ana@acme.es --name "Ana Ruiz" --company ACME'],
    run: async ({ engine, clock, print }, options: CreateOptions) => {
      const company =
        options.company === undefined ? null : await getCompanyByCode(engine, options.company);
      const password = options.password ?? generatePassword();
      const { email, name = email } = options;
      await createUser(engine, clock, { email, name, password });
      if (company) await grantRole(engine, company.id, email, options.role);
      print(`Usuario ${email} creado${company ? `, ${options.role} en ${company.code}` : ''}.`);
      if (options.password === undefined) print(`Contraseña: ${password}`);
    },
  });
  add(user, 'grant', {
    description: 'Da a un usuario una función en una empresa',
    database: 'writes',
    options: [emailOption('usuario'), companyOption(), roleOption()],
    examples: ['user grant --email ana@acme.es --company ACME --role lector'],
    run: async ({ engine, print }, options: { email: string; company: string; role: Role }) => {
      const company = await getCompanyByCode(engine, options.company);
      await grantRole(engine, company.id, options.email, options.role);
      print(`${options.email}: ${options.role} en ${options.company}.`);
    },
  });
  add(user, 'password', {
    description: 'Cambia una contraseña y cierra sus sesiones',
    database: 'writes',
    options: [
      emailOption('usuario'),
      optional('--password <contraseña>', 'si falta, se genera y se muestra una sola vez'),
    ],
    examples: ['user password --email ana@acme.es'],
    run: async ({ engine, print }, options: { email: string; password?: string }) => {
      const password = options.password ?? generatePassword();
      await changePassword(engine, options.email, password);
      print(options.password === undefined ? `Contraseña: ${password}` : 'Contraseña cambiada.');
    },
  });
}
