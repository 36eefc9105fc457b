// The books that are tortured: a company of one country, its administrator with a session, and a few accounts.
import { createUser, grantRole } from '../server/auth/users.ts';
import type { Clock } from '../server/clock.ts';
import type { Engine } from '../server/db/engine.ts';
import { createServices } from '../server/services.ts';
import { createCompany } from '../server/setup/createCompany.ts';
import { quickCost } from '../server/testing/testServer.ts';
import { BooksReader } from '../server/vouchers/companyBooks.ts';
import type { AccountKind } from '../shared/account.ts';
import { localDate } from '../shared/localDate.ts';

export type Country = 'ES' | 'CO' | 'VE';

export interface TortureBooks {
  companyId: number;
  token: string;
  /** Accounts of every kind that take postings and ask for nothing else. */
  accounts: string[];
}

export const companyCode = 'TORTURA';
const login = { email: 'ana@ejemplo.es', password: 'contraseña-de-tortura' };

/** Creates the company with 2023, 2024 and 2025, and signs its administrator in. */
export async function openTortureBooks(
  engine: Engine,
  clock: Clock,
  country: Country,
): Promise<TortureBooks> {
  const fiscalYears = [2023, 2024, 2025].map((year) => ({
    startsOn: localDate(`${year}-01-01`),
    endsOn: localDate(`${year}-12-31`),
  }));
  const company = { code: companyCode, name: 'Tortura', profile: country, fiscalYears };
  const companyId = await createCompany(engine, clock, company);
  await createUser(engine, clock, { ...login, name: 'Ana Ruiz' }, quickCost);
  await grantRole(engine, companyId, login.email, 'administrador');
  const { sessions } = createServices(engine, clock, { passwordCost: quickCost });
  const { token } = await sessions.signIn(login.email, login.password, 'torture');
  return { companyId, token, accounts: await chooseAccounts(engine, companyId) };
}

async function chooseAccounts(engine: Engine, companyId: number): Promise<string[]> {
  const { chart } = await engine.read((tx) => new BooksReader().read(tx, companyId));
  const perKind = new Map<AccountKind, number>();
  const codes: string[] = [];
  for (const { code, kind, children, requiresParty, requiresCostCenter } of chart.accounts) {
    // They balance among themselves only; the lines that are drawn here are mixed.
    if (kind === 'memorandum') continue;
    const count = perKind.get(kind) ?? 0;
    if (children.length > 0 || requiresParty || requiresCostCenter || count >= 3) continue;
    perKind.set(kind, count + 1);
    codes.push(code);
  }
  return codes;
}
