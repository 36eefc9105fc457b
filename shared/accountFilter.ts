// The grammar of the `cuenta` argument (functions.md): lists `;` or `,`, ranges `430:439`, `*` and `?`,
// `-x` leaves out, `^` intersects, `=430` exactly this code. One parser for functions, reports and screens.
import { isBelowAccount, normalizeAccountCode } from './accountCode.ts';

type AccountTest = (code: string) => boolean;

/** A code that a filter names: as it was written, and what the chart reads in it. */
export interface NamedCode {
  readonly written: string;
  readonly code: string;
}

interface FilterAtom {
  readonly test: AccountTest;
  /** Null for ranges and patterns, which name no account and may take none. */
  readonly named: NamedCode | null;
}

/** A part of the list: all its atoms, joined by `^`, must hold. */
export interface FilterPart {
  readonly text: string;
  readonly atoms: readonly FilterAtom[];
}

export interface AccountFilter {
  readonly text: string;
  readonly includes: readonly FilterPart[];
  readonly excludes: readonly FilterPart[];
}

export type AccountFilterResult = { ok: true; filter: AccountFilter } | { ok: false; part: string };

const maxFilterLength = 4_000;

/** What a code stands for in a chart (the point shorthand, a code without its dots); itself when it is none of these. */
export type CodeReading = (code: string) => string;
const asWritten: CodeReading = (code) => code;

/**
 * Parses a filter. A plain code means that account with all below it.
 * @param readCode how a chart reads each code of it; left out: as written
 * @returns the offending part when it does not parse.
 */
export function parseAccountFilter(
  text: string,
  readCode: CodeReading = asWritten,
): AccountFilterResult {
  if (text.length > maxFilterLength) return { ok: false, part: `${text.slice(0, 40)}…` };
  const includes: FilterPart[] = [];
  const excludes: FilterPart[] = [];
  for (const raw of text.split(/[;,]/)) {
    const part = raw.trim();
    if (part === '') continue;
    const isExclusion = part.startsWith('-');
    const atoms: FilterAtom[] = [];
    for (const written of (isExclusion ? part.slice(1) : part).split('^')) {
      const atom = parseAtom(written.trim(), readCode);
      if (!atom) return { ok: false, part };
      atoms.push(atom);
    }
    (isExclusion ? excludes : includes).push({ text: part, atoms });
  }
  return includes.length + excludes.length === 0
    ? { ok: false, part: text }
    : { ok: true, filter: { text, includes, excludes } };
}

/**
 * The codes that the filter names, wherever they stand, and of which there is no account: neither with that
 * code nor, unless exactly that one is asked, below it (5720 where the chart goes from 572 to 5720000001).
 */
export function listUnknownCodes(
  { includes, excludes }: Pick<AccountFilter, 'includes' | 'excludes'>,
  codes: readonly string[],
): NamedCode[] {
  return [...includes, ...excludes].flatMap(({ atoms }) =>
    atoms.flatMap(({ named, test }) => (named && !codes.some(test) ? named : [])),
  );
}

/** Asks one account after another whether it belongs to a filter, and knows which parts took none of them. */
export class FilterMatcher {
  readonly #filter: AccountFilter;
  readonly #used = new Set<FilterPart>();

  constructor(filter: AccountFilter) {
    this.#filter = filter;
  }

  /** A filter of exclusions alone starts from every account. */
  matches(code: string): boolean {
    const { includes, excludes } = this.#filter;
    // Both are asked: an excluded account still shows that its parts take something.
    const isIncluded = this.#holdsAny(includes, code) || includes.length === 0;
    return !this.#holdsAny(excludes, code) && isIncluded;
  }

  /** A pattern that nothing fits, exactly an account that was not asked… */
  get emptyParts(): string[] {
    const { includes, excludes } = this.#filter;
    return [...includes, ...excludes]
      .filter((part) => !this.#used.has(part))
      .map(({ text }) => text);
  }

  #holdsAny(parts: readonly FilterPart[], code: string): boolean {
    let isHeld = false;
    for (const part of parts) {
      // One more part that holds changes nothing, unless it is its first account.
      if (isHeld && this.#used.has(part)) continue;
      if (!part.atoms.every(({ test }) => test(code))) continue;
      isHeld = true;
      this.#used.add(part);
    }
    return isHeld;
  }
}

function parseAtom(written: string, readCode: CodeReading): FilterAtom | null {
  if (written.startsWith('=')) {
    const named = parseCode(written.slice(1), readCode);
    return named && { named, test: (code) => code === named.code };
  }
  if (written.includes(':')) return nameless(parseRange(written, readCode));
  if (/[*?]/.test(written)) return nameless(parsePattern(written));
  const named = parseCode(written, readCode);
  return (
    named && { named, test: (code) => code === named.code || isBelowAccount(code, named.code) }
  );
}

function nameless(test: AccountTest | null): FilterAtom | null {
  return test && { named: null, test };
}

function parseCode(text: string, readCode: CodeReading): NamedCode | null {
  const written = normalizeAccountCode(text);
  return written === null ? null : { written, code: readCode(written) };
}

/** `430:439` takes everything from 430 up to and including all that lies below 439. */
function parseRange(atom: string, readCode: CodeReading): AccountTest | null {
  const bounds = atom.split(':').map((bound) => parseCode(bound, readCode)?.code);
  const [first, last] = bounds;
  if (bounds.length !== 2 || first == null || last == null || first > last) return null;
  return (code) => code >= first && (code <= last || isBelowAccount(code, last));
}

function parsePattern(atom: string): AccountTest | null {
  if (!/^[0-9A-Za-z._/*?-]+$/.test(atom)) return null;
  return (code) => fitsPattern(atom, code);
}

/**
 * `*` takes any characters, `?` one. Goes back to the last `*` alone, so that no pattern takes longer than its length
 * times the code's; a regular expression would try every way to share a code among many `*`.
 */
function fitsPattern(pattern: string, code: string): boolean {
  let at = 0;
  let of = 0;
  let lastStar = -1;
  let starTook = 0;
  while (at < code.length) {
    const wanted = pattern[of];
    if (wanted === '*') {
      lastStar = of;
      starTook = at;
      of += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === code[at])) {
      at += 1;
      of += 1;
    } else if (lastStar >= 0) {
      starTook += 1;
      at = starTook;
      of = lastStar + 1;
    } else return false;
  }
  while (pattern[of] === '*') of += 1;
  return of === pattern.length;
}
