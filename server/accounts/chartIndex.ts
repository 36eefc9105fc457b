// The chart of a company in memory: found by code, with parents, levels and leaves computed (P01, P02).
import {
  compareAccountCodes,
  normalizeAccountCode,
  parentCodeAmong,
} from '../../shared/accountCode.ts';
import { CodeReader } from '../../shared/codeReader.ts';
import type { Account } from '../../shared/contract/accounts.ts';
import type { AccountRow } from './accounts.store.ts';

/** Where it closes, and whether apart from the result, is that of the account above unless it says so itself. */
export interface ChartAccountNode extends AccountRow {
  parent: ChartAccountNode | null;
  children: ChartAccountNode[];
  level: number;
  /** Where it stands in the order of codes: figures of all accounts are kept in lists. */
  place: number;
}

export class ChartIndex {
  /** By code, so that an account follows the one above it. */
  readonly accounts: readonly ChartAccountNode[];
  readonly #reader: CodeReader<ChartAccountNode>;
  readonly #byId = new Map<number, ChartAccountNode>();
  /** Made for the first code that does not exist: a sheet may have thousands of them. */
  #slips: SlipCandidates | null = null;
  readonly #postable = new Map<ChartAccountNode, readonly ChartAccountNode[]>();

  constructor(rows: readonly AccountRow[], subaccountLength: number) {
    this.accounts = rows
      .map((row) => ({ ...row, parent: null, children: [], level: 1, place: 0 }))
      .sort((left, right) => compareAccountCodes(left.code, right.code));
    this.#reader = new CodeReader(this.accounts, subaccountLength);
    this.accounts.forEach((account, place) => {
      account.place = place;
      this.#byId.set(account.id, account);
    });
    for (const account of this.accounts) this.#attach(account);
  }

  find(code: string): ChartAccountNode | undefined {
    return this.#reader.find(code);
  }

  /** An account by its id, for rows that reference it. */
  get(id: number): ChartAccountNode {
    const account = this.#byId.get(id);
    if (!account) throw new Error(`account ${id} is not in the chart`);
    return account;
  }

  /** What somebody typed, as every part of Cuadre reads it. */
  resolve(written: string | number): ChartAccountNode | undefined {
    return this.#reader.read(written);
  }

  /** The code that a new account gets for what somebody typed; null when it is none. */
  newCode(written: string | number): string | null {
    return this.#reader.newCode(written);
  }

  /**
   * Codes that one which does not exist may have been meant for: one slip of the hand away (a digit
   * changed, two swapped, a zero too many or too few). Codes that merely begin alike are other accounts.
   */
  nearest(text: string, count = 3): string[] {
    const code = normalizeAccountCode(text) ?? '';
    const { ofLength, withZeros } = (this.#slips ??= groupForSlips(this.accounts));
    const sameLength = ofLength.get(code.length) ?? [];
    const otherLength = withZeros.get(withFewZeros(code)) ?? [];
    return [
      ...sameLength.filter((known) => isOneSlip(known, code)),
      ...otherLength.filter((known) => known.length !== code.length),
    ]
      .sort(compareAccountCodes)
      .slice(0, count);
  }

  /** All accounts that take postings in an account with all below it; itself when it is one. */
  postableIn(account: ChartAccountNode): readonly ChartAccountNode[] {
    let leaves = this.#postable.get(account);
    if (!leaves) {
      leaves =
        account.children.length === 0
          ? [account]
          : account.children.flatMap((child) => this.postableIn(child));
      this.#postable.set(account, leaves);
    }
    return leaves;
  }

  /** The first accounts below one that take postings. */
  leavesBelow(account: ChartAccountNode, count = 3): ChartAccountNode[] {
    const leaves: ChartAccountNode[] = [];
    const pending = [...account.children];
    while (pending.length > 0 && leaves.length < count) {
      const next = pending.shift()!;
      if (next.children.length === 0) leaves.push(next);
      else pending.unshift(...next.children);
    }
    return leaves;
  }

  #attach(account: ChartAccountNode): void {
    const code = parentCodeAmong(account.code, (each) => this.find(each) !== undefined);
    const parent = code === null ? undefined : this.find(code);
    if (!parent) return;
    account.parent = parent;
    // Parents come before children in code order: what the parent has from above is already known.
    account.level = parent.level + 1;
    account.closesInto ??= parent.closesInto;
    account.closesApart ||= parent.closesApart;
    parent.children.push(account);
  }
}

/** Digits at the end that number the subaccounts of an account: another number there is another account. */
const numberingDigits = 2;
const longEnoughToNumber = 6;

/** Codes that take postings, by what they must share with one that was mistyped. */
interface SlipCandidates {
  ofLength: Map<number, string[]>;
  withZeros: Map<string, string[]>;
}

function groupForSlips(accounts: readonly ChartAccountNode[]): SlipCandidates {
  const leaves = accounts.filter(({ children }) => children.length === 0).map(({ code }) => code);
  return {
    ofLength: groupBy(leaves, (code) => code.length),
    withZeros: groupBy(leaves, withFewZeros),
  };
}

function groupBy<K>(codes: readonly string[], keyOf: (code: string) => K): Map<K, string[]> {
  const groups = new Map<K, string[]>();
  for (const code of codes) {
    const key = keyOf(code);
    const group = groups.get(key);
    if (group) group.push(code);
    else groups.set(key, [code]);
  }
  return groups;
}

/** Of two codes of one length. */
function isOneSlip(known: string, typed: string): boolean {
  const differing: number[] = [];
  for (let at = 0; at < known.length; at += 1) {
    if (known[at] === typed[at]) continue;
    differing.push(at);
    if (differing.length > 2) return false;
  }
  const [first = 0, second] = differing;
  if (differing.length === 1) {
    const isNumber = known.length >= longEnoughToNumber && first >= known.length - numberingDigits;
    // The first digit is the class of the account: another class is no slip.
    return first > 0 && !isNumber;
  }
  return (
    differing.length === 2 &&
    second === first + 1 &&
    known[first] === typed[second] &&
    known[second] === typed[first]
  );
}

/** `43000001` and `4300000001` differ in zeros nobody counts. */
function withFewZeros(code: string): string {
  return code.replace(/0{2,}/g, '00');
}

/** How an account looks on the wire. */
export function toWireAccount(account: ChartAccountNode): Account {
  const { code, name, kind, nature, level, isActive, requiresParty, requiresCostCenter } = account;
  return {
    code,
    name,
    kind,
    nature,
    level,
    isActive,
    requiresParty,
    requiresCostCenter,
    closesInto: account.closesInto,
    closesApart: account.closesApart,
    parentCode: account.parent?.code ?? null,
    isPostable: account.children.length === 0,
  };
}
