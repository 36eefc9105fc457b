// What the tables say against what was written down when it was said: accounts, years, types, people, lock, company,
// audit trail. Each difference is named, with what was written.
import { factKinds, factValues, type FactKindName, type FactValue } from '../audit/facts.ts';
import { readFactRows } from '../audit/facts.store.ts';
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import { nameColumn, nameFact, sayValue } from './factNames.ts';
import { factKey, walkFacts, type FactWalk, type FactWalkOptions } from './walkFacts.ts';

const allKinds = Object.keys(factKinds) as FactKindName[];
const companyKinds = allKinds.filter((name) => factKinds[name].owner !== null);
const installationKinds = allKinds.filter((name) => factKinds[name].owner === null).concat('event');

/** @param companyId 0 is the installation */
export async function verifyFacts(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
  options: FactWalkOptions = {},
): Promise<FactWalk> {
  const kinds = companyId === 0 ? installationKinds : companyKinds;
  const keyLengthOf = (kind: string): number | null =>
    kinds.includes(kind as FactKindName) ? factKinds[kind as FactKindName].keyLength : null;
  const walk = await walkFacts(tx, companyId, keyLengthOf, findings, options);
  const missing = new Map(walk.standing);
  for (const name of kinds) {
    for (const row of await readFactRows(tx, companyId, name)) {
      compareRow(name, factValues(name, row), missing, findings);
    }
  }
  for (const [key, written] of missing) {
    const [name] = JSON.parse(key) as [FactKindName];
    findings.add(`${nameFact(name, written)} se registró y ya no está`, placeOf(name, written));
  }
  if (companyId !== 0) await verifyRoles(tx, companyId, findings);
  return walk;
}

/** Takes what it finds out of `missing`. */
function compareRow(
  name: FactKindName,
  actual: readonly FactValue[],
  missing: Map<string, readonly FactValue[]>,
  findings: Findings,
): void {
  const { columns, keyLength } = factKinds[name];
  const key = factKey(name, actual.slice(0, keyLength));
  const written = missing.get(key);
  missing.delete(key);
  if (!written) {
    findings.add(`${nameFact(name, actual)} está y nunca se registró`, placeOf(name, actual));
    return;
  }
  const differences = columns.flatMap((column, index) =>
    written[index] === actual[index] ? [] : [{ column, index }],
  );
  if (differences.length === 0) return;
  const told = differences.map(({ column, index }) => {
    const said = sayValue(column.key, actual[index]!);
    return `${nameColumn(column.key)} dice ${said} y se registró ${sayValue(column.key, written[index]!)}`;
  });
  findings.add(`${nameFact(name, written)}: ${told.join('; ')}`, placeOf(name, written));
}

function placeOf(name: FactKindName, values: readonly FactValue[]) {
  return name === 'account' ? { account: String(values[1]) } : {};
}

/** Who signs in with a role is the person that the books name. */
async function verifyRoles(tx: ReadTx, companyId: number, findings: Findings): Promise<void> {
  const rows = await tx.query<{ person: string; email: string | null }>(
    'SELECT p.email AS person, u.email FROM company_roles r ' +
      'JOIN company_people p ON p.company_id = r.company_id AND p.id = r.person_id ' +
      'LEFT JOIN users u ON u.id = r.user_id ' +
      'WHERE r.company_id = ? AND (u.email IS NULL OR u.email <> p.email) ORDER BY r.user_id LIMIT 10',
    [companyId],
  );
  for (const { person, email } of rows) {
    findings.add(
      `La función de ${person} la usa ${email === null ? 'un usuario que no existe' : email}`,
    );
  }
}
