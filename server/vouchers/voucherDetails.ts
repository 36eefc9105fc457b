// Small facts about vouchers that several use cases need.
import { reject, type Rejection } from '../../shared/rejection.ts';
import type { ReadTx } from '../db/engine.ts';
import { findCostCenters, findParties } from '../dimensions/dimensions.store.ts';
import type { VoucherRow } from './vouchers.store.ts';

/** How people call a posted voucher: `AS-12`. Null for a draft. */
export function voucherLabel(row: Pick<VoucherRow, 'type' | 'number'>): string | null {
  return row.number === null ? null : `${row.type}-${row.number}`;
}

interface CodedLine {
  line: number;
  party: string;
  costCenter: string;
}

/** Third parties and cost centres that lines name for the first time, with a notice that they will be added. */
export async function findNewCodes(
  tx: ReadTx,
  companyId: number,
  lines: readonly CodedLine[],
): Promise<{ parties: string[]; costCenters: string[]; notices: Rejection[] }> {
  const parties = firstLines(lines, 'party');
  const costCenters = firstLines(lines, 'costCenter');
  for (const code of await findParties(tx, companyId, [...parties.keys()])) parties.delete(code);
  for (const code of await findCostCenters(tx, companyId, [...costCenters.keys()])) {
    costCenters.delete(code);
  }
  const notices = [
    ...[...parties].map(([party, line]) =>
      reject('party-new', { party }, { line, field: 'party' }),
    ),
    ...[...costCenters].map(([costCenter, line]) =>
      reject('cost-center-new', { costCenter }, { line, field: 'costCenter' }),
    ),
  ];
  return { parties: [...parties.keys()], costCenters: [...costCenters.keys()], notices };
}

/** The same notice once it was done. */
export function noticeAsDone(notice: Rejection): Rejection {
  if (notice.code === 'party-new') return { ...notice, code: 'party-added' };
  if (notice.code === 'cost-center-new') return { ...notice, code: 'cost-center-added' };
  return notice;
}

function firstLines(lines: readonly CodedLine[], field: 'party' | 'costCenter') {
  const first = new Map<string, number>();
  for (const line of lines) {
    if (line[field] !== '' && !first.has(line[field])) first.set(line[field], line.line);
  }
  return first;
}
