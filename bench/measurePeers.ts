// The peers on the same journal, and the check that they show the same balances as Cuadre.
import type { JournalFiles } from './journalFiles.ts';
import { dayAfterCompared } from './measureCompany.ts';
import {
  assertSameBalances,
  isInstalled,
  monthWords,
  readPeerBalances,
  readingWords,
  runPeer,
  trialBalanceWords,
  type PeerName,
  type PeerRun,
} from './peers.ts';

/** Runs that were made; a peer that is not installed has none. */
export interface PeerFigures {
  trialBalance: Partial<Record<PeerName, PeerRun>>;
  months?: PeerRun;
  reading?: PeerRun;
}

export async function measurePeers(
  { plain }: JournalFiles,
  own: ReadonlyMap<string, number>,
  say: (what: string) => void,
): Promise<PeerFigures> {
  const figures: PeerFigures = { trialBalance: {} };
  for (const name of ['hledger', 'ledger'] as const) {
    if (!isInstalled(name)) {
      say(`${name} is not installed: not compared`);
      continue;
    }
    say(`${name}: trial balance`);
    const run = await runPeer(name, trialBalanceWords(name, plain, dayAfterCompared));
    assertSameBalances(own, readPeerBalances(run.output), name);
    figures.trialBalance[name] = run;
  }
  if (figures.trialBalance.hledger) {
    say('hledger: months');
    figures.months = await runPeer('hledger', monthWords(plain));
    say('hledger: reading');
    figures.reading = await runPeer('hledger', readingWords(plain));
  }
  return figures;
}
