// Proves that the log is the one that was written, and that what is derived agrees with it (invariant 7).
import { getCompany } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { readHash } from '../db/hashBytes.ts';
import { genesisHash, hashBatch } from './chain.ts';
import { Findings, type LedgerFinding } from './findings.ts';
import { LedgerNames } from './ledgerNames.ts';
import type { Posting, PostingBatch } from './posting.ts';
import { listTotalDifferences } from './totals.store.ts';

export interface LedgerReport {
  ledgerVersion: number;
  batches: number;
  postings: number;
  chainHead: string;
  findings: readonly LedgerFinding[];
}

/** What the walk over the log saw. */
export interface ChainWalk {
  /** The version it reached. */
  seq: number;
  /** The hash that the batches themselves give. */
  hash: string;
  batches: number;
  postings: number;
}

export interface WalkOptions {
  /** Told of every version that a batch ends at, with the hash that its postings give. */
  onVersion?(version: number, hash: string): void;
  /** Told of every batch as it stands. */
  onBatch?(batch: PostingBatch): void;
}

const batchesPerRead = 500;
/** What is held in memory at a time; one voucher may be longer. */
const postingsPerRead = 4_000;

/** Chain, gaps, balance of every entry, and roll-ups against lines. */
export async function verifyLedger(tx: ReadTx, companyId: number): Promise<LedgerReport> {
  const findings = new Findings();
  const names = await LedgerNames.read(tx, companyId);
  const walk = await verifyChain(tx, companyId, findings, names);
  await verifyTotals(tx, companyId, findings, names);
  const { seq: ledgerVersion, hash: chainHead, batches, postings } = walk;
  return { ledgerVersion, batches, postings, chainHead, findings: findings.all };
}

/** Reads the whole log in order, a few thousand postings at a time. */
export async function verifyChain(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
  names: LedgerNames,
  options: WalkOptions = {},
): Promise<ChainWalk> {
  const company = await getCompany(tx, companyId);
  const walker = new ChainWalker(genesisHash(company.uid), findings, names, options);
  // To its end, however much was found before: heads that were kept are compared with what it reaches.
  for (let afterFirstSeq = Number.MIN_SAFE_INTEGER; ;) {
    const page = await readBatches(tx, companyId, afterFirstSeq);
    const batches = takeBatches(page);
    const last = batches.at(-1);
    if (!last) break;
    afterFirstSeq = last.firstSeq;
    const throughSeq = Math.min(last.lastSeq, company.lastSeq);
    const postings = await readPostings(tx, companyId, walker.walk.seq, throughSeq);
    await walker.take(batches, postings);
  }
  const { walk } = walker;
  await findStrays(tx, companyId, walk.seq, findings, names);
  const place = { seq: walk.seq };
  if (walk.seq !== company.lastSeq) {
    const told = `La empresa dice versión ${company.lastSeq} y el libro llega a la ${walk.seq}`;
    findings.add(told, place);
  }
  if (walk.hash !== company.lastHash) {
    findings.add('La cabeza de la cadena no es la que guarda la empresa', place);
  }
  return walk;
}

/** Roll-ups by account and by dimension set against the sum of the postings. */
export async function verifyTotals(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
  names: LedgerNames,
): Promise<void> {
  if (findings.isFull) return;
  const differences = await listTotalDifferences(tx, companyId, findings.room);
  for (const { dimensionSetId, accountId, date, debit, credit } of differences) {
    const account = names.account(accountId);
    const set = dimensionSetId === 0 ? '' : ` con las dimensiones n.º ${dimensionSetId}`;
    const excess = `debe ${names.money(debit)}, haber ${names.money(credit)}`;
    const told = `El total del día ${date} de la cuenta ${account}${set} no es la suma de sus apuntes (le sobran ${excess})`;
    findings.add(told, { account, date });
  }
}

/** As many batches as fit in memory with their postings; at least one. */
function takeBatches(page: readonly PostingBatch[]): readonly PostingBatch[] {
  let count = 0;
  const end = page.findIndex(({ firstSeq, lastSeq }, index) => {
    count += lastSeq - firstSeq + 1;
    return index > 0 && count > postingsPerRead;
  });
  return end < 0 ? page : page.slice(0, end);
}

/** A posting as the database has it: the canonical text of a bigint and of a number is the same. */
type RawPosting = {
  [K in keyof Posting]: Posting[K] extends number ? bigint : Posting[K];
};
const rawColumns =
  'seq, voucher_id AS "voucherId", entry, line, account_id AS "accountId", date, layer, book, debit, ' +
  'credit, currency, currency_amount AS "currencyAmount", dimension_set_id AS "dimensionSetId", origin, ' +
  'document_ref AS "documentRef", description, due_date AS "dueDate", mirrors_seq AS "mirrorsSeq"';

const batchColumns =
  'first_seq AS "firstSeq", last_seq AS "lastSeq", voucher_id AS "voucherId", kind, ' +
  'format_version AS "formatVersion", hash, head_hash AS "headHash", ' +
  'recorded_by AS "recordedBy", recorded_at AS "recordedAt"';

async function readBatches(
  tx: ReadTx,
  companyId: number,
  afterFirstSeq: number,
): Promise<PostingBatch[]> {
  const rows = await tx.query<RawBatch>(
    `SELECT ${batchColumns} FROM posting_batches WHERE company_id = ? AND first_seq > ? ` +
      `ORDER BY first_seq LIMIT ${batchesPerRead}`,
    [companyId, afterFirstSeq],
  );
  return rows.map((row) => ({
    ...row,
    firstSeq: Number(row.firstSeq),
    lastSeq: Number(row.lastSeq),
    hash: readHash(row.hash),
    headHash: readHash(row.headHash),
  }));
}

type RawBatch = Omit<PostingBatch, 'firstSeq' | 'lastSeq' | 'hash' | 'headHash'> & {
  firstSeq: bigint;
  lastSeq: bigint;
  hash: Uint8Array;
  headHash: Uint8Array;
};

function readPostings(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  throughSeq: number,
): Promise<RawPosting[]> {
  return tx.query<RawPosting>(
    `SELECT ${rawColumns} FROM postings WHERE company_id = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    [companyId, afterSeq, throughSeq],
  );
}

async function findStrays(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  findings: Findings,
  names: LedgerNames,
): Promise<void> {
  const [first] = await tx.query<{
    seq: bigint;
    voucher_id: bigint;
    account_id: bigint;
    date: string;
  }>(
    'SELECT seq, voucher_id, account_id, date FROM postings WHERE company_id = ? AND seq > ? ORDER BY seq LIMIT 1',
    [companyId, afterSeq],
  );
  if (!first) return;
  const { label: voucher } = await names.voucher(first.voucher_id);
  const account = names.account(first.account_id);
  findings.add(
    `Desde el apunte ${first.seq} (comprobante ${voucher}, cuenta ${account}, ${first.date}) los apuntes no pertenecen a ningún lote`,
    { seq: Number(first.seq), voucher, account, date: first.date },
  );
}

/** Follows the chain batch by batch, checking each against its postings. */
class ChainWalker {
  readonly walk: ChainWalk;
  readonly #findings: Findings;
  readonly #names: LedgerNames;
  readonly #options: WalkOptions;

  constructor(genesis: string, findings: Findings, names: LedgerNames, options: WalkOptions) {
    this.walk = { seq: 0, hash: genesis, batches: 0, postings: 0 };
    this.#findings = findings;
    this.#names = names;
    this.#options = options;
  }

  async take(batches: readonly PostingBatch[], postings: readonly RawPosting[]): Promise<void> {
    let next = 0;
    for (const batch of batches) {
      const first = next;
      while (next < postings.length && postings[next]!.seq <= batch.lastSeq) next += 1;
      const own = postings.slice(first, next);
      const faults = this.#check(batch, own);
      if (faults.length > 0) await this.#tell(batch, own, faults);
    }
  }

  #check(batch: PostingBatch, postings: readonly RawPosting[]): string[] {
    const { walk } = this;
    const faults: string[] = [];
    if (batch.firstSeq !== walk.seq + 1)
      faults.push(`falta el tramo desde el apunte ${walk.seq + 1}`);
    const expected = batch.lastSeq - batch.firstSeq + 1;
    if (postings.length !== expected) {
      faults.push(`el lote dice ${expected} apuntes y hay ${postings.length}`);
    }
    const { hash, ...unsigned } = batch;
    const actual = hashBatch(walk.hash, unsigned, postings as unknown as Posting[]);
    if (actual !== hash) faults.push('su contenido no es el que se registró');
    // The chain writes no date and an empty one alike.
    if (postings.some(({ dueDate }) => dueDate === '')) faults.push('un vencimiento está vacío');
    faults.push(...findUnbalanced(postings));
    walk.seq = batch.lastSeq;
    walk.hash = hash;
    walk.batches += 1;
    walk.postings += postings.length;
    this.#options.onVersion?.(batch.lastSeq, actual);
    this.#options.onBatch?.(batch);
    return faults;
  }

  /** Names the voucher, its date and its accounts: what an accountant can look up. */
  async #tell(
    batch: PostingBatch,
    postings: readonly RawPosting[],
    faults: readonly string[],
  ): Promise<void> {
    if (this.#findings.isFull) return;
    const { label, date } = await this.#names.voucher(batch.voucherId);
    const codes = [...new Set(postings.map(({ accountId }) => this.#names.account(accountId)))];
    const dates = [...new Set(postings.map((posting) => posting.date))];
    const accounts = `${codes.slice(0, 8).join(', ')}${codes.length > 8 ? '…' : ''}`;
    const when = dates.length > 0 ? dates.slice(0, 3).join(', ') : (date ?? 'sin fecha');
    const where = `comprobante ${label} del ${when}, cuentas ${accounts || '—'}`;
    for (const fault of faults) {
      this.#findings.add(`Apuntes ${batch.firstSeq}–${batch.lastSeq} (${where}): ${fault}`, {
        seq: batch.firstSeq,
        voucher: label,
        account: codes.length === 1 ? codes[0]! : null,
        date: dates[0] ?? date,
      });
    }
  }
}

/** Every entry balances in its books (what belongs to both counts in each: invariant 1), every line once. */
function findUnbalanced(postings: readonly RawPosting[]): string[] {
  const sums = new Map<bigint, bigint[]>();
  const lines = new Set<bigint>();
  let own = 0;
  for (const { entry, line, book, debit, credit, mirrorsSeq } of postings) {
    if (mirrorsSeq === null) {
      lines.add(line);
      own += 1;
    }
    let byBook = sums.get(entry);
    if (!byBook) sums.set(entry, (byBook = [0n, 0n, 0n]));
    byBook[Number(book)] = (byBook[Number(book)] ?? 0n) + debit - credit;
  }
  const faults: string[] = [];
  if (lines.size !== own) faults.push('una línea está contabilizada dos veces');
  for (const [entry, [both = 0n, local = 0n, niif = 0n]] of sums) {
    if (both + local !== 0n || both + niif !== 0n) faults.push(`la partida ${entry} no cuadra`);
  }
  return faults;
}
