// Hashes are bytes in the database and hexadecimal text in code.
import { hash } from 'node:crypto';

export function writeHash(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}

export function readHash(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** Half of a SHA-256: as hard to hit on purpose as any, for what is kept by the hundred thousand. */
export function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 32);
}
