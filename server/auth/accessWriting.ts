// How a company that somebody may open writes: for refusals that come before its books are read.
import type { AmountWriting } from '../../shared/rejection.ts';
import { writingOf } from '../profiles/companyWriting.ts';

/** Only words and separators matter here: refusals with amounts bring the decimals of their company. */
const usualMinorDigits = 2;

export function writingOfAccess({ profile }: { profile: string }): AmountWriting {
  return writingOf({ profile, minorDigits: usualMinorDigits });
}
