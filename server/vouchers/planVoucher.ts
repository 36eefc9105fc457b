// The rules of a voucher: everything that is wrong with it at once, or the lines that may be posted.
import type { VoucherInput, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { maxOpeningLines, maxVoucherLines } from '../../shared/contract/vouchers.ts';
import { parseLocalDate, type LocalDate } from '../../shared/localDate.ts';
import type { MinorUnits } from '../../shared/money.ts';
import { rejectDate } from '../../shared/period.ts';
import { canonicalPartyCode } from '../../shared/partyCode.ts';
import {
  reject,
  type Rejection,
  type RejectionField,
  type RejectionPlace,
} from '../../shared/rejection.ts';
import { parentOf } from '../accounts/accounts.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { fiscalYearOf, refuseDate } from '../fiscal-years/calendar.ts';
import type { FiscalYearRow } from '../fiscal-years/fiscalYears.store.ts';
import { origins } from '../ledger/posting.ts';
import { runThrough } from '../pace.ts';
import { checkBalance } from './checkBalance.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { readLineAmounts } from './lineAmounts.ts';
import type { VoucherTypeRow } from './voucherTypes.store.ts';

/** How much of each text is kept (C09). */
export const maxTextLength = { description: 500, reference: 60, party: 40, costCenter: 40 };

export interface PlannedLine {
  line: number;
  entry: number;
  account: ChartAccountNode;
  party: string;
  costCenter: string;
  description: string;
  reference: string;
  debit: MinorUnits;
  credit: MinorUnits;
  dueDate: LocalDate | null;
}

export interface PlannedVoucher {
  type: VoucherTypeRow;
  date: LocalDate;
  fiscalYear: FiscalYearRow;
  description: string;
  reference: string;
  lines: PlannedLine[];
  total: MinorUnits;
}

export interface VoucherReading {
  rejections: Rejection[];
  notices: Rejection[];
  debitTotal: MinorUnits;
  creditTotal: MinorUnits;
  /** Names by the account text that was sent. */
  accountNames: Map<string, string>;
  /** Third parties and cost centres that the lines name. */
  parties: Set<string>;
  costCenters: Set<string>;
  /** Present when nothing was rejected. */
  plan?: PlannedVoucher;
}

/** How a voucher is read. */
export interface PlanOptions {
  /** Opening vouchers take the opening type. */
  purpose: 'ordinary' | 'opening';
  /** Accounts that need a third party or a cost centre get one; pasted balances and old books have none. */
  requireDimensions: boolean;
  maxLines: number;
}

export const ordinaryPlan: PlanOptions = {
  purpose: 'ordinary',
  requireDimensions: true,
  maxLines: maxVoucherLines,
};
export const openingPlan: PlanOptions = {
  purpose: 'opening',
  requireDimensions: false,
  maxLines: maxOpeningLines,
};
export const importPlan: PlanOptions = { ...ordinaryPlan, requireDimensions: false };

/** A voucher that is posted again, or corrected, keeps the rules under which it came in. */
export function planOptionsOf(origin: number): PlanOptions {
  if (origin === origins.initial) return openingPlan;
  return origin === origins.import ? importPlan : ordinaryPlan;
}

/**
 * Plans a voucher. Rejections come header first, then line by line, then the balance; each line
 * carries the client's own line number.
 */
export function planVoucher(
  books: CompanyBooks,
  input: VoucherInput,
  options: PlanOptions = ordinaryPlan,
): VoucherReading {
  return runThrough(planInSteps(books, input, options));
}

/** Lines that are read in a step. */
export const linesPerStep = 100;

/** The same a few lines at a time. */
export function* planInSteps(
  books: CompanyBooks,
  input: VoucherInput,
  options: PlanOptions,
): Generator<undefined, VoucherReading> {
  const reading: VoucherReading = {
    rejections: [],
    notices: [],
    debitTotal: 0n,
    creditTotal: 0n,
    accountNames: new Map(),
    parties: new Set(),
    costCenters: new Set(),
  };
  const type = readType(books, input.type, options.purpose, reading);
  const date = readDate(books, input.date, reading);
  const description = readText(reading, 'description', input.description);
  const reference = readText(reading, 'reference', input.reference);
  const lines = yield* readLines(books, input.lines, options, reading);
  const totals = { debit: reading.debitTotal, credit: reading.creditTotal };
  reading.rejections.push(...checkBalance(books, input.lines.length, lines, totals));
  const concepts = [description, ...lines.map((line) => line.description)];
  if (lines.length > 0 && concepts.every((text) => text === '')) {
    reading.notices.push(reject('voucher-without-concept', {}, { field: 'description' }));
  }
  const fiscalYear = date && fiscalYearOf(books.calendar, date);
  if (reading.rejections.length === 0 && type && date && fiscalYear) {
    const total = reading.debitTotal;
    reading.plan = { type, date, fiscalYear, description, reference, lines, total };
  }
  return reading;
}

function readType(
  books: CompanyBooks,
  code: string | undefined,
  purpose: 'ordinary' | 'opening',
  reading: VoucherReading,
): VoucherTypeRow | undefined {
  const ofPurpose = books.voucherTypes.filter((type) => type.purpose === purpose);
  const wanted = code?.trim().toUpperCase();
  const type = wanted ? ofPurpose.find((known) => known.code === wanted) : ofPurpose[0];
  if (!type) {
    const known = ofPurpose.map(({ code: each, name }) => `${each} (${name})`).join(', ');
    reading.rejections.push(
      reject('voucher-type-unknown', { type: wanted ?? '', known }, { field: 'type' }),
    );
  }
  return type;
}

function readDate(
  books: CompanyBooks,
  text: string | undefined,
  reading: VoucherReading,
): LocalDate | null {
  const trimmed = text?.trim() ?? '';
  const date = parseLocalDate(trimmed);
  const refusal = date
    ? refuseDate(books.calendar, date)
    : trimmed === ''
      ? reject('date-missing', {}, { field: 'date' })
      : rejectDate(clip(trimmed), { today: null }, { field: 'date' });
  if (refusal) reading.rejections.push(refusal);
  return date;
}

function* readLines(
  books: CompanyBooks,
  inputs: readonly VoucherLineInput[],
  options: PlanOptions,
  reading: VoucherReading,
): Generator<undefined, PlannedLine[]> {
  if (inputs.length === 0) reading.rejections.push(reject('voucher-empty', {}));
  const { maxLines } = options;
  if (inputs.length > maxLines) {
    const params = { lines: inputs.length, max: maxLines };
    reading.rejections.push(reject('voucher-too-long', params));
    return [];
  }
  const lines: PlannedLine[] = [];
  const seen = new Map<string, number>();
  for (const [at, input] of inputs.entries()) {
    if (at % linesPerStep === linesPerStep - 1) yield;
    const line = readLine(books, input, options, reading);
    if (!line) continue;
    lines.push(line);
    const { account, party, costCenter, description, reference, debit, credit, entry } = line;
    const key = `${account.id} ${debit} ${credit} ${entry} ${line.dueDate}\n${party}\n${costCenter}\n${description}\n${reference}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, line.line);
    else reading.notices.push(reject('line-repeated', { line: earlier }, { line: line.line }));
  }
  return lines;
}

function readLine(
  books: CompanyBooks,
  input: VoucherLineInput,
  { requireDimensions }: PlanOptions,
  reading: VoucherReading,
): PlannedLine | null {
  const { line } = input;
  const account = readAccount(books, input, reading);
  const party = canonicalPartyCode(readText(reading, 'party', input.party, line));
  const costCenter = readText(reading, 'costCenter', input.costCenter, line);
  const description = readText(reading, 'description', input.description, line);
  const reference = readText(reading, 'reference', input.reference, line);
  if (party) reading.parties.add(party);
  if (costCenter) reading.costCenters.add(costCenter);
  if (requireDimensions && account?.requiresParty && !party) {
    const params = { account: account.code, name: account.name };
    reading.rejections.push(reject('party-required', params, { line, field: 'party' }));
  }
  if (requireDimensions && account?.requiresCostCenter && !costCenter) {
    const params = { account: account.code, name: account.name };
    reading.rejections.push(reject('cost-center-required', params, { line, field: 'costCenter' }));
  }
  const { debit, credit, rejections } = readLineAmounts(input, books.writing.minorDigits);
  reading.rejections.push(...rejections);
  reading.debitTotal += debit;
  reading.creditTotal += credit;
  const dueDate = readDueDate(input, reading);
  if (!account) return null;
  const entry = input.entry ?? 1;
  const texts = { description, reference };
  return { line, entry, account, party, costCenter, ...texts, debit, credit, dueDate };
}

/** Any day: what falls due is not written on its date. */
function readDueDate({ line, dueDate = '' }: VoucherLineInput, reading: VoucherReading) {
  const text = dueDate.trim();
  const date = parseLocalDate(text);
  if (date === null && text !== '') {
    const place = { line, field: 'dueDate' } as const;
    reading.rejections.push(rejectDate(clip(text), { today: null }, place));
  }
  return date;
}

function readAccount(
  books: CompanyBooks,
  input: VoucherLineInput,
  reading: VoucherReading,
): ChartAccountNode | undefined {
  const place = { line: input.line, field: 'account' } as const;
  const text = input.account?.trim() ?? '';
  if (text === '') {
    reading.rejections.push(reject('account-missing', {}, place));
    return undefined;
  }
  const account = books.chart.resolve(text);
  if (!account) {
    reading.rejections.push(refuseUnknown(books, text, place));
    return undefined;
  }
  reading.accountNames.set(text, account.name);
  const { code, name } = account;
  if (account.children.length > 0) {
    const leaves = books.chart
      .leavesBelow(account)
      .map((leaf) => `${leaf.code} (${leaf.name})`)
      .join(', ');
    reading.rejections.push(reject('account-not-postable', { account: code, name, leaves }, place));
  } else if (!account.isActive) {
    reading.rejections.push(reject('account-inactive', { account: code, name }, place));
  }
  return account;
}

function readText(
  reading: VoucherReading,
  field: RejectionField & keyof typeof maxTextLength,
  value: string | undefined,
  line?: number,
): string {
  const text = value?.trim() ?? '';
  const max = maxTextLength[field];
  if (text.length > max) {
    reading.rejections.push(reject('text-too-long', { length: text.length, max }, { line, field }));
  }
  return text;
}

/** An unknown account is no code at all, a code written wrong (those that look like it) or a new one (where it would hang from). */
function refuseUnknown({ chart }: CompanyBooks, text: string, place: RejectionPlace): Rejection {
  const code = chart.newCode(text);
  const parent = code === null ? undefined : parentOf(chart, code);
  // What no code has is told: 5720:1 is not merely unknown.
  const character = code === null ? /[^\w./\s-]/u.exec(text)?.[0] : undefined;
  const params = {
    account: clip(text),
    nearest: chart.nearest(text).join(', '),
    ...(parent && { parent: `${parent.code} (${parent.name})` }),
    ...(character && { character }),
  };
  return reject('account-unknown', params, place);
}

/** A cell may hold a whole page where a code belongs: enough of it to recognise it. */
function clip(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59).toWellFormed()}…`;
}
