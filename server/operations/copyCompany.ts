// Moves a company to another database, of either engine, with its whole history: same identity, same vouchers, same
// sequence numbers, same chain. At the target everything becomes visible together, proved, or nothing does.
import { randomBytes } from 'node:crypto';
import { reject } from '../../shared/rejection.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { recordRows } from '../audit/facts.store.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Clock } from '../clock.ts';
import { findCompanyByCode, type CompanyRow } from '../companies/companies.store.ts';
import type { Engine, ReadTx, SqlValue, Tx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { findCompanyIdByUid } from './chainTail.store.ts';
import {
  listCompanyTables,
  readCompanyRow,
  readCompanyRows,
  writeCompanyRows,
  type CompanyTable,
  type Row,
} from './companyTables.store.ts';
import { ensureUsers, listUsersWithRole, type CopiedUser } from './copiedUsers.store.ts';
import { verifyCompany, type CompanyReport } from './verifyCompany.ts';

export interface CopyReport {
  /** Verification of the copy. */
  verification: CompanyReport;
  rows: Record<string, number>;
  users: CopiedUser[];
}

/**
 * @throws Refusal `company-unknown`, `company-duplicate`; an Error in Spanish when the copy does not verify
 */
export async function copyCompany(
  source: Engine,
  target: Engine,
  clock: Clock,
  code: string,
): Promise<CopyReport> {
  const unusablePasswordHash = await hashPassword(randomBytes(32).toString('hex'));
  return source.read(async (from) => {
    const company = await findCompanyByCode(from, code);
    if (!company) throw new Refusal('not-found', reject('company-unknown', { company: code }));
    const tables = await listCompanyTables(from, source.dialect);
    return target.write(async (to) => {
      const companyId = await insertUnlocked(from, to, company);
      const recordedAt = clock.now().toISOString();
      const members = await listUsersWithRole(from, company.id);
      const users = await ensureUsers(to, members, unusablePasswordHash, recordedAt);
      const copy = new CompanyCopy(from, to, company, companyId, users);
      for (const table of tables) await copy.copyTable(table);
      await copy.close();
      const verification = await prove(to, company, companyId);
      await recordCopy(to, company, companyId, recordedAt);
      return { verification, rows: copy.rows, users };
    });
  });
}

/** The company's row without its lock, which would refuse the very history it protects. */
async function insertUnlocked(from: ReadTx, to: Tx, company: CompanyRow): Promise<number> {
  await to.holdName('companies');
  const { code, uid } = company;
  const isTaken =
    (await findCompanyByCode(to, code)) !== undefined ||
    (await findCompanyIdByUid(to, uid)) !== null;
  if (isTaken) throw new Refusal('conflict', reject('company-duplicate', { company: code }));
  const [last] = await to.query<{ id: bigint | null }>('SELECT max(id) AS id FROM companies', []);
  const companyId = Number(last?.id ?? 0) + 1;
  const row: Row = { ...(await readCompanyRow(from, company.id)), id: companyId };
  row.locked_through = null;
  const columns = Object.keys(row);
  await to.insertRows('companies', columns, [columns.map((column) => row[column] ?? null)]);
  await recordRows(to, 0, 'books', [company]);
  return companyId;
}

class CompanyCopy {
  readonly rows: Record<string, number> = {};
  readonly #from: ReadTx;
  readonly #to: Tx;
  readonly #company: CompanyRow;
  readonly #companyId: number;
  readonly #userIds: ReadonlyMap<SqlValue, number>;
  readonly #closedYears: SqlValue[] = [];

  constructor(
    from: ReadTx,
    to: Tx,
    company: CompanyRow,
    companyId: number,
    users: readonly CopiedUser[],
  ) {
    this.#from = from;
    this.#to = to;
    this.#company = company;
    this.#companyId = companyId;
    this.#userIds = new Map(users.map(({ fromId, toId }) => [BigInt(fromId), toId]));
  }

  async copyTable(table: CompanyTable): Promise<void> {
    let count = 0;
    for await (const rows of readCompanyRows(this.#from, table, this.#company.id)) {
      await writeCompanyRows(
        this.#to,
        table,
        rows.map((row) => this.#adapt(table.name, row)),
      );
      count += rows.length;
    }
    this.rows[table.name] = count;
  }

  /** Closes and locks what was closed and locked, now that the history is in. */
  async close(): Promise<void> {
    for (const id of this.#closedYears) {
      await this.#to.execute(
        "UPDATE fiscal_years SET state = 'closed' WHERE company_id = ? AND id = ?",
        [this.#companyId, id],
      );
    }
    await this.#to.execute('UPDATE companies SET locked_through = ? WHERE id = ?', [
      ...[this.#company.lockedThrough, this.#companyId],
    ]);
  }

  #adapt(table: string, row: Row): Row {
    const adapted: Row = { ...row, company_id: this.#companyId };
    // The only number of a user in what belongs to a company: there they may have another.
    if (table === 'company_roles') adapted.user_id = this.#userIds.get(row.user_id!) ?? null;
    if (table === 'fiscal_years' && row.state === 'closed') {
      this.#closedYears.push(row.id!);
      adapted.state = 'open';
    }
    return adapted;
  }
}

/** Inside the transaction: what does not prove is never seen by anybody. */
async function prove(to: Tx, company: CompanyRow, companyId: number): Promise<CompanyReport> {
  const report = await verifyCompany(to, companyId);
  const { findings, chainHead, factHead, ledgerVersion } = report;
  if (findings.length > 0) {
    const told = findings.map(({ finding }) => `  ${finding}`).join('\n');
    throw new Error(`La copia no se comprueba; no se ha copiado nada:\n${told}`);
  }
  const { lastHash, lastFactHash, lastSeq } = company;
  if (chainHead !== lastHash || factHead !== lastFactHash || ledgerVersion !== lastSeq) {
    throw new Error('Las cadenas de la copia no son las del original; no se ha copiado nada.');
  }
  return report;
}

/** From here on the copy has a history of its own. */
async function recordCopy(
  to: Tx,
  company: CompanyRow,
  companyId: number,
  recordedAt: string,
): Promise<void> {
  await recordAuditEvent(to, {
    ...{ companyId, recordedAt, userId: 0, action: 'copyCompany', subject: company.code },
    detail: {
      ledgerVersion: company.lastSeq,
      chainHead: company.lastHash,
      factHead: company.lastFactHash,
    },
  });
}
