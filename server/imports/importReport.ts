// What an import did, or would do: everything that it created, changed, left out and refused, by name. Nothing is cut
// or guessed without a line here.
import type { AccountKind } from '../../shared/account.ts';
import type {
  AmountWriting,
  ExplainedRejection,
  Rejection,
  RejectionField,
} from '../../shared/rejection.ts';
import { explainInFile } from './explainInFile.ts';

/** A part of a file that was not taken, and why. */
export interface RefusedPart {
  /** As people call it: `comprobante A-2 del 2025-02-02`. */
  what: string;
  /** Where it is in the file, as a JSON pointer. */
  pointer: string;
  rejections: ExplainedRejection[];
}

export interface AccountState {
  name: string;
  kind: AccountKind;
}

export interface ImportReport {
  /**
   * `rehearsed`: nothing was written because nothing should be; `refused`: because something was refused;
   * `nothing-new`: because all of it had come in before.
   */
  outcome: 'imported' | 'rehearsed' | 'refused' | 'nothing-new';
  /** Its number, by which it can be undone; null when nothing was written. */
  id: number | null;
  source: string;
  /** `isGuessed`: neither the file nor the chart says what it is, and it was taken for an asset. */
  createdAccounts: (AccountState & { code: string; isGuessed: boolean })[];
  redefinedAccounts: { code: string; before: AccountState; after: AccountState }[];
  /** The file says otherwise of accounts that have postings or accounts below: they stay as they are. */
  keptAccounts: { code: string; here: AccountState; inFile: AccountState }[];
  /** Accounts that hang here from another one than in the file: the code decides. */
  misplacedAccounts: { code: string; here: string; inFile: string }[];
  createdYears: string[];
  createdTypes: string[];
  createdParties: string[];
  createdCostCenters: string[];
  /** `same`: it came in before; `kept`: another came in before and stays. */
  opening: 'none' | 'posted' | 'same' | 'kept';
  openingLines: number;
  vouchers: number;
  lines: number;
  /** Lines without an amount, left out. */
  zeroLines: { what: string; lines: number[] }[];
  /** Lines with a negative amount, taken for the same on the other side. */
  turnedLines: { what: string; lines: number[] }[];
  /** Came in before: not posted again. `state` is what became of it since. */
  skipped: { what: string; voucher: string; state: 'draft' | 'posted' | 'voided' }[];
  /** Came in before with a day of this file, and is no longer in it. */
  absent: string[];
  /** Numbers that the file gives to several vouchers: each was taken for one of its own. */
  repeatedNumbers: string[];
  notices: ExplainedRejection[];
  /** Members of the file that are allowed and not read. */
  unread: string[];
  refused: RefusedPart[];
  /** Vouchers that the source itself had refused: checked, never posted, and what is wrong with each. */
  checked: RefusedPart[];
  ledgerVersion: number;
}

export function emptyReport(source: string, ledgerVersion: number): ImportReport {
  return {
    ...{ outcome: 'imported', id: null, source, ledgerVersion },
    ...{ createdAccounts: [], redefinedAccounts: [], keptAccounts: [], misplacedAccounts: [] },
    ...{ createdYears: [], createdTypes: [], createdParties: [], createdCostCenters: [] },
    ...{ opening: 'none', openingLines: 0, vouchers: 0, lines: 0 },
    ...{ zeroLines: [], turnedLines: [], skipped: [], absent: [], repeatedNumbers: [] },
    ...{ notices: [], unread: [], refused: [], checked: [] },
  };
}

/** Adds a part that is not taken; nothing when nothing is wrong with it. */
export function refusePart(
  report: ImportReport,
  part: Pick<RefusedPart, 'what' | 'pointer'>,
  rejections: readonly Rejection[],
  writing?: AmountWriting,
): void {
  if (rejections.length === 0) return;
  const explained = rejections.map((each) => {
    return explainInFile({ ...each, pointer: pointerOf(part.pointer, each) }, writing);
  });
  report.refused.push({ ...part, rejections: explained });
}

/** Members of the file by the fields of a line. */
const membersByField: Partial<Record<RejectionField, string>> = {
  ...{ account: 'code', code: 'code', debit: 'debit', credit: 'credit', party: 'party' },
  ...{ costCenter: 'cost_center', description: 'text', reference: 'document', entry: 'entry' },
  ...{ dueDate: 'due_date', date: 'date', type: 'type', kind: 'kind', closesInto: 'closes_into' },
  ...{ startsOn: 'from', endsOn: 'to' },
};

/** Lines are numbered from one; the opening is a list of them. */
function pointerOf(part: string, { line, field }: Rejection): string {
  const list = part === '/opening' ? part : `${part}/lines`;
  const above = line === undefined ? part : `${list}/${line - 1}`;
  const isPart = line === undefined && (part === '/opening' || part.split('/').length < 3);
  const isAmount = part === '/opening' && (field === 'debit' || field === 'credit');
  const named = isAmount ? 'amount' : field && membersByField[field];
  const member = isPart ? undefined : named;
  return member === undefined ? above : `${above}/${member}`;
}

/** What an import needs to be told besides the books. */
export interface ImportChoices {
  /** The account that takes an opening difference, when the user has named one. */
  differenceAccount?: string | undefined;
  /** What was asked and accepted (`rejections[].confirm`). */
  confirm?: readonly string[] | undefined;
  /** Overrides the source that the file names. */
  source?: string | undefined;
  /** What the import is called in lists: the name of its file. */
  file?: string | undefined;
  /** Posts what can be, and lists the rest; otherwise one refusal stops all of it. */
  acceptRefused?: boolean | undefined;
  /** Another opening came in before from this source: it stays, and that of the file is left out. */
  keepOpening?: boolean | undefined;
  /** Does everything and writes nothing. */
  rehearse?: boolean | undefined;
}
