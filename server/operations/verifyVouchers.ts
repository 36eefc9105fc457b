// Vouchers against what stands in the log: what people read is what was posted.
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import { nameVoucher, type LedgerNames } from '../ledger/ledgerNames.ts';
import {
  countVouchers,
  idsPerRead,
  listCheckedPostings,
  listCheckedVouchers,
  listMissingVouchers,
  listSuspects,
  readCounters,
  type CheckedPosting,
  type CheckedVoucher,
} from './vouchers.store.ts';

/**
 * @param largestId the largest number that the chains give a voucher
 * @returns how many vouchers there are
 */
export async function verifyVouchers(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
  names: LedgerNames,
  largestId: number,
): Promise<number> {
  const suspects = await listSuspects(tx, companyId);
  for (let start = 0; start < suspects.length && !findings.isFull; start += idsPerRead) {
    const ids = suspects.slice(start, start + idsPerRead);
    const postings = groupByVoucher(await listCheckedPostings(tx, companyId, ids));
    for (const voucher of await listCheckedVouchers(tx, companyId, ids)) {
      const check = new VoucherCheck(voucher, findings, names);
      check.run(postings.get(voucher.id) ?? []);
    }
  }
  const counters = await readCounters(tx, companyId);
  const { lastVoucherId } = counters;
  if (lastVoucherId !== BigInt(largestId)) {
    findings.add(
      `La empresa dice que su último comprobante es el n.º ${lastVoucherId} y el último que se registró es el n.º ${largestId}`,
    );
  }
  if (counters.lastRecordedAt !== counters.recordedAt) {
    findings.add(
      `La empresa dice que lo último se registró en ${counters.lastRecordedAt ?? 'ningún momento'} y el último lote es de ` +
        (counters.recordedAt ?? 'ninguno'),
    );
  }
  for (const id of await listMissingVouchers(tx, companyId)) {
    findings.add(`En el libro hay apuntes del comprobante n.º ${id}, que no existe`);
  }
  return countVouchers(tx, companyId);
}

function groupByVoucher<Row extends { voucherId: number }>(
  rows: readonly Row[],
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.voucherId);
    if (group) group.push(row);
    else groups.set(row.voucherId, [row]);
  }
  return groups;
}

/** One voucher and its whole history in the log. */
class VoucherCheck {
  readonly #voucher: CheckedVoucher;
  readonly #label: string;
  readonly #findings: Findings;
  readonly #names: LedgerNames;

  constructor(voucher: CheckedVoucher, findings: Findings, names: LedgerNames) {
    this.#voucher = voucher;
    this.#label = nameVoucher(voucher);
    this.#findings = findings;
    this.#names = names;
  }

  run(postings: readonly CheckedPosting[]): void {
    const { state } = this.#voucher;
    const standing = this.#standing(postings);
    if (state === 'draft' || state === 'voided') {
      const told = state === 'voided' ? 'está anulado' : 'es un borrador';
      if (standing.length > 0) this.#tell(`${told} y tiene apuntes en pie`, standing[0]);
    }
    if (state === 'draft') return;
    const lines = postings.filter((posting) => this.#isLine(posting));
    this.#checkLines(lines);
    if (state === 'posted') this.#compare(lines, standing);
  }

  /** Its lines are what it posted last. */
  #isLine({ seq, mirrorsSeq }: CheckedPosting): boolean {
    const { firstSeq, lastSeq } = this.#voucher;
    return mirrorsSeq === null && seq >= (firstSeq ?? Infinity) && seq <= (lastSeq ?? -Infinity);
  }

  /** The postings that no mirror has cancelled; a mirror must be the exact opposite of its own. */
  #standing(postings: readonly CheckedPosting[]): CheckedPosting[] {
    const bySeq = new Map(postings.map((posting) => [posting.seq, posting]));
    const cancelled = new Set<number>();
    for (const mirror of postings) {
      if (mirror.mirrorsSeq === null) continue;
      const target = bySeq.get(mirror.mirrorsSeq);
      if (!target || target.mirrorsSeq !== null || !isOpposite(mirror, target)) {
        this.#tell(`el apunte ${mirror.seq} no es el contrario del ${mirror.mirrorsSeq}`, mirror);
      } else if (cancelled.has(target.seq)) {
        this.#tell(`el apunte ${target.seq} está anulado dos veces`, mirror);
      }
      cancelled.add(mirror.mirrorsSeq);
    }
    return postings.filter(({ seq, mirrorsSeq }) => mirrorsSeq === null && !cancelled.has(seq));
  }

  #checkLines(lines: readonly CheckedPosting[]): void {
    const { debitTotal, creditTotal, lineCount, date, yearStart, yearEnd } = this.#voucher;
    let [debit, credit] = [0n, 0n];
    for (const line of lines) {
      debit += line.debit;
      credit += line.credit;
    }
    if (debit !== debitTotal || credit !== creditTotal) {
      const money = (amount: bigint): string => this.#names.money(amount);
      this.#tell(
        `dice debe ${money(debitTotal)} y haber ${money(creditTotal)}, y sus líneas suman ` +
          `${money(debit)} y ${money(credit)}`,
      );
    }
    if (lines.length !== lineCount) {
      this.#tell(`dice ${lineCount} líneas y en el libro hay ${lines.length}`);
    }
    for (const line of lines) {
      if (line.date === date) continue;
      this.#tell(
        `línea ${line.line}: en el libro la fecha es ${line.date} y en el comprobante ${date}`,
        line,
      );
    }
    if (yearStart === null || yearEnd === null || date < yearStart || date > yearEnd) {
      this.#tell('su fecha no está en su ejercicio');
    }
  }

  /** Each of its lines stands, and nothing else does. */
  #compare(lines: readonly CheckedPosting[], standing: readonly CheckedPosting[]): void {
    const own = new Set(lines);
    for (const posting of standing) {
      if (own.delete(posting)) continue;
      this.#tell(`el apunte ${posting.seq}, que ya no es suyo, sigue en pie`, posting);
    }
    for (const line of own) this.#tell(`la línea ${line.line} está anulada en el libro`, line);
  }

  #tell(fault: string, at?: CheckedPosting): void {
    const account = at ? this.#names.account(at.accountId) : null;
    const where = account === null ? '' : ` (cuenta ${account})`;
    const { date } = this.#voucher;
    const told = `Comprobante ${this.#label} del ${date}${where}: ${fault}`;
    const place = { voucher: this.#label, account, date: at?.date ?? date };
    this.#findings.add(told, { ...place, seq: at?.seq ?? null });
  }
}

function isOpposite(mirror: CheckedPosting, target: CheckedPosting): boolean {
  return (
    mirror.seq > target.seq &&
    mirror.accountId === target.accountId &&
    mirror.date === target.date &&
    mirror.layer === target.layer &&
    mirror.book === target.book &&
    mirror.dimensionSetId === target.dimensionSetId &&
    mirror.debit === target.credit &&
    mirror.credit === target.debit
  );
}
