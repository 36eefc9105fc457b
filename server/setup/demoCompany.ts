// The demo company of the newcomer's way: two years of a small bakery, so that figures mean something.
import { randomUUID } from 'node:crypto';
import { localDate, yearOf } from '../../shared/localDate.ts';
import type { VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { addAccount } from '../accounts/addAccount.ts';
import type { Actor } from '../auth/permissions.ts';
import { verifyPassword } from '../auth/passwords.ts';
import { createUser, grantRole } from '../auth/users.ts';
import { countUsers, findUserByEmail, listAccess } from '../auth/users.store.ts';
import { findCompanyByCode, listCompanies } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import type { Services } from '../services.ts';
import { saveVoucher } from '../vouchers/postVoucher.ts';
import { createCompany } from './createCompany.ts';
import { demoSubaccounts, listDemoVouchers } from './demoVouchers.ts';

export const demoLogin = { email: 'demo@cuadre.local', password: 'cuadre-demo' };
export const demoCompany = { code: 'ESPIGA', name: 'Panadería La Espiga, S.L.', profile: 'ES' };

/** Of its own, unless whoever runs it names another: real books never share one with a known password. */
export const demoDatabaseUrl = 'sqlite:./data/demo.db';

/** @throws an Error in Spanish when the books are somebody's */
export async function assertDemoDatabase(engine: Engine): Promise<void> {
  const isFree = await engine.read(async (tx) => {
    if (await findUserByEmail(tx, demoLogin.email)) return true;
    return (await countUsers(tx)) === 0 && (await listCompanies(tx)).length === 0;
  });
  if (isFree) return;
  throw new Error(
    'Esta base de datos ya tiene empresas o usuarios: la demostración, con su contraseña conocida, no se mezcla con libros ' +
      'de verdad.\n  → Quite CUADRE_DATABASE_URL, y usará la suya, o sirva estos libros con «cuadre serve».',
  );
}

/** @throws an Error in Spanish when anybody could come in with the password that the demo prints */
export async function refuseDemoLogin(engine: Engine): Promise<void> {
  const demo = await engine.read((tx) => findUserByEmail(tx, demoLogin.email));
  if (!demo || !(await verifyPassword(demoLogin.password, demo.passwordHash))) return;
  throw new Error(
    `Esta base de datos es la de la demostración: deja entrar a ${demoLogin.email} con una contraseña que todos ` +
      'conocen, y así no se sirve.\n  → Sirva otra (CUADRE_DATABASE_URL=sqlite:RUTA) o, si quiere seguir con esta, ' +
      `cambie antes esa contraseña: cuadre user password --email ${demoLogin.email}`,
  );
}

/** Creates the demo company and its user unless they exist. Amounts below are in cents. */
export async function ensureDemoCompany(services: Services): Promise<void> {
  const { engine, clock, passwordCost } = services;
  if (await engine.read((tx) => findCompanyByCode(tx, demoCompany.code))) return;
  if (!(await engine.read((tx) => findUserByEmail(tx, demoLogin.email)))) {
    await createUser(engine, clock, { ...demoLogin, name: 'Ana Ruiz' }, passwordCost);
  }
  const thisYear = yearOf(clock.today());
  const fiscalYears = [thisYear - 1, thisYear].map((year) => ({
    startsOn: localDate(`${year}-01-01`),
    endsOn: localDate(`${year}-12-31`),
  }));
  const companyId = await createCompany(engine, clock, { ...demoCompany, fiscalYears });
  await grantRole(engine, companyId, demoLogin.email, 'administrador');
  const user = await engine.read((tx) => findUserByEmail(tx, demoLogin.email));
  const [access] = await engine.read((tx) => listAccess(tx, user!.id));
  const actor: Actor = { userId: access!.personId, name: user!.name, role: 'administrador' };
  for (const [code, name] of demoSubaccounts) {
    await addAccount(services, { companyId, actor, idempotencyKey: null }, { code, name });
  }
  for (const { date, text, lines } of listDemoVouchers(thisYear - 1, clock.today())) {
    await saveVoucher(
      services,
      { companyId, actor, idempotencyKey: null },
      {
        id: randomUUID(),
        action: 'post',
        date,
        description: text,
        lines: lines.map(([account, debit, credit, party], index): VoucherLineInput => {
          const write = (cents: number) => (cents / 100).toFixed(2);
          return {
            line: index + 1,
            account,
            ...(debit > 0 ? { debit: write(debit) } : { credit: write(credit) }),
            ...(party === undefined ? {} : { party }),
          };
        }),
      },
    );
  }
}
