// What a command of Cuadre answers, to the ribbon and to the pane alike: a sentence, the cells that
// are wrong, what was posted and what the user may choose next.
import type { RejectionCode } from '../../shared/rejection.ts';
import type { Answer, QuestionKey } from '../sheets/sheetQuestions.ts';

/** Action ids of the manifest: also the names of the functions that the pane calls. */
export const commandNames = [
  'nuevoComprobante',
  'validar',
  'contabilizar',
  'saldosIniciales',
  'actualizar',
  'darFormato',
] as const;
export type CommandName = (typeof commandNames)[number];

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

export interface PostedVoucher {
  id: string;
  /** How people call it: `AS-12`. */
  label: string;
  /** `YYYY-MM-DD`. */
  date: string;
  sheet: SheetReference;
}

/**
 * done: what was asked happened · refused: the user must correct something ·
 * pending: sent, and nobody knows yet whether it arrived · offline: nothing was sent ·
 * signed-out: there is no session · failed: a fault of ours or of Excel.
 */
export type OutcomeStatus = 'done' | 'refused' | 'pending' | 'offline' | 'signed-out' | 'failed';

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
  finishedAt: Date;
}

export interface PostOptions {
  /** Account that the user accepted for the difference of opening balances (B03). */
  differenceAccount?: string;
}

/** The commands. None rejects: whatever happens is in the outcome, also kept in the store. */
export interface AddinCommands {
  nuevoComprobante: () => Promise<CommandOutcome>;
  validar: () => Promise<CommandOutcome>;
  contabilizar: (options?: PostOptions) => Promise<CommandOutcome>;
  saldosIniciales: () => Promise<CommandOutcome>;
  actualizar: () => Promise<CommandOutcome>;
  darFormato: () => Promise<CommandOutcome>;
}
