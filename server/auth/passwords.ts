// Passwords with scrypt, each with its own salt and its cost written beside it.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** As scrypt counts it: 128·N·r bytes, N·r·p steps. */
export interface PasswordCost {
  N: number;
  r: number;
  p: number;
}

/** OWASP, Password Storage Cheat Sheet, scrypt. */
export const advisedCost: PasswordCost = { N: 2 ** 17, r: 8, p: 1 };
const keyLength = 32;

export const minPasswordLength = 10;

/** `scrypt$N$r$p$salt$key` in base64url. */
export async function hashPassword(
  password: string,
  cost: PasswordCost = advisedCost,
): Promise<string> {
  const salt = randomBytes(16);
  return write(cost, salt, await deriveKey(password, salt, cost));
}

/** Takes as long to compare with as any other, and no password is right: for accounts that do not exist. */
export function makeDecoyHash(cost: PasswordCost): string {
  return write(cost, randomBytes(16), randomBytes(keyLength));
}

/** True when it was made at another cost than is asked of new ones. */
export function isOutdatedHash(stored: string, cost: PasswordCost): boolean {
  return !stored.startsWith(`scrypt$${cost.N}$${cost.r}$${cost.p}$`);
}

/** Takes the same time whether or not the password is right. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await deriveKey(password, Buffer.from(salt, 'base64url'), options);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** A password that can be read aloud: five groups of four letters and digits that do not look alike. */
export function generatePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const symbols = Array.from(randomBytes(64))
    .filter((byte) => byte < 248)
    .slice(0, 20)
    .map((byte) => alphabet.charAt(byte % alphabet.length));
  return (symbols.join('').match(/.{1,4}/g) ?? []).join('-');
}

function write({ N, r, p }: PasswordCost, salt: Buffer, key: Buffer): string {
  return ['scrypt', N, r, p, ...[salt, key].map((bytes) => bytes.toString('base64url'))].join('$');
}

function deriveKey(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // OpenSSL counts its own tables too, so leave some room.
    const maxmem = 128 * cost.N * cost.r + 16 * 2 ** 20;
    scrypt(password.normalize('NFKC'), salt, keyLength, { ...cost, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
