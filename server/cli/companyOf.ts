// The company that a command names.
import { nearestName } from '../nearestName.ts';
import type { Actor } from '../auth/permissions.ts';
import { findCompanyByCode, listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import type { ReadingEngine } from './commandFrame.ts';

/** Whoever can run commands on the database acts for the installation: user 0 in the audit. */
export const operator: Actor = {
  userId: 0,
  name: 'Administrador del sistema',
  role: 'administrador',
};

/** @throws an Error in Spanish that says which companies there are */
export async function getCompanyByCode(engine: ReadingEngine, code: string): Promise<CompanyRow> {
  const company = await engine.read((tx) => findCompanyByCode(tx, code));
  if (company) return company;
  const codes = (await engine.read(listCompanies)).map((each) => each.code);
  const meant = nearestName(code, codes);
  const offer =
    codes.length === 0
      ? 'No hay ninguna todavía: créela con «cuadre company create».'
      : meant === undefined
        ? `Las que hay: ${codes.join(', ')}.`
        : `¿Quiso decir «${meant}»?`;
  throw new Error(`No existe la empresa «${code}».\n  → ${offer}`);
}
