// The rows of vouchers against what sealed them: the last batch of each in the log, or the fact of its draft.
import type { ReadTx } from '../db/engine.ts';
import { listColumns } from '../db/rowMapping.ts';
import { sqliteTables } from '../db/schema.ts';
import type { Findings } from '../ledger/findings.ts';
import { nameVoucher } from '../ledger/ledgerNames.ts';
import type { PostingBatch } from '../ledger/posting.ts';
import { hashVoucher, type HashedVoucher } from '../vouchers/hashVoucher.ts';
import type { DraftFact } from './walkFacts.ts';

const bytesPerHash = 16;
/** Vouchers are numbered without large gaps; an id beyond this is damage, and told where it stands. */
const mostKept = 2 ** 26;

/** What the log says last of each voucher: sixteen bytes for each, since there may be millions. */
export class VoucherSeals {
  readonly #drafts: Map<number, DraftFact>;
  #hashes = Buffer.alloc(bytesPerHash * 1_024);
  #sealed = new Uint8Array(1_024);
  /** The largest number that the chains give a voucher. */
  largestId: number;

  /** @param drafts what was written last of each draft; those that were posted since are forgotten here */
  constructor(drafts: ReadonlyMap<number, DraftFact>, largestDraftId = 0) {
    this.#drafts = new Map(drafts);
    this.largestId = largestDraftId;
  }

  take({
    voucherId,
    firstSeq,
    headHash,
  }: Pick<PostingBatch, 'voucherId' | 'firstSeq' | 'headHash'>): void {
    const id = Number(voucherId);
    if (id < 0 || id > mostKept) return;
    this.largestId = Math.max(this.largestId, id);
    const draft = this.#drafts.get(id);
    if (draft && firstSeq > draft.afterSeq) this.#drafts.delete(id);
    this.#reserve(id);
    this.#hashes.write(headHash, id * bytesPerHash, 'hex');
    this.#sealed[id] = 1;
  }

  /** The hash that the row of a voucher must have; null: nothing was ever written of it. */
  of(id: number): string | null {
    const draft = this.#drafts.get(id);
    if (draft) return draft.headHash;
    if (this.#sealed[id] !== 1) return null;
    return this.#hashes.toString('hex', id * bytesPerHash, (id + 1) * bytesPerHash);
  }

  get draftIds(): IterableIterator<number> {
    return this.#drafts.keys();
  }

  #reserve(id: number): void {
    if (id < this.#sealed.length) return;
    const size = Math.max(id + 1, this.#sealed.length * 2);
    const [hashes, sealed] = [Buffer.alloc(size * bytesPerHash), new Uint8Array(size)];
    hashes.set(this.#hashes);
    sealed.set(this.#sealed);
    [this.#hashes, this.#sealed] = [hashes, sealed];
  }
}

const rowsPerRead = 2_000;
const columns = listColumns(sqliteTables.vouchers)
  .map(({ key, name }) => `${name} AS "${key}"`)
  .join(', ');

export async function verifyHeads(
  tx: ReadTx,
  companyId: number,
  seals: VoucherSeals,
  findings: Findings,
): Promise<void> {
  const missing = new Set(seals.draftIds);
  for (let afterId = 0; !findings.isFull;) {
    const rows = await tx.query<HashedVoucher & { type: string; date: string }>(
      `SELECT ${columns} FROM vouchers WHERE company_id = ? AND id > ? ORDER BY id LIMIT ${rowsPerRead}`,
      [companyId, afterId],
    );
    for (const row of rows) {
      const id = Number(row.id);
      missing.delete(id);
      const fault = findFault(row, seals.of(id));
      if (fault === null) continue;
      const label = nameVoucher({ id, type: row.type, number: row.number });
      const place = { voucher: label, date: row.date };
      findings.add(`Comprobante ${label} del ${row.date}: ${fault}`, place);
    }
    if (rows.length < rowsPerRead) break;
    afterId = Number(rows.at(-1)!.id);
  }
  for (const id of missing) findings.add(`Falta el borrador ${id}, que se registró`);
}

function findFault(row: HashedVoucher, sealed: string | null): string | null {
  if (sealed === null) return 'nunca se registró';
  if (hashVoucher(row) === sealed) return null;
  return 'su cabecera (tipo, número, fecha, textos, estado, autor) no es la que se registró';
}
