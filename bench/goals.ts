// What each figure should reach. Absolute figures are guides, since machines differ; ratios are the goals.
import type { Measurement } from './measurement.ts';

export interface Goal {
  name: string;
  text: string;
  /** The figure itself, in its unit. */
  most?: number;
  /** At least so many times as good as the peer whose name begins so. */
  ratios?: Record<string, number>;
}

export const goals: readonly Goal[] = [
  {
    name: 'trial_balance_warm',
    text: '≤ 5 ms; hledger ÷ 10,000; ledger ÷ 2,000',
    most: 5,
    ratios: { hledger: 10_000, ledger: 2_000 },
  },
  { name: 'trial_balance_cold', text: '≤ 300 ms; ledger ÷ 35', most: 300, ratios: { ledger: 35 } },
  {
    name: 'monthly_12_all_accounts',
    text: '≤ 10 ms; hledger ÷ 5,000',
    most: 10,
    ratios: { hledger: 5_000 },
  },
  { name: 'saldo_cells_100k_first', text: 'server ≤ 50 ms', most: 50 },
  { name: 'saldo_cells_100k_repeat', text: 'server ≤ 15 ms', most: 15 },
  { name: 'saldo_cells_100k_delta', text: 'server ≤ 2 ms', most: 2 },
  { name: 'saldo_single_rps', text: '≥ 60 % of the trivial route', ratios: { trivial: 0.6 } },
  {
    name: 'post_durable_per_s',
    text: '≥ 70 % of the raw loop behind HTTP',
    ratios: { 'raw, behind': 0.7 },
  },
  {
    name: 'post_durable_per_s_grouped',
    text: '≥ 70 % of the raw loop behind HTTP',
    ratios: { 'raw, behind': 0.7 },
  },
  {
    name: 'import_lines_per_s',
    text: '≥ 70 % of raw inserts into all tables; hledger × 2',
    ratios: { 'raw, all': 0.7, hledger: 2 },
  },
  { name: 'posting_to_cell_ms', text: '≤ 100 ms with 50 workbooks', most: 100 },
  { name: 'hostile_request_block_ms', text: '≤ 100 ms', most: 100 },
  { name: 'hostile_memory_after', text: 'back within 10 %', ratios: { before: 0.9 } },
  { name: 'memory_rss', text: '≤ 200 MB', most: 200 },
  { name: 'bundle_gzip', text: '≤ 350 kB', most: 350 },
];

/** Of the goals' table, what this bench does not measure. */
export const notMeasuredYet = ['close_year_1m', 'excel_recalc_20k', 'sheet_upload_100k'];

/** Whether one row of the table reaches its goal; null: the goal says nothing of that row. */
export function judge(
  goal: Goal,
  { value, peer = '', ratio = 0 }: Measurement,
  isFirst: boolean,
): boolean | null {
  const checks: boolean[] = [];
  if (isFirst && goal.most !== undefined) checks.push(value <= goal.most);
  for (const [start, least] of Object.entries(goal.ratios ?? {})) {
    if (peer.startsWith(start)) checks.push(ratio >= least);
  }
  return checks.length === 0 ? null : checks.every(Boolean);
}
