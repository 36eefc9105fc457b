// Vouchers against their lines, and lines against what stands in the log: what people read is what was posted.
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import { nameVoucher, type LedgerNames } from '../ledger/ledgerNames.ts';
import {
  countVouchers,
  idsPerRead,
  listCheckedLines,
  listCheckedPostings,
  listCheckedVouchers,
  listOrphans,
  listSuspects,
  type CheckedLine,
  type CheckedPosting,
  type CheckedVoucher,
} from './vouchers.store.ts';

/** @returns how many vouchers there are */
export async function verifyVouchers(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
  names: LedgerNames,
): Promise<number> {
  const suspects = await listSuspects(tx, companyId);
  for (let start = 0; start < suspects.length && !findings.isFull; start += idsPerRead) {
    const ids = suspects.slice(start, start + idsPerRead);
    const lines = groupByVoucher(await listCheckedLines(tx, companyId, ids));
    const postings = groupByVoucher(await listCheckedPostings(tx, companyId, ids));
    for (const voucher of await listCheckedVouchers(tx, companyId, ids)) {
      const check = new VoucherCheck(voucher, findings, names);
      check.run(lines.get(voucher.id) ?? [], postings.get(voucher.id) ?? []);
    }
  }
  for (const { what, voucherId } of await listOrphans(tx, companyId)) {
    const told = what === 'batch' ? 'hay apuntes' : 'hay líneas';
    findings.add(`En el libro ${told} del comprobante n.º ${voucherId}, que no existe`);
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

/** One voucher, its lines and its whole history in the log. */
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

  run(lines: readonly CheckedLine[], postings: readonly CheckedPosting[]): void {
    const { state } = this.#voucher;
    const standing = this.#standing(postings);
    if (state !== 'draft') this.#checkTotals(lines);
    if (state === 'posted') {
      this.#compare(lines, standing);
    } else if (standing.length > 0) {
      const told = state === 'voided' ? 'está anulado' : 'es un borrador';
      this.#tell(`${told} y tiene apuntes en pie`, standing[0]);
    }
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

  #checkTotals(lines: readonly CheckedLine[]): void {
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
      this.#tell(`dice ${lineCount} líneas y tiene ${lines.length}`);
    }
    if (yearStart === null || yearEnd === null || date < yearStart || date > yearEnd) {
      this.#tell('su fecha no está en su ejercicio');
    }
  }

  #compare(lines: readonly CheckedLine[], standing: readonly CheckedPosting[]): void {
    const byLine = new Map(standing.map((posting) => [posting.line, posting]));
    for (const line of lines) {
      const posting = byLine.get(line.line);
      byLine.delete(line.line);
      if (!posting) this.#tell(`la línea ${line.line} no está en el libro`, line);
      else this.#compareLine(line, posting);
    }
    for (const posting of byLine.values()) {
      this.#tell(`el apunte ${posting.seq} no tiene línea en el comprobante`, posting);
    }
    if (byLine.size === 0 && standing.length > lines.length) {
      this.#tell('tiene en el libro la misma línea más de una vez', standing[0]);
    }
  }

  #compareLine(line: CheckedLine, posting: CheckedPosting): void {
    const differs = (what: string, inLog: string, inLine: string): void =>
      this.#tell(
        `línea ${line.line}: en el libro ${what} ${inLog} y en el comprobante ${inLine}`,
        posting,
      );
    const names = this.#names;
    if (posting.accountId !== line.accountId) {
      differs('la cuenta es', names.account(posting.accountId), names.account(line.accountId));
    }
    if (posting.debit !== line.debit) {
      differs('el debe es', names.money(posting.debit), names.money(line.debit));
    }
    if (posting.credit !== line.credit) {
      differs('el haber es', names.money(posting.credit), names.money(line.credit));
    }
    if (posting.date !== this.#voucher.date) {
      differs('la fecha es', posting.date, this.#voucher.date);
    }
    if (posting.entry !== line.entry) {
      differs('la partida es', String(posting.entry), String(line.entry));
    }
    if (posting.dimensionSetId !== line.dimensionSetId) {
      const [inLog, inLine] = [posting.dimensionSetId, line.dimensionSetId];
      differs('las dimensiones son', `n.º ${inLog}`, `n.º ${inLine}`);
    }
  }

  #tell(fault: string, at?: { accountId: number; seq?: number; date?: string }): void {
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
