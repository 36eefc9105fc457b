// The grammar of the `cuenta` argument (functions.md): lists `;` or `,`, ranges `430:439`, `*` and `?`,
// `-x` leaves out, `^` intersects, `=430` exactly this code. One parser for functions, reports and screens.
import { isBelowAccount, normalizeAccountCode } from './accountCode.ts';

type AccountTest = (code: string) => boolean;

/** All must hold: the parts joined by `^`. */
type FilterTerm = readonly AccountTest[];

export interface AccountFilter {
  readonly text: string;
  readonly includes: readonly FilterTerm[];
  readonly excludes: readonly FilterTerm[];
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
  const includes: FilterTerm[] = [];
  const excludes: FilterTerm[] = [];
  for (const raw of text.split(/[;,]/)) {
    const part = raw.trim();
    if (part === '') continue;
    const isExclusion = part.startsWith('-');
    const tests: AccountTest[] = [];
    for (const atom of (isExclusion ? part.slice(1) : part).split('^')) {
      const test = parseAtom(atom.trim(), readCode);
      if (!test) return { ok: false, part };
      tests.push(test);
    }
    (isExclusion ? excludes : includes).push(tests);
  }
  return includes.length + excludes.length === 0
    ? { ok: false, part: text }
    : { ok: true, filter: { text, includes, excludes } };
}

/** Whether an account belongs to the filter. A filter of exclusions alone starts from every account. */
export function matchesAccountFilter(filter: AccountFilter, code: string): boolean {
  const { includes, excludes } = filter;
  return (includes.length === 0 || holdsAny(includes, code)) && !holdsAny(excludes, code);
}

function holdsAny(terms: readonly FilterTerm[], code: string): boolean {
  for (const tests of terms) {
    let holds = true;
    for (const test of tests) holds &&= test(code);
    if (holds) return true;
  }
  return false;
}

function parseAtom(atom: string, readCode: CodeReading): AccountTest | null {
  if (atom.startsWith('=')) {
    const exact = parseCode(atom.slice(1), readCode);
    return exact === null ? null : (code) => code === exact;
  }
  if (atom.includes(':')) return parseRange(atom, readCode);
  if (/[*?]/.test(atom)) return parsePattern(atom);
  const plain = parseCode(atom, readCode);
  return plain === null ? null : (code) => code === plain || isBelowAccount(code, plain);
}

function parseCode(text: string, readCode: CodeReading): string | null {
  const code = normalizeAccountCode(text);
  return code === null ? null : readCode(code);
}

/** `430:439` takes everything from 430 up to and including all that lies below 439. */
function parseRange(atom: string, readCode: CodeReading): AccountTest | null {
  const bounds = atom.split(':').map((bound) => parseCode(bound, readCode));
  const [first, last] = bounds;
  if (bounds.length !== 2 || first == null || last == null || first > last) return null;
  return (code) => code >= first && (code <= last || isBelowAccount(code, last));
}

function parsePattern(atom: string): AccountTest | null {
  if (!/^[0-9A-Za-z._/*?-]+$/.test(atom)) return null;
  // Runs of `*` are folded so that a hostile pattern cannot make matching slow.
  const source = atom
    .replace(/\*+/g, '*')
    .replace(/[.\\/-]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  if ((source.match(/\.\*/g) ?? []).length > 6) return null;
  const pattern = new RegExp(`^${source}$`);
  return (code) => pattern.test(code);
}
