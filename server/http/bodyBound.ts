// How much a request may bring. Each route states its own bound beside its schema; whoever states none gets little.
import type { JsonBounds } from './jsonScan.ts';

export interface BodyBound extends JsonBounds {
  bytes: number;
  /** How long it may take to arrive. */
  milliseconds: number;
  /** Long lists are parsed in pieces of about so many bytes. */
  pieceBytes: number;
}

const kibibyte = 2 ** 10;
export const mebibyte = 2 ** 20;

/** A form: a handful of short texts, or one long one. */
export const usualBodyBound: BodyBound = {
  bytes: 256 * kibibyte,
  tokens: 5_000,
  names: 1_000,
  depth: 20,
  milliseconds: 60_000,
  pieceBytes: 128 * kibibyte,
};

/**
 * Whoever signs in is nobody yet: an address and a password, each character escaped at worst. Some room beyond, so
 * that what holds a list, an object or a whole file is told by its name.
 */
export const signInBound: Partial<BodyBound> = { bytes: 64 * kibibyte, tokens: 100, depth: 4 };

/** Twenty thousand lines with all their texts. */
export const voucherBound: Partial<BodyBound> = { bytes: 8 * mebibyte, tokens: 500_000, depth: 5 };

/** Two hundred thousand lines of accounts and third parties. */
export const openingBound: Partial<BodyBound> = {
  bytes: 32 * mebibyte,
  tokens: 4_000_000,
  depth: 5,
};

/** Two hundred thousand cells with their account lists and periods. */
export const cellsBound: Partial<BodyBound> = { bytes: 12 * mebibyte, tokens: 2_500_000, depth: 5 };

/** Ten thousand accounts. */
export const chartBound: Partial<BodyBound> = { bytes: 4 * mebibyte, tokens: 250_000, depth: 5 };

/** «8 kB», «32 MB»: for the sentence that refuses more. */
export function writeBytes(bytes: number): string {
  return bytes < mebibyte ? `${Math.floor(bytes / kibibyte)} kB` : `${bytes / mebibyte} MB`;
}
