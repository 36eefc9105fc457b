// Facts: everything that gives postings their meaning, and whoever touches it shows. What a row of these tables says
// is written down a second time when it changes, in a chain of its own, so that `verify` can name what was changed
// behind Cuadre's back and say what it was.
import { hash } from 'node:crypto';
import { shortHash } from '../db/hashBytes.ts';
import { listColumns, nameTable } from '../db/rowMapping.ts';
import { sqliteTables as tables } from '../db/schema.ts';

type Table = Parameters<typeof listColumns>[0];
export type FactValue = string | number | null;

interface FactColumn {
  /** As code calls it, and as SQL does. */
  key: string;
  name: string;
}

export interface FactKind {
  table: string;
  /** The column that says whose row it is; null: of the installation. */
  owner: 'company_id' | 'id' | null;
  /** What tells one from another, first. */
  columns: readonly FactColumn[];
  keyLength: number;
  /** A secret: only its hash is written down. */
  secret?: string;
}

const companyColumns = [
  'uid', 'code', 'name', 'profile', 'chart', 'currency', 'minorDigits', 'subaccountLength', 'resultAccount',
  'createdAt',
]; // prettier-ignore

export const factKinds = {
  company: ofCompany(companyColumns),
  settings: ofCompany(['settingsVersion']),
  lock: ofCompany(['lockedThrough', 'lockedBy', 'lockedAt']),
  account: ofTable(tables.accounts, ['id']),
  fiscalYear: ofTable(tables.fiscalYears, ['id']),
  voucherType: ofTable(tables.voucherTypes, ['code']),
  party: ofTable(tables.parties, ['code']),
  costCenter: ofTable(tables.costCenters, ['code']),
  dimensionSet: ofTable(tables.dimensionSets, ['id']),
  person: ofTable(tables.companyPeople, ['id']),
  // Which user signs in for that person is the installation's business, and changes when a company is copied.
  role: ofTable(tables.companyRoles, ['personId'], ['role']),
  event: ofTable(tables.auditEvents, ['id']),
  importBatch: ofTable(tables.importBatches, ['id']),
  importedVoucher: ofTable(tables.importedVouchers, ['voucherId']),
  user: { ...ofTable(tables.users, ['id']), owner: null, secret: 'passwordHash' },
  // That a company is there: one that is taken away whole takes its own chains with it.
  books: { ...ofTable(tables.companies, ['uid'], ['code']), owner: null },
} satisfies Record<string, FactKind>;
export type FactKindName = keyof typeof factKinds;

function ofCompany(keys: readonly string[]): FactKind {
  return { ...ofTable(tables.companies, [], keys), owner: 'id' };
}

function ofTable(table: Table, keys: readonly string[], rest?: readonly string[]): FactKind {
  const own = listColumns(table).filter(({ name }) => name !== 'company_id');
  const others = rest ?? own.map(({ key }) => key).filter((key) => !keys.includes(key));
  const columns = [...keys, ...others].map((key) => own.find((column) => column.key === key)!);
  return { table: nameTable(table), owner: 'company_id', columns, keyLength: keys.length };
}

/** One line of the chain: a row as it stands from here on. */
export function stateFact(name: FactKindName, row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([name, ...factValues(name, row)]);
}

/** What is written down of a row, in the order of its columns. */
export function factValues(
  name: FactKindName,
  row: Readonly<Record<string, unknown>>,
): FactValue[] {
  const { columns, secret }: FactKind = factKinds[name];
  return columns.map(({ key }) =>
    key === secret ? shortHash(String(row[key])) : canonical(row[key]),
  );
}

/** One line of the chain: a row that is no more. */
export function endFact(name: string, ...key: readonly FactValue[]): string {
  return JSON.stringify([`-${name}`, ...key]);
}

/** One line of the chain: a draft as it stands, after so many postings of its company. */
export function stateDraft(voucherId: number, afterSeq: number, headHash: string): string {
  return JSON.stringify(['draft', voucherId, afterSeq, headHash]);
}

/** One line of the chain: what the lock admits from here on, after so many postings of its company. */
export function stateLocked(lockedThrough: string | null, afterSeq: number): string {
  return JSON.stringify(['locked', lockedThrough, afterSeq]);
}

/** The same text for what a row holds in code and in either database. */
export function canonical(value: unknown): FactValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null) return null;
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  throw new Error('a fact is text, an integer or nothing');
}

/** What the first facts of a company, or of an installation, are chained to. */
export function genesisOfFacts(uid: string): string {
  return hash('sha256', `cuadre-facts:${uid}`);
}

/** @param content lines of `stateFact` and its kin; none holds a line break */
export function hashFacts(previousHash: string, id: number, content: string): string {
  return hash('sha256', `1|${previousHash}|${id}\n${content}`);
}
