// Rejections: what a user can put right (invariant 8). A closed union; anything else that goes wrong is our bug.
import type { NumberStyle } from './money.ts';

/** The fields a rejection can point at; sheets map them to cells. */
export const rejectionFields = [
  'account', 'party', 'costCenter', 'description', 'debit', 'credit', 'date', 'dueDate', 'type',
  'reference', 'entry', 'code', 'name', 'kind', 'startsOn', 'endsOn', 'email', 'password', 'currency',
  'profile', 'role', 'lockedThrough', 'version', 'key', 'body', 'filter', 'period',
  'closesInto',
] as const; // prettier-ignore
export type RejectionField = (typeof rejectionFields)[number];

/** Parameters of each rejection. Amounts are wire decimals, dates `YYYY-MM-DD`, instants ISO UTC. */
export interface RejectionParams {
  // Vouchers
  'voucher-empty': Record<never, never>;
  'voucher-unbalanced': { debit: string; credit: string; difference: string };
  'entry-unbalanced': { entry: number; debit: string; credit: string; difference: string };
  'memorandum-unbalanced': {
    entry: number;
    accounts: string;
    debit: string;
    credit: string;
    difference: string;
  };
  'voucher-too-long': { lines: number; max: number };
  'voucher-type-unknown': { type: string; known: string };
  'voucher-already-posted': { voucher: string; date: string };
  'voucher-not-draft': { voucher: string };
  'draft-keeps-number': { voucher: string };
  'voucher-keeps-number': { voucher: string; fiscalYear: string };
  'voucher-keeps-date': { voucher: string };
  'cell-set-unknown': { cellSet: string };
  'voucher-not-posted': { state: string };
  'reason-missing': Record<never, never>;
  'voucher-changed': { version: number; changedBy: string; changedAt: string };
  'voucher-id-taken': Record<never, never>;
  'line-both-sides': { debit: string; credit: string };
  'line-without-amount': Record<never, never>;
  'line-negative-amount': { amount: string };
  'amount-not-a-number': { text: string };
  'amount-error-value': { text: string };
  'amount-malformed-grouping': { text: string };
  'amount-ambiguous': { text: string };
  'amount-mixed-styles': { text: string; expected: string };
  'amount-double-sign': { text: string };
  'amount-other-currency': { text: string; currency: string; own: string };
  'amount-side-contradicts': { text: string; says: string; column: string };
  'amount-percentage': { text: string };
  'amount-is-date': { text: string };
  'amount-maybe-converted': { text: string; changed: string };
  'side-unknown': { text: string; amount: string };
  'sides-unknown': { title: string; text: string };
  'tables-side-by-side': { title: string; first: string; second: string };
  'final-balance-missing': { previous: string; movement: string };
  'total-account-differs': { account: string; written: string; read: string };
  'text-error-value': { text: string };
  // Questions: what only a person can decide about a sheet
  'amounts-maybe-converted': {
    cell: string;
    text: string;
    shown: string;
    changed: string;
    cells: string;
  };
  'amounts-ambiguous': {
    cell: string;
    text: string;
    thousands: string;
    decimals: string;
    cells: string;
  };
  'amounts-negative': {
    cell: string;
    text: string;
    side: string;
    other: string;
    amount: string;
    cells: string;
  };
  'dates-maybe-swapped': { cell: string; shown: string; changed: string; cells: string };
  'amount-too-many-decimals': { text: string; decimals: number };
  'amount-too-large': { text: string };
  'account-missing': Record<never, never>;
  /** `parent`: where it would hang from, `430 (Clientes)`; `character`: in it and in no code. */
  'account-unknown': { account: string; nearest: string; parent?: string; character?: string };
  /** Of a sheet. */
  'accounts-unknown': { count: number; accounts: string };
  /** Of an account list. */
  'filter-codes-unknown': { accounts: string };
  'account-not-postable': { account: string; name: string; leaves: string };
  'account-inactive': { account: string; name: string };
  'party-required': { account: string; name: string };
  'cost-center-required': { account: string; name: string };
  'text-too-long': { length: number; max: number };
  // Dates, years and locks
  'date-missing': Record<never, never>;
  /** `instead`: what may have been meant, written as it would be read; empty when nobody knows. */
  'date-invalid': { text: string; instead: string };
  'date-outside-fiscal-years': { date: string; years: string };
  'date-locked': {
    date: string;
    lockedThrough: string;
    lockedBy: string;
    lockedAt: string;
    firstOpenDate: string;
  };
  'fiscal-year-closed': { date: string; fiscalYear: string };
  'fiscal-year-overlap': { fiscalYear: string; startsOn: string; endsOn: string };
  'fiscal-year-ends-before-start': { startsOn: string; endsOn: string };
  'fiscal-year-duplicate': { name: string };
  'fiscal-year-long': { startsOn: string; endsOn: string; months: number };
  'fiscal-year-gap': { from: string; to: string };
  'fiscal-year-too-late': { startsOn: string; endsOn: string; lastDay: string };
  'fiscal-year-name-invalid': { max: number };
  'fiscal-year-has-vouchers': { fiscalYear: string; count: number };
  'fiscal-year-leaves-out': { fiscalYear: string; voucher: string; date: string };
  'lock-leaves-drafts': { lockedThrough: string; count: number; drafts: string };
  'lock-leaves-numbered': { lockedThrough: string; count: number; vouchers: string };
  // A sheet beside what was posted from it
  'sheet-differs': { voucher: string; written: string; posted: string };
  'sheet-line-extra': { voucher: string };
  'sheet-line-missing': {
    voucher: string;
    account: string;
    name: string;
    side: string;
    amount: string;
  };
  // Opening balances
  'opening-unbalanced': {
    debit: string;
    credit: string;
    difference: string;
    account: string;
    name: string;
  };
  'opening-over-balances': { date: string; accounts: number; total: string };
  // Books that come in as files
  /** `instead`: an encoding that may be meant; `shown`: what stands around, as it would read in it. */
  'file-encoding-unreadable': {
    encoding: string;
    byte: number;
    line: number;
    shown: string;
    instead: string;
  };
  'file-encoding-other': { encoding: string; shown: string };
  'file-not-text': { looks: string };
  /** `line` 0: it has no place. */
  'file-not-json': { reason: string; line: number; column: number };
  'file-too-deep': { max: number; line: number };
  'file-member-repeated': { member: string; line: number; column: number };
  'books-empty': Record<never, never>;
  'books-currency-differs': { currency: string; own: string };
  'import-account-repeated': { account: string; name: string };
  'import-account-kinds-differ': { account: string; type: string; kind: string };
  'import-voucher-changed': { voucher: string; date: string; import: number };
  'import-voucher-renamed': { voucher: string; date: string; import: number; source: string };
  'import-opening-changed': { voucher: string; date: string; import: number };
  'refused-voucher-is-correct': Record<never, never>;
  'import-unknown': { import: string };
  'import-worked-on': { import: number; count: number; vouchers: string };
  /** `locked`: through which day; empty when it is a closed year. */
  'import-date-closed': { import: number; count: number; vouchers: string; locked: string };
  // Chart of accounts
  'account-code-invalid': { account: string };
  'account-code-unsafe': { account: string; becomes: string };
  'account-duplicate': { account: string; name: string };
  'account-parent-has-postings': { account: string; parent: string };
  'account-in-the-middle': { account: string; children: string };
  'account-kind-missing': { account: string };
  // Year end
  'closing-target-needless': { account: string; name: string };
  'closing-target-not-equity': { target: string; name: string; candidates: string };
  'closing-target-is-result': { target: string; name: string; candidates: string };
  'closing-without-target': { account: string; name: string; amount: string; candidates: string };
  // Companies, users, sessions
  'company-duplicate': { company: string };
  'company-code-invalid': { company: string };
  'company-unknown': { company: string };
  'profile-unknown': { profile: string; known: string };
  'chart-unknown': { chart: string; known: string };
  'currency-unknown': { currency: string };
  'user-duplicate': { email: string };
  'user-unknown': { email: string };
  'email-invalid': { email: string };
  'password-too-short': { min: number };
  'credentials-wrong': Record<never, never>;
  'too-many-attempts': { seconds: number };
  'session-expired': Record<never, never>;
  'permission-denied': { role: string; action: string };
  // Requests
  'filter-invalid': { text: string };
  'filter-without-accounts': { text: string };
  'period-invalid': { text: string; instead: string };
  'period-reversed': { from: string; to: string };
  'version-unknown': { version: string; last: string };
  'too-many-cells': { cells: number; max: number };
  'balance-too-large': Record<never, never>;
  'method-not-allowed': { method: string; allowed: string };
  'idempotency-key-missing': Record<never, never>;
  'idempotency-key-reused': { key: string };
  'request-malformed': { detail: string };
  // The shape of a request or a file. `what` is a member or a parameter by its name, with its article.
  'member-unknown': { member: string; where: string; instead: string; known: string };
  'parameter-unknown': { parameter: string; instead: string; known: string };
  'parameter-repeated': { parameter: string };
  'value-missing': { what: string; is: string };
  'value-malformed': { what: string; problem: string; right: string };
  'body-unexpected': Record<never, never>;
  'if-match-missing': Record<never, never>;
  'precondition-unread': { header: string };
  'body-too-large': { max: string };
  /** `what` is asked for `count` times: «sumas de saldos». */
  'too-much-work': { what: string; count: number; max: number };
  'too-many-feeds': { max: number };
  'server-busy': { seconds: number };
  'sign-in-busy': { seconds: number };
  'not-found': { what: string };
  // Notices: they do not stop anything
  'amount-converted': { text: string; read: string };
  'column-unread': { column: string; title: string; count: number };
  'line-dates-differ': { text: string; date: string; count: number };
  'party-new': { party: string };
  'cost-center-new': { costCenter: string };
  'party-added': { party: string };
  'cost-center-added': { costCenter: string };
  'voucher-without-concept': Record<never, never>;
  'line-repeated': { line: number };
  'opening-exists': { voucher: string; date: string };
}

export type RejectionCode = keyof RejectionParams;

/** Where in a document or a sheet something is wrong. `line` is the client's own line number. */
export interface RejectionPlace {
  line?: number | undefined;
  field?: RejectionField | undefined;
  cell?: string | undefined;
  /** In the body or the file that was sent (RFC 6901): `/lines/3/account`. */
  pointer?: string | undefined;
  /** Of the address: its query or its path. */
  parameter?: string | undefined;
  header?: string | undefined;
  /**
   * Present when the user may go on all the same: the request is repeated with this word in its
   * `confirm`, and the sentence says what that means.
   */
  confirm?: string | undefined;
}

export type Rejection = {
  [C in RejectionCode]: { code: C; params: RejectionParams[C] } & RejectionPlace;
}[RejectionCode];

/** A rejection with its Spanish sentence: what happened and why (`message`), what to do (`remedy`). */
export type ExplainedRejection = RejectionPlace & {
  code: RejectionCode;
  params: Record<string, string | number>;
  message: string;
  remedy: string;
};

/** How amounts are written in the sentences of a company, and the words of its country. */
export interface AmountWriting {
  minorDigits: number;
  numberStyle: NumberStyle;
  /** «asiento», «centro de coste»…; left out, the words that every country understands. */
  vocabulary?: Readonly<Record<string, string>>;
}

/** Builds a rejection. */
export function reject<C extends RejectionCode>(
  code: C,
  params: RejectionParams[C],
  place: RejectionPlace = {},
): Rejection {
  return { code, params, ...place } as Rejection;
}
