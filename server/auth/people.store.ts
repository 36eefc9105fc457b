// People as the books of a company name them: by numbers of its own, which its chains seal and which go with it wherever
// it is copied. A user of the installation becomes one of them with the first role in the company.
import { and, eq, sql } from 'drizzle-orm';
import { recordRows } from '../audit/facts.store.ts';
import { holdCompany } from '../companies/companies.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';

/** What the books say where nobody did it: the command line, or Cuadre itself. */
const nobodysName = 'Cuadre';

/** How somebody who wrote in the books of a company is called. */
export async function findPersonName(tx: ReadTx, companyId: number, id: number): Promise<string> {
  const [row] = await tx.query<{ name: string }>(
    'SELECT name FROM company_people WHERE company_id = ? AND id = ?',
    [companyId, id],
  );
  return row?.name ?? nobodysName;
}

/** The number that a user has in a company, given now if there is none. People are the same when their e-mail is. */
export async function ensurePerson(
  tx: Tx,
  companyId: number,
  user: { id: number; email: string; name: string },
): Promise<number> {
  await holdCompany(tx, companyId);
  const { companyPeople: t } = tx.tables;
  const [known] = await tx.db
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.companyId, companyId), eq(t.email, user.email)));
  if (known) return known.id;
  const [taken] = await tx.db
    .select({
      last: sql<number>`coalesce(max(${t.id}), 0)`.mapWith(Number),
      same: sql<number>`count(CASE WHEN ${t.id} = ${user.id} THEN 1 END)`.mapWith(Number),
    })
    .from(t)
    .where(eq(t.companyId, companyId));
  // The user's own number, unless somebody came with the books who has it.
  const id = taken?.same ? taken.last + 1 : user.id;
  const person = { id, email: user.email, name: user.name };
  await tx.db.insert(t).values({ companyId, ...person });
  await recordRows(tx, companyId, 'person', [person]);
  return id;
}
