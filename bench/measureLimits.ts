// What this machine could do at best, and the sources without a bundle: what the figures stand beside.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { computeBundleSize } from '../scripts/bundleSize.ts';
import type { JournalFiles } from './journalFiles.ts';
import { cellQuery } from './measureBalances.ts';
import { measureColdStart, measureRawColdStart } from './measureColdStart.ts';
import type { CompanyFigures, Effort } from './measureCompany.ts';
import { groupedConnections } from './measurePosting.ts';
import { measureRawBalances, type RawBalanceTimes } from './raw/rawBalances.ts';
import { measureRawCommits, type RawCommitRates } from './raw/rawCommits.ts';
import { measureRawInserts } from './raw/rawInserts.ts';
import { sourceEntries } from './serverEntries.ts';

export interface Limits {
  commits: RawCommitRates;
  insertsPerSecond: number;
  insertsOfAllTablesPerSecond: number;
  balances: RawBalanceTimes;
  coldMilliseconds: number;
  sourcesColdMilliseconds: number;
  /** Null: the add-in is not built. */
  bundleKilobytes: number | null;
}

interface LimitsRequest {
  journal: JournalFiles;
  seed: number;
  figures: CompanyFigures;
  effort: Effort;
  say: (what: string) => void;
}

export async function measureLimits(request: LimitsRequest): Promise<Limits> {
  const { journal, seed, figures, effort, say } = request;
  const { databaseFile, token } = figures;
  const raw = join(journal.folder, 'raw.db');
  const shape = { vouchers: journal.vouchers, seed };
  say('raw commits');
  const commits = await measureRawCommits(raw, effort.seconds, groupedConnections);
  say('raw inserts');
  const insertsPerSecond = measureRawInserts(raw, shape, 'postings');
  const insertsOfAllTablesPerSecond = measureRawInserts(raw, shape, 'all');
  say('raw balances');
  const balances = await measureRawBalances(databaseFile, cellQuery());
  const coldMilliseconds = measureRawColdStart(databaseFile, effort.coldStarts);
  say('cold start of the sources');
  const sources = sourceEntries().main('cold');
  const sourcesColdMilliseconds = await measureColdStart(sources, databaseFile, token, 1);
  const addin = fileURLToPath(new URL('../dist/addin', import.meta.url));
  const bundleKilobytes = existsSync(addin) ? computeBundleSize(addin).totalKilobytes : null;
  return {
    commits,
    insertsPerSecond,
    insertsOfAllTablesPerSecond,
    balances,
    coldMilliseconds,
    sourcesColdMilliseconds,
    bundleKilobytes,
  };
}
