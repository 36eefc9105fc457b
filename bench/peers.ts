// hledger and ledger on the same journal, when they are installed: time, memory, and their figures.
import { spawn, spawnSync } from 'node:child_process';
import { peakMebibytes } from './processUsage.ts';

export interface PeerRun {
  seconds: number;
  peakMebibytes: number;
  output: string;
}

export type PeerName = 'hledger' | 'ledger';

export function isInstalled(name: PeerName): boolean {
  return spawnSync(name, ['--version']).status === 0;
}

/** Their trial balance with the accounts above, through a date. `dayAfter`: their end is exclusive. */
export function trialBalanceWords(name: PeerName, journal: string, dayAfter: string): string[] {
  const tree = name === 'hledger' ? ['--tree'] : [];
  return ['-f', journal, 'bal', ...tree, '-e', dayAfter];
}

/** hledger's balances at the end of each month of a year. */
export function monthWords(journal: string): string[] {
  return ['-f', journal, 'bal', '-M', '-H', '-b', '2025-01-01', '-e', '2026-01-01'];
}

/** hledger reading the whole journal and counting it. */
export function readingWords(journal: string): string[] {
  return ['-f', journal, 'stats'];
}

const watchMilliseconds = 50;

export function runPeer(name: PeerName, words: readonly string[]): Promise<PeerRun> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(name, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaints = '';
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakMebibytes(child.pid!));
    }, watchMilliseconds);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`${name} ${words.join(' ')}: ${complaints}`));
      const seconds = (performance.now() - began) / 1000;
      resolve({ seconds, peakMebibytes: peak, output });
    });
  });
}

/** Balances in cents by account, from the lines of a trial balance that name a whole account. */
export function readPeerBalances(output: string): Map<string, number> {
  const balances = new Map<string, number>();
  for (const line of output.split('\n')) {
    const found = /^\s*(-?[\d.]+) EUR\s.*?(\d{10})$/.exec(line);
    if (found) balances.set(found[2]!, Math.round(Number(found[1]) * 100));
  }
  return balances;
}

/** @throws naming the first account where two sides disagree: a fast wrong answer is worth nothing */
export function assertSameBalances(
  own: ReadonlyMap<string, number>,
  peer: ReadonlyMap<string, number>,
  name: PeerName,
): void {
  for (const [code, cents] of peer) {
    if (own.get(code) !== cents) {
      throw new Error(`${code}: Cuadre ${own.get(code) ?? 0} and ${name} ${cents} cents`);
    }
  }
  if (own.size !== peer.size) {
    throw new Error(`Cuadre shows ${own.size} accounts and ${name} ${peer.size}`);
  }
}
