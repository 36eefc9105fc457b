// One import in progress: what the file holds is compared with what came in before, read by the rules of every
// voucher, and posted a few thousand lines at a time, so that memory does not grow with the file.
import type { VoucherInput } from '../../shared/contract/vouchers.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { createIdMaker } from '../../shared/timeOrderedId.ts';
import type { CompanyWriting } from '../companies/companyWrite.ts';
import { parseLocalDate } from '../../shared/localDate.ts';
import { fiscalYearOf } from '../fiscal-years/calendar.ts';
import { origins } from '../ledger/posting.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { importPlan, planVoucher, type PlannedVoucher } from '../vouchers/planVoucher.ts';
import { PostingRun } from '../vouchers/postingRun.ts';
import { explainInFile } from './explainInFile.ts';
import { insertImportedVouchers, type Identity, type ImportedRow } from './imports.store.ts';
import type { KnownVoucher } from './imports.store.ts';
import { refusePart, type ImportChoices, type ImportReport } from './importReport.ts';
import { seriesType } from './importSettings.ts';
import { matchVouchers, sourceKey, type Match, type Matches } from './matchVouchers.ts';
import { nameVoucher, type NeutralBooks, type NeutralVoucher } from './neutralBooks.ts';
import { hashContent, readNeutralVoucher } from './readNeutralVoucher.ts';
import { standsAs } from './standsAs.ts';

/** What is held in memory before it is written. */
export interface ImportBounds {
  lines: number;
  dayTotals?: number;
}

export interface RunRequest {
  /** The number of the import. */
  id: number;
  choices: ImportChoices;
  bounds: ImportBounds;
  source: string;
  /** From this source and from others. */
  known: readonly KnownVoucher[];
}

export class ImportRun {
  readonly books: CompanyBooks;
  readonly report: ImportReport;
  /** What came in from the source of the file. */
  readonly known: readonly KnownVoucher[];
  readonly choices: ImportChoices;
  readonly writing: CompanyWriting;
  readonly #id: number;
  readonly #elsewhere: readonly KnownVoucher[];
  readonly #run: PostingRun;
  readonly #newId: () => string;
  readonly #linesPerFlush: number;
  readonly #codes = new Map<string, string>();
  readonly #ordinaryTypes: ReadonlySet<string>;
  /** How many vouchers have each number, by series. */
  readonly #numbers = new Map<string, Map<string, number>>();
  #imported: ImportedRow[] = [];
  #gathered = 0;

  /** @param books with the chart, years and types that the file brought */
  constructor(
    writing: CompanyWriting,
    books: CompanyBooks,
    { id, choices, bounds, source, known }: RunRequest,
    report: ImportReport,
  ) {
    this.writing = writing;
    this.books = books;
    this.report = report;
    const isOwn = (each: KnownVoucher) => sourceKey(each.source) === sourceKey(source);
    this.known = known.filter(isOwn);
    this.#elsewhere = known.filter((each) => !isOwn(each) && !each.isOpening);
    this.choices = choices;
    this.#id = id;
    this.#linesPerFlush = bounds.lines;
    this.#run = new PostingRun(writing.tx, books, writing.recordedAt, bounds.dayTotals);
    this.#newId = createIdMaker(() => Date.parse(writing.recordedAt));
    const ordinary = books.voucherTypes.filter(({ purpose }) => purpose === 'ordinary');
    this.#ordinaryTypes = new Set(ordinary.map(({ code }) => code));
  }

  get ledgerVersion(): number {
    return this.#run.head.lastSeq;
  }

  /** Something was refused and one refusal is enough: what follows is only checked. */
  get isDoomed(): boolean {
    return this.report.refused.length > 0 && this.choices.acceptRefused !== true;
  }

  async postVouchers({ vouchers, fiscal_years: years }: NeutralBooks): Promise<void> {
    const isFirst = this.known.length === 0 && this.#elsewhere.length === 0;
    const matches = matchVouchers(
      this.known.filter(({ isOpening }) => !isOpening),
      this.#elsewhere,
      isFirst ? [] : vouchers.map((each) => this.#identify(each)),
      {
        yearOf: (date) => this.yearOf(date),
        declared: years.map(({ from }) => this.yearOf(from)),
      },
    );
    for (const [place, voucher] of vouchers.entries()) {
      await this.#postVoucher(voucher, place, matches);
    }
    const absent = matches.absent.map(({ label, series, number, date }) => {
      return `${label}, ${nameVoucher({ series, number, date })}`;
    });
    this.report.absent.push(...absent);
  }

  async #postVoucher(voucher: NeutralVoucher, place: number, matches: Matches): Promise<void> {
    const what = nameVoucher(voucher);
    const match = matches.byPlace.get(place);
    if (match?.is === 'same') return this.skip(what, match.known);
    this.#countNumber(voucher);
    const { input, zeroLines, turnedLines } = this.#read(voucher);
    const { plan, rejections } = planVoucher(this.books, input, importPlan);
    if (!plan) return this.refuse(what, `/vouchers/${place}`, rejections);
    const isChanged = match?.is === 'changed';
    if (isChanged && (await this.standsAs(match.known, plan))) return this.skip(what, match.known);
    if (match && (isChanged || !this.choices.confirm?.includes('import-voucher-renamed'))) {
      return this.refuse(what, `/vouchers/${place}`, [rejectMatch(match)]);
    }
    if (zeroLines.length > 0) this.report.zeroLines.push({ what, lines: zeroLines });
    if (turnedLines.length > 0) this.report.turnedLines.push({ what, lines: turnedLines });
    this.report.vouchers += 1;
    this.report.lines += plan.lines.length;
    await this.post(plan, this.#identify(voucher, input));
  }

  /** Vouchers that the source refused are checked like any other, and never posted. */
  checkRejected(voucher: NeutralVoucher, place: number): void {
    const { plan, rejections } = planVoucher(this.books, this.#read(voucher).input, importPlan);
    const reasons = plan ? [reject('refused-voucher-is-correct', {})] : rejections;
    this.report.checked.push({
      ...{ what: nameVoucher(voucher), pointer: `/rejected/${place}` },
      rejections: reasons.map((each) => explainInFile(each, this.books.writing)),
    });
  }

  skip(what: string, { label, state }: KnownVoucher): void {
    this.report.skipped.push({ what, voucher: label, state });
  }

  refuse(what: string, pointer: string, rejections: readonly Rejection[]): void {
    refusePart(this.report, { what, pointer }, rejections, this.books.writing);
  }

  /** Whether what came in was made in Cuadre into what the file now says. */
  standsAs(known: KnownVoucher, plan: PlannedVoucher): Promise<boolean> {
    return standsAs(this.writing.tx, this.books, known, plan);
  }

  /** The fiscal year of a date; where there is none, the calendar's. */
  yearOf(text: string): string {
    const date = parseLocalDate(text.trim());
    const year = date && fiscalYearOf(this.books.calendar, date);
    return year ? `${year.id}` : `calendar ${text.trim().slice(0, 4)}`;
  }

  hash(input: VoucherInput): string {
    return hashContent(input, (written) => this.#codeOf(written));
  }

  async post(plan: PlannedVoucher, identity: Identity): Promise<void> {
    if (this.isDoomed) return;
    const origin = identity.isOpening ? origins.initial : origins.import;
    const { actor } = this.writing;
    const { row, notices } = await this.#run.add({ uid: this.#newId(), plan, origin, actor });
    for (const notice of notices) {
      if (notice.code === 'party-added') this.report.createdParties.push(notice.params.party);
      if (notice.code === 'cost-center-added') {
        this.report.createdCostCenters.push(notice.params.costCenter);
      }
    }
    this.#imported.push({ ...identity, voucherId: row.id });
    this.#gathered += plan.lines.length;
    if (this.#gathered < this.#linesPerFlush) return;
    this.#gathered = 0;
    await this.#run.flushLog();
    await this.#flushIdentities();
  }

  async flush(): Promise<void> {
    await this.#run.flush();
    await this.#flushIdentities();
  }

  async #flushIdentities(): Promise<void> {
    const { tx, company } = this.writing;
    await insertImportedVouchers(tx, company.id, this.#id, this.#imported);
    this.#imported = [];
  }

  #read(voucher: NeutralVoucher) {
    return readNeutralVoucher(voucher, (series) => {
      const type = seriesType(series);
      return type !== null && this.#ordinaryTypes.has(type) ? type : undefined;
    });
  }

  /** Its type is no part of it: a series may have had none when it came in. */
  #identify(voucher: NeutralVoucher, read = this.#read(voucher).input): Identity {
    const { series, number, type = '' } = voucher;
    const contentHash = this.hash({ ...read, type });
    const date = (read.date ?? '').trim();
    return {
      isOpening: false,
      ...{ series: series.trim(), number: number.trim() },
      date,
      contentHash,
    };
  }

  #codeOf(written: string): string {
    let code = this.#codes.get(written);
    if (code === undefined) {
      const { chart } = this.books;
      code = chart.resolve(written)?.code ?? chart.newCode(written) ?? written;
      this.#codes.set(written, code);
    }
    return code;
  }

  #countNumber({ series, number }: NeutralVoucher): void {
    if (number === '') return;
    let numbers = this.#numbers.get(series);
    if (!numbers) this.#numbers.set(series, (numbers = new Map<string, number>()));
    const times = (numbers.get(number) ?? 0) + 1;
    numbers.set(number, times);
    if (times !== 2) return;
    this.report.repeatedNumbers.push([series, number].filter(Boolean).join('-'));
  }
}

/** Posting it would leave two in the books, or none that is right. */
function rejectMatch({ is, known: { label, date, batchId, source } }: Match): Rejection {
  const params = { voucher: label, date, import: batchId };
  return is === 'changed'
    ? reject('import-voucher-changed', params)
    : reject(
        'import-voucher-renamed',
        { ...params, source },
        { confirm: 'import-voucher-renamed' },
      );
}
