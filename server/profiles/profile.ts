/**
 * Country profiles: what differs between Spain, Colombia and Venezuela, as data. Nothing outside
 * this folder asks which country a company is in; it reads the profile.
 */
import type { NumberStyle } from '../../shared/money.ts';
import { COLOMBIA } from './colombia.ts';
import { SPAIN } from './spain.ts';
import { VENEZUELA } from './venezuela.ts';

export const PROFILE_CODES = ['ES', 'CO', 'VE'] as const;
export type ProfileCode = (typeof PROFILE_CODES)[number];

export interface CodeSyntax {
  /** '' when levels are read from the number of digits, '.' when the code is dotted. P01. */
  separator: '' | '.';
  /**
   * Undotted codes: digits of each level, cumulative (1, 2, 4, 6). A longer code is one more level
   * below its longest existing prefix. Dotted codes: empty, each separator starts a level.
   */
  levelLengths: readonly number[];
  /** P04. */
  maxLength: number;
}

export interface ChartOption {
  id: string;
  name: string;
  isDefault: boolean;
}

/** `opening` is the voucher that loads initial balances (B01). */
export type VoucherPurpose = 'ordinary' | 'opening';

export interface ProfileVoucherType {
  code: string;
  name: string;
  purpose: VoucherPurpose;
  /** The one proposed in a new voucher of that purpose; exactly one per purpose. */
  isDefault: boolean;
}

/**
 * features.md section 2, «Numbering».
 * per-fiscal-year: one sequence per fiscal year, all voucher types together;
 * per-type-continuous: one sequence per voucher type that goes on across years;
 * number-and-date: one sequence per day, all types together: number and date are unique together (C03).
 */
export type NumberingScheme = 'per-fiscal-year' | 'per-type-continuous' | 'number-and-date';

/** Words of the trade, in lower case and singular unless the name says otherwise. */
export interface ProfileVocabulary {
  voucher: string;
  voucherPlural: string;
  voucherNumber: string;
  costCenter: string;
  party: string;
  fiscalYear: string;
  trialBalance: string;
  balanceSheet: string;
  incomeStatement: string;
  taxId: string;
}

export interface CountryProfile {
  code: ProfileCode;
  name: string;
  defaultCurrency: string;
  numberStyle: NumberStyle;
  codeSyntax: CodeSyntax;
  /** E02: digits of a working subaccount where the country fixes them, or null. */
  defaultSubaccountLength: number | null;
  charts: readonly ChartOption[];
  /** Takes the result of the year; also a loss, unless `lossAccountCode` says otherwise. */
  resultAccountCode: string;
  lossAccountCode: string | null;
  /** Result accounts pass through it on closing (CO 5905), or null when they close directly. */
  incomeSummaryAccountCode: string | null;
  /**
   * Offered, never used without asking, when an opening does not balance and credits are lacking
   * (B03). It is the account of earlier years' results, because what an opening lacks is nearly
   * always the previous result not yet appropriated; the result account itself stays for the
   * current year.
   */
  openingDifferenceAccountCode: string;
  /** The same when debits are lacking: accumulated losses. */
  openingDifferenceLossAccountCode: string;
  voucherTypes: readonly ProfileVoucherType[];
  numbering: NumberingScheme;
  vocabulary: ProfileVocabulary;
}

const PROFILES: readonly CountryProfile[] = [SPAIN, COLOMBIA, VENEZUELA];

export function listProfiles(): readonly CountryProfile[] {
  return PROFILES;
}

/** The profile with that code, or undefined: an unknown code is the caller's to refuse. */
export function findProfile(code: string): CountryProfile | undefined {
  return PROFILES.find((profile) => profile.code === code);
}
