// How a company writes: decimals of its currency, style of its country, and the country's own words.
import type { AmountWriting } from '../../shared/rejection.ts';
import { findProfile } from './profile.ts';

export function writingOf(company: { minorDigits: number; profile: string }): AmountWriting {
  const profile = findProfile(company.profile);
  return {
    minorDigits: company.minorDigits,
    numberStyle: profile?.numberStyle ?? 'comma-decimal',
    ...(profile && { vocabulary: { ...profile.vocabulary } }),
  };
}
