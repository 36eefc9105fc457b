// The company that a command names.
import { reject } from '../../shared/rejection.ts';
import type { Actor } from '../auth/permissions.ts';
import { findCompanyByCode, type CompanyRow } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';

/** Whoever can run commands on the database acts for the installation: user 0 in the audit. */
export const operator: Actor = {
  userId: 0,
  name: 'Administrador del sistema',
  role: 'administrador',
};

/** @throws Refusal `company-unknown` */
export async function getCompanyByCode(engine: Engine, code: string): Promise<CompanyRow> {
  const company = await engine.read((tx) => findCompanyByCode(tx, code));
  if (!company) throw new Refusal('not-found', reject('company-unknown', { company: code }));
  return company;
}
