// Reads the chain of facts from its beginning: that it is the one that was written, and what it says last of everything.
import { genesisOfFacts, hashFacts, type FactValue } from '../audit/facts.ts';
import { readFactHead } from '../audit/facts.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { readHash } from '../db/hashBytes.ts';
import type { Findings } from '../ledger/findings.ts';
import { nameKinds } from './factNames.ts';

export interface FactWalk {
  /** How many records there are, and the hash that their contents give. */
  facts: number;
  hash: string;
  /** What was written last of each row, by kind and key; a row that was ended is not here. */
  standing: ReadonlyMap<string, readonly FactValue[]>;
  /** What was written last of each draft. */
  drafts: Map<number, DraftFact>;
  /** The largest number that a draft ever had. */
  largestDraftId: number;
  /** What the lock was, in the order in which it was moved. */
  locks: readonly LockFact[];
}

export interface LockFact {
  /** The postings after this one had to obey it. */
  afterSeq: number;
  lockedThrough: string | null;
}

export interface DraftFact {
  /** A batch of the same voucher after this posting is newer. */
  afterSeq: number;
  headHash: string;
}

export interface FactWalkOptions {
  /** Told of every record, with the hash that its content gives. */
  onFact?(id: number, hash: string): void;
}

const recordsPerRead = 200;

/** @param companyId 0 is the installation */
export async function walkFacts(
  tx: ReadTx,
  companyId: number,
  keyLengthOf: (kind: string) => number | null,
  findings: Findings,
  options: FactWalkOptions = {},
): Promise<FactWalk> {
  const head = await readFactHead(tx, companyId);
  const fold = new FactFold(keyLengthOf);
  let [id, hash] = [0, genesisOfFacts(head.uid)];
  // What the contents give from the beginning: after a record that was changed, no hash is that any more.
  let rolling = hash;
  for (;;) {
    const records = await readRecords(tx, companyId, id);
    for (const record of records) {
      const next = Number(record.id);
      if (next !== id + 1) findings.add(`Falta el registro de hechos n.º ${id + 1}`);
      const actual = hashFacts(hash, next, record.content);
      const written = readHash(record.hash);
      const names = fold.take(record.content);
      if (actual !== written) {
        findings.add(`El registro de hechos n.º ${next} (${names}) no es el que se escribió`);
      }
      rolling = rolling === hash ? actual : hashFacts(rolling, next, record.content);
      options.onFact?.(next, rolling);
      [id, hash] = [next, written];
    }
    if (records.length < recordsPerRead) break;
  }
  if (id !== head.lastFactId) {
    findings.add(`Se escribieron ${head.lastFactId} registros de hechos y hay ${id}`);
  } else if (hash !== head.lastFactHash) {
    findings.add('La cabeza de la cadena de hechos no es la que se guardó');
  }
  const { standing, drafts, largestDraftId, locks } = fold;
  return { facts: id, hash, standing, drafts, largestDraftId, locks };
}

interface RawRecord {
  id: bigint;
  content: string;
  hash: Uint8Array;
}

function readRecords(tx: ReadTx, companyId: number, afterId: number): Promise<RawRecord[]> {
  return tx.query<RawRecord>(
    'SELECT id, content, hash FROM facts WHERE company_id = ? AND id > ? ORDER BY id ' +
      `LIMIT ${recordsPerRead}`,
    [companyId, afterId],
  );
}

/** How a row is known among those of all kinds. */
export function factKey(kind: string, key: readonly FactValue[]): string {
  return JSON.stringify([kind, ...key]);
}

class FactFold {
  readonly standing = new Map<string, readonly FactValue[]>();
  readonly drafts = new Map<number, DraftFact>();
  readonly locks: LockFact[] = [];
  largestDraftId = 0;
  readonly #keyLengthOf: (kind: string) => number | null;

  constructor(keyLengthOf: (kind: string) => number | null) {
    this.#keyLengthOf = keyLengthOf;
  }

  /** @returns what the record speaks of; what can't be read is left out, its hash tells already */
  take(content: string): string {
    const kinds = new Set<string>();
    for (const line of content.split('\n')) {
      const [kind, ...values] = readLine(line);
      const name = String(kind ?? '').replace('-', '');
      if (name !== '') kinds.add(name);
      if (name === 'draft') this.#takeDraft(kind === 'draft', values);
      else if (name === 'locked') this.#takeLock(values);
      else this.#takeRow(name, kind === name, values);
    }
    return nameKinds(kinds);
  }

  #takeDraft(stands: boolean, [id, afterSeq, headHash]: readonly FactValue[]): void {
    const draft = { afterSeq: Number(afterSeq), headHash: String(headHash) };
    if (stands) this.drafts.set(Number(id), draft);
    else this.drafts.delete(Number(id));
    this.largestDraftId = Math.max(this.largestDraftId, Number(id));
  }

  #takeLock([lockedThrough, afterSeq]: readonly FactValue[]): void {
    const through = lockedThrough == null ? null : String(lockedThrough);
    this.locks.push({ lockedThrough: through, afterSeq: Number(afterSeq) });
  }

  #takeRow(kind: string, stands: boolean, values: readonly FactValue[]): void {
    const keyLength = this.#keyLengthOf(kind);
    if (keyLength === null) return;
    const key = factKey(kind, values.slice(0, keyLength));
    if (stands) this.standing.set(key, values);
    else this.standing.delete(key);
  }
}

function readLine(line: string): FactValue[] {
  try {
    const parsed: unknown = JSON.parse(line);
    return Array.isArray(parsed) ? (parsed as FactValue[]) : [];
  } catch {
    return [];
  }
}
