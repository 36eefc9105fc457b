// How a chart reads the codes that people write. The only reader: functions, sheets, names, the
// interface, imports and the command line ask it, so that what one of them knows all of them know.
import { bareAccountCode, expandPointShorthand, normalizeAccountCode } from './accountCode.ts';

export class CodeReader<Account extends { readonly code: string }> {
  readonly #subaccountLength: number;
  readonly #byCode = new Map<string, Account>();
  /** Null where two accounts are the same without their separators: neither is guessed. */
  readonly #byBareCode = new Map<string, Account | null>();

  /** @param subaccountLength digits of working subaccounts, for the point shorthand; 0 for none */
  constructor(accounts: Iterable<Account>, subaccountLength: number) {
    this.#subaccountLength = subaccountLength;
    for (const account of accounts) {
      this.#byCode.set(account.code, account);
      const bare = bareAccountCode(account.code);
      this.#byBareCode.set(bare, this.#byBareCode.has(bare) ? null : account);
    }
  }

  /** The account of exactly this code. */
  find(code: string): Account | undefined {
    return this.#byCode.get(code);
  }

  /** What somebody wrote: the code itself, the point shorthand (430.1), or the code without its dots. */
  read(written: string | number): Account | undefined {
    const asItIs = this.#byCode.get(String(written));
    if (asItIs) return asItIs;
    const code = normalizeAccountCode(written);
    if (code === null) return undefined;
    const exact = this.#byCode.get(code);
    if (exact) return exact;
    const expanded = expandPointShorthand(code, this.#subaccountLength);
    // Where 430.4 means 4300000004 it never means 4304.
    if (expanded !== null) return this.#byCode.get(expanded);
    return this.#byBareCode.get(bareAccountCode(code)) ?? undefined;
  }

  /** The code that a new account gets for what somebody wrote; null when it is none. */
  newCode(written: string | number): string | null {
    const code = normalizeAccountCode(written);
    return code && (expandPointShorthand(code, this.#subaccountLength) ?? code);
  }
}
