// What a person reads at the end of a run.
import { cpus, loadavg, totalmem } from 'node:os';
import { goals, judge, notMeasuredYet } from './goals.ts';
import type { JournalFiles } from './journalFiles.ts';
import type { CompanyFigures } from './measureCompany.ts';
import type { Measurement } from './measurement.ts';

const print = (line = ''): void => void process.stdout.write(`${line}\n`);

export function printHeader(journal: JournalFiles, seed: number, programs: string): void {
  const { vouchers, lines, sha256 } = journal;
  print();
  print(`Journal   ${count(vouchers)} vouchers, ${count(lines)} lines, 450 accounts, 3 years`);
  print(`          seed ${seed}, SHA-256 ${sha256}`);
  const memory = Math.round(totalmem() / 2 ** 30);
  print(
    `Machine   ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${memory} GB, Node ${process.version}`,
  );
  // Figures of a machine that others use say little: look at this first.
  print(`Load      ${loadavg().map((load) => load.toFixed(1)).join(' ')}  (1, 5, 15 minutes)`); // prettier-ignore
  print(`Server    ${programs}`);
  print();
}

export function printTable(measurements: readonly Measurement[]): void {
  print('| figure | value | beside | its value | ratio | goal | |');
  print('|---|--:|---|--:|--:|---|---|');
  let previous = '';
  for (const measurement of measurements) {
    const { name, value, unit, peer = '', peerValue, ratio } = measurement;
    const goal = goals.find((each) => each.name === name);
    const isFirst = name !== previous;
    previous = name;
    const cells = [
      isFirst ? name : '',
      isFirst ? `${count(value)} ${unit}` : '',
      peer,
      peerValue === undefined ? '' : `${count(peerValue)} ${unit}`,
      ratio === undefined ? '' : count(ratio),
      isFirst ? (goal?.text ?? '') : '',
      goal ? mark(judge(goal, measurement, isFirst)) : '',
    ];
    print(`| ${cells.join(' | ')} |`);
  }
  for (const name of notMeasuredYet) print(`| ${name} | not measured yet | | | | | |`);
  const missing = goals.filter(({ name }) => !measurements.some((each) => each.name === name));
  for (const { name, text } of missing)
    print(`| ${name} | not measured in this run | | | | ${text} | |`);
  print();
}

export function printGrowth(
  sizes: readonly { vouchers: number; lines: number; figures: CompanyFigures }[],
): void {
  const rows: [string, (figures: CompanyFigures) => number][] = [
    ['trial_balance_warm ms', (all) => all.trialBalanceMilliseconds],
    ['trial_balance_cold ms', (all) => all.coldMilliseconds],
    ['monthly_12_all_accounts ms', (all) => all.monthsMilliseconds],
    ['saldo_cells_100k_first ms', (all) => all.cells.first.server],
    ['saldo_cells_100k_repeat ms', (all) => all.cells.repeat.server],
    ['saldo_cells_100k_delta ms', (all) => all.cells.delta.server],
    ['saldo_single_rps requests/s', (all) => all.requests.single.perSecond],
    ['post_durable_per_s vouchers/s', (all) => all.posting.single.perSecond],
    ['post_durable_per_s_grouped vouchers/s', (all) => all.posting.grouped.perSecond],
    ['server CPU a voucher, alone µs', (all) => all.posting.single.cpuMicroseconds],
    ['server CPU a voucher, grouped µs', (all) => all.posting.grouped.cpuMicroseconds],
    ['import_lines_per_s lines/s', (all) => all.import.linesPerSecond],
    ['memory_rss MB', (all) => all.memoryMebibytes],
    ['database MB after the import', (all) => all.import.databaseMebibytes],
  ];
  print(`| growth | ${sizes.map(({ vouchers }) => `${count(vouchers)} vouchers`).join(' | ')} |`);
  print(`|---|${'--:|'.repeat(sizes.length)}`);
  for (const [name, read] of rows) {
    print(`| ${name} | ${sizes.map(({ figures }) => count(read(figures))).join(' | ')} |`);
  }
  print();
}

function mark(isReached: boolean | null): string {
  if (isReached === null) return '';
  return isReached ? '✓' : '✗';
}

/** Three figures are what a clock can tell. */
function count(value: number): string {
  return Number(value.toPrecision(value >= 1000 ? 6 : 3)).toLocaleString('en-US', {
    maximumFractionDigits: value >= 1000 ? 0 : 3,
  });
}
