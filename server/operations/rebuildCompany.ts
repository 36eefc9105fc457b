// Makes the roll-ups of a company anew from its postings, which are the truth (invariant 7).
import type { Clock } from '../clock.ts';
import { writeCompany } from '../companies/companyWrite.ts';
import type { Engine } from '../db/engine.ts';
import { listTotalDifferences, rebuildTotals } from '../ledger/totals.store.ts';

export interface RebuildReport {
  ledgerVersion: number;
  /** Totals made. */
  totals: number;
  /** Totals that were wrong before, as far as they were counted. */
  corrected: number;
}

const maxCounted = 10_000;

/** In one transaction: postings wait, and if the result does not prove equal nothing has changed. */
export async function rebuildCompany(
  engine: Engine,
  clock: Clock,
  companyId: number,
  userId: number,
): Promise<RebuildReport> {
  const actor = { userId, name: '', role: 'administrador' } as const;
  const request = { companyId, actor, idempotencyKey: null };
  const context = { engine, clock, announceSettings: () => undefined };
  const deed = { may: null, name: 'rebuildTotals', input: null };
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const corrected = (await listTotalDifferences(tx, companyId, maxCounted)).length;
    const totals = await rebuildTotals(tx, companyId);
    if ((await listTotalDifferences(tx, companyId, 1)).length > 0) {
      throw new Error(
        'Los totales rehechos no son la suma de los apuntes; no se ha cambiado nada.',
      );
    }
    const { lastSeq: ledgerVersion } = company;
    const report = { ledgerVersion, totals, corrected };
    await writing.record({ subject: company.code, detail: report });
    return report;
  });
}
