// Counts and sums of everything that is kept: a command that was refused leaves it as it was.
import type { World } from './world.ts';

const counts = [
  'SELECT count(*) FROM vouchers',
  'SELECT coalesce(sum(version), 0) FROM vouchers',
  'SELECT count(*) FROM postings',
  'SELECT count(*) FROM posting_batches',
  'SELECT coalesce(sum(debit), 0) FROM day_totals',
  'SELECT coalesce(sum(debit), 0) FROM dimension_day_totals',
  'SELECT coalesce(sum(last_number), 0) FROM voucher_counters',
  'SELECT count(*) FROM idempotency_keys',
  'SELECT count(*) FROM audit_events',
  'SELECT count(*) FROM parties',
  'SELECT count(*) FROM dimension_sets',
  'SELECT count(*) FROM accounts',
  'SELECT count(*) FROM fiscal_years',
];

export interface Fingerprint {
  last_seq: number;
  state: string;
}

export async function readFingerprint(world: World): Promise<Fingerprint> {
  const columns = counts.map((sql, index) => `(${sql}) AS c${index}`).join(', ');
  const [row] = await world.query<Record<string, bigint | string | null>>(
    'SELECT last_seq, last_hash, last_voucher_id, settings_version, locked_through, locked_at, ' +
      `${columns} FROM companies`,
  );
  const state = Object.entries(row!).map(([name, value]) => `${name}=${value}`);
  return { last_seq: Number(row!.last_seq), state: state.join(' ') };
}
