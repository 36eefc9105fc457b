// What belongs to no company: the guards of the database itself, and who may sign in.
import type { Engine } from '../db/engine.ts';
import { describeStorageError } from '../db/storageError.ts';
import { readFactHead } from '../audit/facts.store.ts';
import { Findings, type LedgerFinding } from '../ledger/findings.ts';
import { verifyFacts } from './verifyFacts.ts';
import { verifyOwners } from './verifyOwners.ts';
import type { FactWalkOptions } from './walkFacts.ts';

export interface InstallationReport {
  uid: string;
  facts: number;
  factHead: string;
  findings: readonly LedgerFinding[];
}

export async function verifyInstallation(
  engine: Pick<Engine, 'read' | 'findSchemaFaults'>,
  options: FactWalkOptions = {},
): Promise<InstallationReport> {
  const findings = new Findings();
  for (const fault of await engine.findSchemaFaults()) findings.add(fault);
  return engine.read(async (tx) => {
    const { uid } = await readFactHead(tx, 0);
    try {
      const { facts, hash } = await verifyFacts(tx, 0, findings, options);
      await verifyOwners(tx, findings);
      return { uid, facts, factHead: hash, findings: findings.all };
    } catch (error) {
      const damage = describeStorageError(error);
      if (damage === null) throw error;
      findings.add(`Al leer los usuarios: ${damage.sentence}`);
      return { uid, facts: 0, factHead: '', findings: findings.all };
    }
  });
}
