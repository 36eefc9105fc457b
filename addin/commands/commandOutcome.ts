// What a command of Cuadre answers, to the ribbon and to the pane alike: a sentence, the cells that
// are wrong, what was posted and what the user may choose next.
import type { RejectionCode } from '../../shared/rejection.ts';
import type { Answer, QuestionKey } from '../sheets/sheetQuestions.ts';

/** Action ids of the manifest: the commands of the ribbon, which the pane offers too. */
export const commandNames = [
  'nuevoComprobante',
  'validar',
  'contabilizar',
  'saldosIniciales',
  'actualizar',
  'darFormato',
] as const;
export type RibbonCommandName = (typeof commandNames)[number];

/** Commands that only the pane offers: they need words of the user, or an answer. */
export const sheetCommandNames = [
  'guardarBorrador',
  'corregir',
  'volverALoContabilizado',
  'crearCuentas',
  'abrirEnHoja',
] as const;
export type SheetCommandName = (typeof sheetCommandNames)[number];
export type CommandName = RibbonCommandName | SheetCommandName;

/** A worksheet; `id` survives renaming and moving. */
export interface SheetReference {
  id: string;
  name: string;
}

/** Something wrong (or worth a look) in a sheet, with what would be right. */
export interface SheetProblem {
  /** Stable within the list: usable as a React key. */
  key: string;
  code: RejectionCode;
  /** What the sentence was made of: an account, an amount… */
  params: Readonly<Record<string, string | number>>;
  severity: 'error' | 'notice';
  message: string;
  remedy: string;
  sheet: SheetReference;
  /** `F12`; null when it concerns the whole sheet. */
  cell: string | null;
  /** Present when it is settled by answering instead of by correcting. */
  question?: ProblemQuestion;
}

/** Both readings of some cells, for the person to choose. */
export interface ProblemQuestion {
  key: QuestionKey;
  cells: string[];
  answers: { answer: Answer; label: string }[];
}

/** B03: the named account that can take the difference of opening balances, never used unasked. */
export interface DifferenceOffer {
  sheet: SheetReference;
  account: string;
  accountName: string;
  /** Written for people, as the company writes amounts. */
  difference: string;
}

/** Something the server asks before going on; the answer repeats the command with `options`. */
export interface Question {
  /** What would happen, each in a sentence. */
  consequences: string[];
  /** The verb, never «Aceptar». */
  button: string;
  options: PostOptions;
}

export interface PostedVoucher {
  id: string;
  /** How people call it: `AS-12`. */
  label: string;
  /** `YYYY-MM-DD`. */
  date: string;
  sheet: SheetReference;
}

/**
 * done: what was asked happened · told: nothing had to be done, and why · asked: it waits for an answer ·
 * refused: the user must correct something ·
 * pending: sent, and nobody knows yet whether it arrived · offline: nothing was sent ·
 * signed-out: there is no session · failed: a fault of ours or of Excel.
 */
export type OutcomeStatus =
  'done' | 'told' | 'asked' | 'refused' | 'pending' | 'offline' | 'signed-out' | 'failed';

export interface CommandOutcome {
  command: CommandName;
  status: OutcomeStatus;
  /** One or two sentences for people: what happened. */
  sentence: string;
  /** What to do next, or null when nothing is left to do. */
  remedy: string | null;
  sheet: SheetReference | null;
  /** Errors and notices of that sheet. */
  problems: SheetProblem[];
  posted: PostedVoucher | null;
  differenceOffer: DifferenceOffer | null;
  question: Question | null;
  /** Runs the same command again: for what a lost session interrupted. */
  repeat: (() => Promise<CommandOutcome>) | null;
  finishedAt: Date;
}

export interface PostOptions {
  /** Account that the user accepted for the difference of opening balances (B03). */
  differenceAccount?: string;
  /** What was asked and accepted. */
  confirm?: string[];
}

/** An account to be created, as the user saw it before accepting. */
export interface ProposedAccount {
  code: string;
  /** Empty: it takes the name of the account above. */
  name: string;
  /** `430 Clientes`; null when nothing is above, and it cannot be created from a sheet. */
  parent: string | null;
}

/** The commands. None rejects: whatever happens is in the outcome, also kept in the store. */
export interface AddinCommands {
  nuevoComprobante: () => Promise<CommandOutcome>;
  validar: () => Promise<CommandOutcome>;
  contabilizar: (options?: PostOptions) => Promise<CommandOutcome>;
  saldosIniciales: () => Promise<CommandOutcome>;
  actualizar: () => Promise<CommandOutcome>;
  darFormato: () => Promise<CommandOutcome>;
  /** Keeps the voucher of the sheet on the server, without effect. */
  guardarBorrador: () => Promise<CommandOutcome>;
  /** Takes what the posted sheet says now to the ledger: mirrors and new postings in one step. */
  corregir: (reason: string) => Promise<CommandOutcome>;
  /** Makes the sheet say again what the ledger says. */
  volverALoContabilizado: () => Promise<CommandOutcome>;
  /** Creates accounts that a sheet uses and the chart lacks, then checks the sheet again. */
  crearCuentas: (sheet: SheetReference, accounts: ProposedAccount[]) => Promise<CommandOutcome>;
  /** Turns to the sheet of a voucher of the ledger, or lays one out with its lines. */
  abrirEnHoja: (voucherId: string) => Promise<CommandOutcome>;
}
