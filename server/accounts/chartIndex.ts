// The chart of a company in memory: found by code, with parents, levels and leaves computed (P01, P02).
import {
  bareAccountCode,
  compareAccountCodes,
  expandPointShorthand,
  normalizeAccountCode,
  parentCodeAmong,
} from '../../shared/accountCode.ts';
import type { Account } from '../../shared/contract/accounts.ts';
import type { AccountRow } from './accounts.store.ts';

/** Where it closes, and whether apart from the result, is that of the account above unless it says so itself. */
export interface ChartAccountNode extends AccountRow {
  parent: ChartAccountNode | null;
  children: ChartAccountNode[];
  level: number;
}

export class ChartIndex {
  /** By code, so that an account follows the one above it. */
  readonly accounts: readonly ChartAccountNode[];
  readonly #byCode = new Map<string, ChartAccountNode>();
  readonly #byBareCode = new Map<string, ChartAccountNode | null>();
  readonly #byId = new Map<number, ChartAccountNode>();
  readonly #postable = new Map<ChartAccountNode, readonly ChartAccountNode[]>();
  readonly #subaccountLength: number;

  constructor(rows: readonly AccountRow[], subaccountLength: number) {
    this.#subaccountLength = subaccountLength;
    this.accounts = rows
      .map((row) => ({ ...row, parent: null, children: [], level: 1 }))
      .sort((left, right) => compareAccountCodes(left.code, right.code));
    for (const account of this.accounts) {
      this.#byCode.set(account.code, account);
      this.#byId.set(account.id, account);
      const bare = bareAccountCode(account.code);
      this.#byBareCode.set(bare, this.#byBareCode.has(bare) ? null : account);
    }
    for (const account of this.accounts) this.#attach(account);
  }

  find(code: string): ChartAccountNode | undefined {
    return this.#byCode.get(code);
  }

  /** An account by its id, for rows that reference it. */
  get(id: number): ChartAccountNode {
    const account = this.#byId.get(id);
    if (!account) throw new Error(`account ${id} is not in the chart`);
    return account;
  }

  /** What somebody typed: the code itself, the point shorthand (430.1), or the code without its dots. */
  resolve(text: string): ChartAccountNode | undefined {
    const written = this.#byCode.get(text);
    if (written) return written;
    const code = normalizeAccountCode(text);
    if (code === null) return undefined;
    const exact = this.#byCode.get(code);
    if (exact) return exact;
    const expanded = expandPointShorthand(code, this.#subaccountLength);
    // Where 430.4 means 4300000004 it never means 4304.
    if (expanded !== null) return this.#byCode.get(expanded);
    return this.#byBareCode.get(bareAccountCode(code)) ?? undefined;
  }

  /** The code that a new account gets for what somebody typed; null when it is none. */
  newCode(value: string | number): string | null {
    const code = normalizeAccountCode(value);
    return code && (expandPointShorthand(code, this.#subaccountLength) ?? code);
  }

  /** Codes that look most like one that does not exist: those that share its longest beginning. */
  nearest(text: string, count = 3): string[] {
    const code = normalizeAccountCode(text) ?? '';
    for (let length = code.length; length > 0; length -= 1) {
      const start = code.slice(0, length);
      const found = this.accounts.filter(
        (account) => account.children.length === 0 && account.code.startsWith(start),
      );
      if (found.length > 0) return found.slice(0, count).map((account) => account.code);
    }
    return [];
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
    const code = parentCodeAmong(account.code, (candidate) => this.#byCode.has(candidate));
    const parent = code === null ? undefined : this.#byCode.get(code);
    if (!parent) return;
    account.parent = parent;
    // Parents come before children in code order: what the parent has from above is already known.
    account.level = parent.level + 1;
    account.closesInto ??= parent.closesInto;
    account.closesApart ||= parent.closesApart;
    parent.children.push(account);
  }
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
