// What the pane shows, as one immutable snapshot, and what it may ask for. React reads it through
// useSyncExternalStore; commands, functions and the change feed write it.
import type { Chart } from '../../shared/contract/accounts.ts';
import type { TrialBalance } from '../../shared/contract/balances.ts';
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import type { AccessibleCompany } from '../../shared/contract/sessions.ts';
import type { Voucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import type { DateSystem } from '../../shared/localDate.ts';
import type { ExplainedRejection } from '../../shared/rejection.ts';
import type {
  NewFiscalYear,
  TrialBalanceQuery,
  VoucherList,
  VoucherListQuery,
} from '../api/queryTypes.ts';
import type { DocumentSheet } from '../host/lookAtWorkbook.ts';
import type { SheetDocument } from '../host/sheetDocument.ts';
import type {
  CommandName,
  CommandOutcome,
  ProposedAccount,
  SheetProblem,
  SheetReference,
} from '../commands/commandOutcome.ts';
import type { Answer } from '../sheets/sheetQuestions.ts';

export type SessionState =
  /** Reading the stored session: show nothing yet. */
  | { kind: 'starting' }
  | { kind: 'signed-out' }
  /** The session ended by itself: what is in the sheets stays, the user must sign in again. */
  | { kind: 'expired'; since: Date; email: string }
  | {
      kind: 'signed-in';
      user: { email: string; name: string };
      companies: AccessibleCompany[];
    };

export interface ConnectionState {
  /** `connecting` only until the first answer; `signed-out`: no session, hence no feed. */
  state: 'connecting' | 'online' | 'offline' | 'signed-out';
  /** When it became so. */
  since: Date;
}

/** Work in progress: words always, figures when they are known. */
export interface BusyState {
  command: CommandName | 'signIn' | 'chooseCompany' | 'ledger';
  words: string;
  /** Null while the amount of work is not known. */
  progress: { done: number; total: number } | null;
  /** Present when the work can be stopped. */
  cancel: (() => void) | null;
}

export interface SheetProblems {
  sheet: SheetReference;
  /** The company that was open when the sheet was checked: another one's problems are not shown. */
  company: string | null;
  problems: SheetProblem[];
}

/** A sheet of this workbook whose document is not in the ledger yet. */
export interface SheetDraft {
  sheet: SheetReference;
  kind: 'voucher' | 'opening';
  company: string;
  /** `pending`: it was sent and the answer did not arrive. */
  state: 'draft' | 'pending';
}

/** The sheet in front of the user, kept up to date: it decides which commands make sense. */
export interface ActiveSheet {
  sheet: SheetReference;
  /** `other`: not laid out by Cuadre. */
  kind: 'voucher' | 'opening' | 'other';
  /** Null for other sheets. */
  state: SheetDocument['state'] | null;
  /** `AS-12` once posted. */
  voucherLabel: string | null;
  /** Whose sheet it is; null for other sheets. */
  company: string | null;
  voucherId: string | null;
  /** The draft is also kept on the server. */
  isSaved: boolean;
}

/** Something done, for «Últimas acciones»; pressing it opens its sheet when there is one. */
export interface RecentAction {
  at: Date;
  command: CommandName;
  sentence: string;
  sheet: SheetReference | null;
}

/** The live figures of the workbook. */
export interface FiguresState {
  /** Distinct figures asked by the cells of this workbook. */
  subscriptions: number;
  /** Ledger version of the figures in the cells; null before the first answer. */
  ledgerVersion: number | null;
  /** When they were last known to be up to date. */
  lastSyncAt: Date | null;
  /** Since when the cells show values that may be out of date; null when they are up to date. */
  staleSince: Date | null;
}

export interface AddinSnapshot {
  session: SessionState;
  connection: ConnectionState;
  /** The chosen company with its years, lock and drafts; null before choosing. Kept while offline. */
  company: Company | null;
  /** Code chosen in this workbook, known before the company has been read. */
  companyCode: string | null;
  /** What this workbook counts its dates from: functions get the dates of cells as numbers. */
  dateSystem: DateSystem;
  busy: BusyState | null;
  /** Grouped by sheet, errors first; shrinks as cells are corrected. */
  problems: SheetProblems[];
  activeSheet: ActiveSheet | null;
  /** The sheets of the workbook that are documents of ours, as they were last seen. */
  documents: DocumentSheet[];
  /** Sheets of this workbook not sent yet. */
  drafts: SheetDraft[];
  lastOutcome: CommandOutcome | null;
  /** Newest first, at most ten. */
  recent: RecentAction[];
  figures: FiguresState;
  /** What whoever wrote the formulas should know although their figures stand, in sentences. */
  figureNotices: readonly string[];
}

/** Empty `rejections` means that it was done. `message` is there whenever it was not. */
export interface ActionResult {
  ok: boolean;
  /** One sentence with its remedy, for the form; null when ok. */
  message: string | null;
  rejections: ExplainedRejection[];
}

/** What a screen asks for by itself: the value, or a sentence that says why there is none. */
export type QueryResult<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      reason: 'offline' | 'signed-out' | 'refused' | 'failed';
      message: string;
      rejections: ExplainedRejection[];
    };

/** Reads of the chosen company for the lists of the pane. None rejects. */
export interface AddinQueries {
  listVouchers: (query: VoucherListQuery) => Promise<QueryResult<VoucherList>>;
  getVoucher: (id: string) => Promise<QueryResult<Voucher>>;
  getTrialBalance: (query: TrialBalanceQuery) => Promise<QueryResult<TrialBalance>>;
  getChart: () => Promise<QueryResult<Chart>>;
  /** Accounts that a sheet uses and the chart lacks, with the names that the sheet gives them. */
  proposeAccounts: (sheet: SheetReference) => Promise<QueryResult<ProposedAccount[]>>;
}

export interface VoucherReference {
  id: string;
  version: number;
}

/**
 * What the pane changes in the books of the chosen company, besides sheets. None rejects. Afterwards the
 * company is read again and every sheet of the workbook is asked for.
 */
export interface LedgerOperations {
  createFiscalYear: (year: NewFiscalYear) => Promise<QueryResult<FiscalYear>>;
  changeFiscalYear: (id: number, year: NewFiscalYear) => Promise<QueryResult<FiscalYear>>;
  deleteFiscalYear: (id: number) => Promise<QueryResult<unknown>>;
  /** @param confirm what was asked and accepted */
  setLock: (lockedThrough: string | null, confirm: string[]) => Promise<QueryResult<unknown>>;
  voidVoucher: (voucher: VoucherReference, reason: string) => Promise<QueryResult<VoucherResult>>;
  unpostVoucher: (voucher: VoucherReference, reason: string) => Promise<QueryResult<VoucherResult>>;
  postDraft: (voucher: VoucherReference) => Promise<QueryResult<VoucherResult>>;
  deleteDraft: (voucher: VoucherReference) => Promise<QueryResult<unknown>>;
}

export interface AddinActions {
  /** Chooses the company of the workbook too when it is known, or the only one. */
  signIn: (email: string, password: string) => Promise<ActionResult>;
  signOut: () => Promise<void>;
  chooseCompany: (code: string) => Promise<ActionResult>;
  /** Reads the company again and every figure of the workbook. Also tries to reconnect at once. */
  refresh: () => Promise<ActionResult>;
  /** Activates the sheet and selects the cell. */
  selectProblem: (problem: SheetProblem) => Promise<void>;
  /** Settles a question about the reading of a sheet and checks the sheet again. */
  answerQuestion: (problem: SheetProblem, answer: Answer) => Promise<void>;
  /** Activates a sheet of the workbook; false when it no longer exists. */
  openSheet: (sheet: SheetReference) => Promise<boolean>;
  dismissOutcome: () => void;
}

export interface AddinStore {
  getSnapshot: () => AddinSnapshot;
  /** @returns the function that ends the subscription. */
  subscribe: (listener: () => void) => () => void;
}
