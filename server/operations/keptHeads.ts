// Heads are kept without being asked for: those of a copy stand beside it, and those of every copy are added to a list
// beside the database. They show what was cut off the end, which the books themselves can't (a log file that was deleted
// after a crash, an older copy in the place of the newer); a list elsewhere shows it also to whoever lost the disk.
import { existsSync, readFileSync } from 'node:fs';
import { appendDurably } from '../db/sqliteFile.ts';
import { parseChainHeads, type ChainHead } from './chainHead.ts';

/** Beside a copy, the heads it ended with. */
export function headsFileOf(copy: string): string {
  return `${copy}.heads.json`;
}

/** Beside a database, the heads of all copies that were made of it. */
export function headsListOf(path: string): string {
  return `${path}.heads.jsonl`;
}

/** @throws an Error in Spanish when the file is there and holds no heads */
export function readKeptHeads(file: string): ChainHead[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  if (text.trim() === '') return [];
  try {
    return parseChainHeads(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Adds heads to a file, one a line; makes it when there is none. */
export function keepHeads(file: string, heads: readonly ChainHead[]): void {
  appendDurably(file, heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
}

/** Each once, however often it was kept. */
export function distinctHeads(heads: readonly ChainHead[]): ChainHead[] {
  const keyOf = (head: ChainHead): string =>
    [head.uid, head.ledgerVersion, head.hash, head.facts, head.factHash].join();
  return [...new Map(heads.map((head) => [keyOf(head), head])).values()];
}
