// Opening balances: one voucher of the opening type; a difference is never guessed away, and nothing is added on
// top of balances that the books hold already unless the user says so (B01–B03).
import type {
  NewOpening,
  OpeningInput,
  Validation,
  VoucherInput,
  VoucherResult,
} from '../../shared/contract/vouchers.ts';
import { localDate, type LocalDate } from '../../shared/localDate.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { writeCompany, type CompanyWriting, type WriteRequest } from '../companies/companyWrite.ts';
import type { Engine, ReadTx } from '../db/engine.ts';
import { origins } from '../ledger/posting.ts';
import { Pace, runAtPace, runThrough } from '../pace.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { sumExistingBalances } from './existingBalances.store.ts';
import { findOpeningDifferenceAccount } from './openingDifference.ts';
import { openingPlan, planInSteps, type VoucherReading } from './planVoucher.ts';
import { postReading, refuseTakenId, type LedgerContext } from './postReading.ts';
import { unitsPerStep, validationOf } from './validateVoucher.ts';
import { postedKeeping } from './voucherAnswers.ts';
import { findNewCodes, voucherLabel } from './voucherDetails.ts';
import { findOpening } from './vouchers.store.ts';

const openingDescription = 'Saldos iniciales';
const overBalances = 'opening-over-balances';

export async function validateOpening(
  engine: Pick<Engine, 'read'>,
  books: CompanyBooks,
  input: OpeningInput,
  pace: Pace = new Pace(),
): Promise<Validation> {
  const reading = await runAtPace(readOpeningInSteps(books, input), pace, unitsPerStep);
  const { asked, notices } = await engine.read(async (tx) => {
    const added = await findNewCodes(tx, books.company.id, reading.plan?.lines ?? []);
    const repeated = await noticeEarlierOpening(tx, books, input, reading);
    return {
      asked: await askBeforeAdding(tx, books, input, reading),
      notices: [...reading.notices, ...added.notices, ...repeated],
    };
  });
  return validationOf(books, asked, notices, pace);
}

/**
 * @throws Refusal `invalid` with every rejection; `opening-unbalanced` offers a named account,
 * `opening-over-balances` is a question that the input may answer
 */
export async function postOpening(
  context: LedgerContext,
  request: WriteRequest,
  input: NewOpening,
  pace: Pace = new Pace(),
): Promise<VoucherResult> {
  const deed = { may: 'post', name: 'postOpening', input } as const;
  const work = async (writing: CompanyWriting): Promise<VoucherResult> => {
    const { tx, company } = writing;
    const books = await context.books.read(tx, company.id, company);
    await refuseTakenId(tx, books, input.id);
    const read = await runAtPace(readOpeningInSteps(books, input), pace, unitsPerStep);
    const reading = await askBeforeAdding(tx, books, input, read);
    const repeated = await noticeEarlierOpening(tx, books, input, reading);
    const posting = { uid: input.id, origin: origins.initial };
    return postReading(context, writing, books, reading, posting, repeated);
  };
  return writeCompany(context, request, deed, work, postedKeeping(context.books));
}

/**
 * Asks whether opening balances are to be added to those that the books hold on their date or before, or to those of
 * a later opening: of two years, one nearly always repeats what carries over by itself. What was read is no plan before that is answered.
 */
export async function askBeforeAdding(
  tx: ReadTx,
  books: CompanyBooks,
  input: OpeningInput,
  reading: VoucherReading,
): Promise<VoucherReading> {
  // Whatever else is wrong comes first: an answer is only asked for what could be posted then.
  if (!reading.plan || isConfirmed(input)) return reading;
  const existing = await findExistingBalances(tx, books, reading.plan.date);
  if (!existing) return reading;
  const { date, accounts, total } = existing;
  const params = { date, accounts, total: formatDecimalAmount(total, books.writing.minorDigits) };
  const question = reject(overBalances, params, { field: 'date', confirm: overBalances });
  const { plan: _unconfirmed, ...rest } = reading;
  return { ...rest, rejections: [question] };
}

/** Those of the day; where there are none, those of an opening that was loaded before for a later day. */
async function findExistingBalances(tx: ReadTx, books: CompanyBooks, date: LocalDate) {
  const { id } = books.company;
  const onTheDay = await sumExistingBalances(tx, id, date);
  if (onTheDay.accounts > 0) return { date, ...onTheDay };
  const later = await findOpening(tx, id, listOpeningTypes(books), { after: date });
  if (!later) return null;
  const carried = await sumExistingBalances(tx, id, localDate(later.date));
  return carried.accounts > 0 ? { date: later.date, ...carried } : null;
}

function listOpeningTypes({ voucherTypes }: CompanyBooks): string[] {
  return voucherTypes.filter(({ purpose }) => purpose === 'opening').map(({ code }) => code);
}

function isConfirmed({ confirm = [] }: OpeningInput): boolean {
  return confirm.includes(overBalances);
}

/** Reads opening balances as a voucher, with the accepted difference as one more line. */
export function readOpening(books: CompanyBooks, input: OpeningInput): VoucherReading {
  return runThrough(readOpeningInSteps(books, input));
}

/** The same a few lines at a time. */
export function* readOpeningInSteps(
  books: CompanyBooks,
  input: OpeningInput,
): Generator<undefined, VoucherReading> {
  const { differenceAccount, date, lines } = input;
  const voucher: VoucherInput = {
    date: date ?? firstDay(books),
    description: openingDescription,
    lines,
  };
  const reading = yield* planInSteps(books, voucher, openingPlan);
  const difference = reading.debitTotal - reading.creditTotal;
  if (difference === 0n) return reading;
  if (differenceAccount === undefined) return offerAccount(books, reading, difference);
  const write = (amount: bigint) => formatDecimalAmount(amount, books.writing.minorDigits);
  const line = lines.reduce((last, each) => Math.max(last, each.line), 0) + 1;
  const balancing = {
    line,
    account: differenceAccount,
    description: 'Diferencia de los saldos iniciales',
    ...(difference > 0n ? { credit: write(difference) } : { debit: write(-difference) }),
  };
  return yield* planInSteps(books, { ...voucher, lines: [...lines, balancing] }, openingPlan);
}

/** B03: says which account the field would use; using it is the user's decision. */
function offerAccount(
  books: CompanyBooks,
  reading: VoucherReading,
  difference: bigint,
): VoucherReading {
  const write = (amount: bigint) => formatDecimalAmount(amount, books.writing.minorDigits);
  const account = findOpeningDifferenceAccount(books, difference > 0n ? 'credit' : 'debit');
  const offered = reject('opening-unbalanced', {
    debit: write(reading.debitTotal),
    credit: write(reading.creditTotal),
    difference: write(difference),
    account: account?.code ?? '',
    name: account?.name ?? '',
  });
  const rejections = reading.rejections.map((each) =>
    each.code === 'voucher-unbalanced' ? offered : each,
  );
  return { ...reading, rejections };
}

async function noticeEarlierOpening(
  tx: ReadTx,
  books: CompanyBooks,
  input: OpeningInput,
  reading: VoucherReading,
): Promise<Rejection[]> {
  // Who confirmed that these balances are added to others need not be told again.
  if (!reading.plan || isConfirmed(input)) return [];
  const fiscalYearId = reading.plan.fiscalYear.id;
  const types = listOpeningTypes(books);
  const earlier = await findOpening(tx, books.company.id, types, { fiscalYearId });
  if (!earlier) return [];
  const voucher = voucherLabel(earlier) ?? '';
  return [reject('opening-exists', { voucher, date: earlier.date })];
}

/** B02: opening balances are dated where the books begin. */
function firstDay(books: CompanyBooks): string {
  return books.calendar.years[0]?.startsOn ?? '';
}
