/**
 * Reads the shipped charts: readable tables of `code | name | traits`, one account per line.
 *
 * Traits are words. Each account takes its parent's and states only what differs:
 *   asset liability equity income expense cost memorandum   what the account is
 *   debit credit                                            side of a memorandum account
 *   contra / regular                                        grows on the other side / back to usual
 *   party / no-party                                        lines name a third party, or need not
 *   cost-center / no-cost-center
 *   into:CODE                                               closes into that equity account
 *   apart                                                   never enters the result of the year
 *   only:CHART                                              the row, and all below it, is only there
 * A row that states its kind is no longer contra unless it says so again.
 * Lines starting with # are remarks. A mistake in a table is a bug of ours: it throws.
 */
import {
  ACCOUNT_KINDS,
  ACCOUNT_NATURES,
  oppositeNature,
  usualNature,
  type AccountKind,
  type AccountNature,
} from '../../shared/account.ts';
import type { ChartAccount } from './chartAccount.ts';
import type { CodeSyntax } from './profile.ts';

interface Traits {
  kind: AccountKind | null;
  memorandumNature: AccountNature | null;
  isContra: boolean;
  requiresParty: boolean;
  requiresCostCenter: boolean;
  closesInto: string | null;
  closesApart: boolean;
  onlyChart: string | null;
}

const NO_TRAITS: Traits = {
  kind: null,
  memorandumNature: null,
  isContra: false,
  requiresParty: false,
  requiresCostCenter: false,
  closesInto: null,
  closesApart: false,
  onlyChart: null,
};

/** Reads the accounts of one chart, in the order of the tables. */
export function parseChartTables(
  tables: readonly string[],
  syntax: CodeSyntax,
  chartId: string,
): ChartAccount[] {
  const accounts: ChartAccount[] = [];
  const traitsByCode = new Map<string, Traits>();
  const leftOutCodes = new Set<string>();
  for (const line of tables.flatMap((table) => table.split('\n'))) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const row = parseRow(text, syntax);
    const parentCode = row.parentCode ?? '';
    const parentTraits = row.parentCode === null ? NO_TRAITS : traitsByCode.get(parentCode);
    if (parentTraits === undefined) {
      if (!leftOutCodes.has(parentCode)) {
        throw new Error(`Account ${row.code} has no parent ${parentCode} above it: "${text}"`);
      }
      leftOutCodes.add(row.code);
      continue;
    }
    const traits = applyTraits(parentTraits, row.words, text);
    if (traits.onlyChart !== null && traits.onlyChart !== chartId) {
      leftOutCodes.add(row.code);
      continue;
    }
    if (traitsByCode.has(row.code)) throw new Error(`Account ${row.code} appears twice: "${text}"`);
    traitsByCode.set(row.code, traits);
    accounts.push(toChartAccount(row, traits, text));
  }
  return accounts;
}

interface Row {
  code: string;
  name: string;
  parentCode: string | null;
  words: string[];
}

function parseRow(text: string, syntax: CodeSyntax): Row {
  const fields = text.split('|').map((field) => field.trim());
  const [code = '', name = '', words = ''] = fields;
  if (fields.length < 2 || fields.length > 3 || name === '') {
    throw new Error(`A chart row is "code | name | traits": "${text}"`);
  }
  return {
    code,
    name,
    parentCode: findParentCode(code, syntax),
    words: words.split(/\s+/).filter((word) => word !== ''),
  };
}

/** The code one level up by the profile's syntax (P01), or null at the first level. */
export function findParentCode(code: string, syntax: CodeSyntax): string | null {
  if (code.length > syntax.maxLength) {
    throw new Error(`Account code ${code} is longer than ${syntax.maxLength}`);
  }
  if (syntax.separator !== '') {
    const segments = code.split(syntax.separator);
    if (segments.some((segment) => !/^\d+$/.test(segment))) {
      throw new Error(`Account code ${code} is not made of digits and "${syntax.separator}"`);
    }
    return segments.length === 1 ? null : segments.slice(0, -1).join(syntax.separator);
  }
  const level = syntax.levelLengths.indexOf(code.length);
  if (level === -1 || !/^\d+$/.test(code)) {
    throw new Error(`Account code ${code} does not have ${syntax.levelLengths.join(', ')} digits`);
  }
  return level === 0 ? null : code.slice(0, syntax.levelLengths[level - 1]);
}

function applyTraits(parent: Traits, words: readonly string[], text: string): Traits {
  const traits = { ...parent };
  // Kinds go first, so that "contra" holds wherever it stands in the row.
  const kinds = words.filter((word) => isOneOf(ACCOUNT_KINDS, word));
  if (kinds.length > 1) throw new Error(`Two kinds in one row: "${text}"`);
  const [kind] = kinds;
  if (kind !== undefined && isOneOf(ACCOUNT_KINDS, kind)) {
    traits.kind = kind;
    traits.isContra = false;
  }
  for (const word of words) {
    if (!isOneOf(ACCOUNT_KINDS, word)) applyWord(traits, word, text);
  }
  return traits;
}

function applyWord(traits: Traits, word: string, text: string): void {
  if (isOneOf(ACCOUNT_NATURES, word)) {
    if (traits.kind !== 'memorandum') {
      throw new Error(`Only memorandum accounts state debit or credit: "${text}"`);
    }
    traits.memorandumNature = word;
  } else if (word === 'contra') traits.isContra = true;
  else if (word === 'regular') traits.isContra = false;
  else if (word === 'party') traits.requiresParty = true;
  else if (word === 'no-party') traits.requiresParty = false;
  else if (word === 'cost-center') traits.requiresCostCenter = true;
  else if (word === 'no-cost-center') traits.requiresCostCenter = false;
  else if (word === 'apart') traits.closesApart = true;
  else if (word.startsWith('into:')) traits.closesInto = word.slice('into:'.length);
  else if (word.startsWith('only:')) traits.onlyChart = word.slice('only:'.length);
  else throw new Error(`Unknown trait "${word}" in "${text}"`);
}

function toChartAccount(row: Row, traits: Traits, text: string): ChartAccount {
  if (traits.kind === null) throw new Error(`No kind stated or inherited: "${text}"`);
  const nature = traits.kind === 'memorandum' ? traits.memorandumNature : usualNature(traits.kind);
  if (nature === null) throw new Error(`A memorandum account needs debit or credit: "${text}"`);
  const account: ChartAccount = {
    code: row.code,
    name: row.name,
    kind: traits.kind,
    nature: traits.isContra ? oppositeNature(nature) : nature,
    parentCode: row.parentCode,
    requiresParty: traits.requiresParty,
    requiresCostCenter: traits.requiresCostCenter,
    isContra: traits.isContra,
  };
  if (traits.closesInto !== null) account.closesInto = traits.closesInto;
  if (traits.closesApart) account.closesApart = true;
  return account;
}

function isOneOf<T extends string>(values: readonly T[], word: string): word is T {
  return (values as readonly string[]).includes(word);
}
