// Puts every figure beside what it is compared with, under the names of the goals.
import type { CompanyFigures } from './measureCompany.ts';
import type { Limits } from './measureLimits.ts';
import type { PeerFigures } from './measurePeers.ts';
import { compare, type Measurement } from './measurement.ts';
import { groupedConnections } from './measurePosting.ts';
import type { PeerRun } from './peers.ts';

interface Collected {
  journal: { lines: number };
  figures: CompanyFigures;
  limits: Limits;
  peers: PeerFigures;
}

export function collectMeasurements(all: Collected): Measurement[] {
  return [
    ...balances(all),
    ...cells(all),
    ...writing(all),
    ...live(all),
    ...hostile(all),
    ...sizes(all),
  ];
}

function balances({ figures, limits, peers }: Collected): Measurement[] {
  const { hledger, ledger } = peers.trialBalance;
  return [
    ...compare('trial_balance_warm', figures.trialBalanceMilliseconds, 'ms', [
      { peer: 'hledger bal', peerValue: milliseconds(hledger) },
      { peer: 'ledger bal', peerValue: milliseconds(ledger) },
      { peer: 'raw SQLite roll-up', peerValue: limits.balances.sqlTrialBalance },
      { peer: 'raw memory', peerValue: limits.balances.memoryTrialBalance },
    ]),
    ...compare('trial_balance_cold', figures.coldMilliseconds, 'ms', [
      { peer: 'ledger bal', peerValue: milliseconds(ledger) },
      { peer: 'raw process + SQLite roll-up', peerValue: limits.coldMilliseconds },
      { peer: 'the sources through tsx', peerValue: limits.sourcesColdMilliseconds },
    ]),
    ...compare('monthly_12_all_accounts', figures.monthsMilliseconds, 'ms', [
      { peer: 'hledger bal -M', peerValue: milliseconds(peers.months) },
      { peer: 'raw SQLite roll-up', peerValue: limits.balances.sqlMonths },
    ]),
  ];
}

function cells({ figures, limits }: Collected): Measurement[] {
  const { first, repeat, delta } = figures.cells;
  const raw = limits.balances.cells;
  const { single, trivial } = figures.requests;
  const rawMemory = (peerValue: number) => [{ peer: 'raw memory', peerValue }];
  return [
    ...compare('saldo_cells_100k_first', first.server, 'ms', rawMemory(raw.first)),
    ...compare('saldo_cells_100k_first_http', first.http, 'ms', []),
    ...compare('saldo_cells_100k_repeat', repeat.server, 'ms', rawMemory(raw.repeat)),
    ...compare('saldo_cells_100k_repeat_http', repeat.http, 'ms', []),
    ...compare('saldo_cells_100k_delta', delta.server, 'ms', rawMemory(raw.delta)),
    ...compare('saldo_cells_100k_delta_http', delta.http, 'ms', []),
    ...compare('saldo_single_rps', single.perSecond, 'requests/s', [
      { peer: 'trivial route of this server', peerValue: trivial.perSecond },
    ]),
    ...compare('saldo_single_cpu', single.cpuMicroseconds, 'µs', [
      { peer: 'trivial route of this server', peerValue: trivial.cpuMicroseconds },
    ]),
  ];
}

function writing({ journal, figures, limits, peers }: Collected): Measurement[] {
  const { commits } = limits;
  const { reading } = peers;
  const { single, grouped } = figures.posting;
  return [
    ...compare('post_durable_per_s', single.perSecond, 'vouchers/s', [
      { peer: 'raw commits', peerValue: commits.singlePerSecond },
      { peer: 'raw, behind a bare HTTP server', peerValue: commits.singleHttpPerSecond },
    ]),
    ...compare('post_durable_per_s_grouped', grouped.perSecond, 'vouchers/s', [
      { peer: `raw grouped commits of ${groupedConnections}`, peerValue: commits.groupedPerSecond },
      { peer: 'raw, behind a bare HTTP server', peerValue: commits.groupedHttpPerSecond },
    ]),
    ...compare('post_durable_cpu', single.cpuMicroseconds, 'µs', [
      { peer: 'raw commits', peerValue: commits.cpuMicroseconds.single },
    ]),
    ...compare('post_durable_grouped_cpu', grouped.cpuMicroseconds, 'µs', [
      { peer: 'raw grouped commits', peerValue: commits.cpuMicroseconds.grouped },
    ]),
    ...compare('import_lines_per_s', figures.import.linesPerSecond, 'lines/s', [
      { peer: 'raw inserts of the log', peerValue: limits.insertsPerSecond },
      { peer: 'raw, all tables of an import', peerValue: limits.insertsOfAllTablesPerSecond },
      { peer: 'hledger stats', peerValue: reading ? journal.lines / reading.seconds : Number.NaN },
    ]),
  ];
}

/** The row of the goal is that of most workbooks; the others show how it grows. */
function live({ figures }: Collected): Measurement[] {
  const most = figures.postingToCell.at(-1)!;
  return [
    ...compare('posting_to_cell_ms', most.lastMilliseconds, 'ms', []),
    ...figures.postingToCell.flatMap((one) => {
      const name = (what: string) => `posting_to_cell_${one.workbooks}_${what}`;
      return [
        ...compare(name('first'), one.firstMilliseconds, 'ms', []),
        ...compare(name('last'), one.lastMilliseconds, 'ms', []),
        ...compare(name('bytes_up'), one.bytesUp, 'B', []),
        ...compare(name('bytes_down'), one.bytesDown, 'B', []),
        ...compare(name('server_cpu'), one.serverCpuMilliseconds, 'ms', []),
      ];
    }),
  ];
}

/** The row of the goal is the kind that holds the server longest; beside it, what it waits when nobody asks anything. */
function hostile({ figures }: Collected): Measurement[] {
  if (!figures.hostile) return [];
  const { kinds, idleMilliseconds, residentBefore, residentMost, residentAfter } = figures.hostile;
  const worst = Math.max(...kinds.map((each) => each.milliseconds));
  return [
    ...compare('hostile_request_block_ms', worst, 'ms', [
      { peer: 'the same server, idle', peerValue: idleMilliseconds },
    ]),
    ...compare('hostile_memory_most', residentMost, 'MB', []),
    ...compare('hostile_memory_after', residentAfter, 'MB', [
      { peer: 'before', peerValue: residentBefore },
    ]),
  ];
}

function sizes({ figures, limits, peers }: Collected): Measurement[] {
  const { hledger, ledger } = peers.trialBalance;
  return [
    ...compare('memory_rss', figures.memoryMebibytes, 'MB', [
      { peer: 'hledger bal', peerValue: hledger?.peakMebibytes ?? Number.NaN },
      { peer: 'ledger bal', peerValue: ledger?.peakMebibytes ?? Number.NaN },
    ]),
    ...(limits.bundleKilobytes === null
      ? []
      : compare('bundle_gzip', limits.bundleKilobytes, 'kB', [])),
  ];
}

function milliseconds(run: PeerRun | undefined): number {
  return run ? run.seconds * 1000 : Number.NaN;
}
