// Everything that is measured of the product on one size of journal, each on a server of its own.
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { ApiClient } from './apiClient.ts';
import type { JournalFiles } from './journalFiles.ts';
import {
  measureCells,
  measureMonths,
  measureTrialBalance,
  readMovements,
  type CellTimes,
} from './measureBalances.ts';
import { measureColdStart } from './measureColdStart.ts';
import { measureHostile, type HostileFigures } from './measureHostile.ts';
import { measureImport, verifyBooks, type ImportTime } from './measureImport.ts';
import { measurePostingToCell, type PostingToCell } from './measurePostingToCell.ts';
import { measurePosting, type PostingRates } from './measurePosting.ts';
import { measureRequests, type RequestRates } from './measureRequests.ts';
import type { ServerEntries } from './serverEntries.ts';
import { startServer, type ServerProcess } from './serverProcess.ts';

/** The date that the peers are asked for, and the day after it: their end is exclusive. */
export const comparedDate = '2025-06-30';
export const dayAfterCompared = '2025-07-01';

/** Workbooks of 2,000 cells that follow the postings. */
const workbooksOpen = [1, 20, 50];

export interface Effort {
  rounds: number;
  seconds: number;
  coldStarts: number;
  /** Hostile requests of each kind, three times; 0: none. */
  hostileOfKind: number;
}

export interface CompanyFigures {
  databaseFile: string;
  import: ImportTime;
  trialBalanceMilliseconds: number;
  coldMilliseconds: number;
  monthsMilliseconds: number;
  memoryMebibytes: number;
  cells: CellTimes;
  requests: RequestRates;
  posting: PostingRates;
  /** With 1, 20 and 50 workbooks open. */
  postingToCell: PostingToCell[];
  hostile: HostileFigures | null;
  /** Cents by account on the compared date. */
  movements: Map<string, number>;
  /** Of a session that later processes recognise. */
  token: string;
}

export async function measureCompany(
  entries: ServerEntries,
  journal: JournalFiles,
  effort: Effort,
  say: (what: string) => void,
): Promise<CompanyFigures> {
  const databaseFile = join(journal.folder, 'cuadre.db');
  const label = (what: string): string => `${journal.vouchers}-${what}`;
  say('importing');
  const imported = measureImport(entries, databaseFile, journal);
  say('balances');
  const balances = await withServer(
    entries.main(label('balances')),
    databaseFile,
    async (server, client) => ({
      movements: await readMovements(client, comparedDate),
      trialBalanceMilliseconds: await measureTrialBalance(client, effort.rounds),
      monthsMilliseconds: await measureMonths(client, Math.ceil(effort.rounds / 3)),
      memoryMebibytes: server.residentMebibytes(),
      token: client.token,
    }),
  );
  say('cold start');
  const coldMilliseconds = await measureColdStart(
    entries.main(label('cold')),
    databaseFile,
    balances.token,
    effort.coldStarts,
  );
  say('cells');
  const cells = await withServer(
    [...entries.bench(label('cells')), '--timed'],
    databaseFile,
    (_, client) => measureCells(client, 15, (date) => postOne(client, date)),
  );
  say('single balances');
  const requests = await withServer(
    entries.bench(label('single')),
    databaseFile,
    (server, client) => measureRequests(server, client, effort.seconds),
  );
  say('posting to cells of other workbooks');
  const postingToCell: PostingToCell[] = [];
  for (const workbooks of workbooksOpen) {
    postingToCell.push(
      await withServer(entries.main(label(`cells-${workbooks}`)), databaseFile, (server, client) =>
        measurePostingToCell(server, client, workbooks, Math.ceil(effort.rounds / 8), (date) =>
          postOne(client, date),
        ),
      ),
    );
  }
  say('hostile requests');
  const eachKind = effort.hostileOfKind;
  const hostile =
    eachKind === 0
      ? null
      : await withServer(entries.main(label('hostile')), databaseFile, (server, client) =>
          measureHostile(server, client, { eachKind }),
        );
  say('posting');
  const posting = await withServer(entries.main(label('posting')), databaseFile, (server) =>
    measurePosting(server, effort.seconds),
  );
  say('verifying the books');
  verifyBooks(entries, databaseFile);
  return {
    databaseFile,
    import: imported,
    ...balances,
    coldMilliseconds,
    cells,
    requests,
    posting,
    postingToCell,
    hostile,
  };
}

async function withServer<T>(
  command: readonly string[],
  databaseFile: string,
  work: (server: ServerProcess, client: ApiClient) => Promise<T>,
): Promise<T> {
  const server = await startServer({ command, databaseFile });
  const client = await ApiClient.signIn(server.port);
  try {
    return await work(server, client);
  } finally {
    client.close();
    await server.stop();
  }
}

/** A collection: two accounts move. */
async function postOne(client: ApiClient, date: string): Promise<void> {
  await client.post('/vouchers', {
    id: randomUUID(),
    action: 'post',
    date,
    description: 'Cobro de cliente',
    lines: [
      { line: 1, account: '5720000001', debit: '100.00' },
      { line: 2, account: '4300000001', credit: '100.00' },
    ],
  });
}
