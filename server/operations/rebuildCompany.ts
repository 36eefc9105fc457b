// Makes the roll-ups of a company anew from its postings, which are the truth (invariant 7).
import { recordAuditEvent } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import { holdCompany } from '../companies/companies.store.ts';
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
  return engine.write(async (tx) => {
    const company = await holdCompany(tx, companyId);
    const corrected = (await listTotalDifferences(tx, companyId, maxCounted)).length;
    const totals = await rebuildTotals(tx, companyId);
    if ((await listTotalDifferences(tx, companyId, 1)).length > 0) {
      throw new Error(
        'Los totales rehechos no son la suma de los apuntes; no se ha cambiado nada.',
      );
    }
    await recordAuditEvent(tx, {
      ...{ companyId, userId, action: 'rebuildTotals', subject: company.code },
      recordedAt: clock.now().toISOString(),
      detail: { ledgerVersion: company.lastSeq, totals, corrected },
    });
    return { ledgerVersion: company.lastSeq, totals, corrected };
  });
}
