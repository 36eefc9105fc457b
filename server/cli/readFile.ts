// The files that commands are given: read in one place, so that what is wrong with any of them is a sentence.
import { readFileSync } from 'node:fs';
import { explainSystemError } from '../systemError.ts';
import { findJsonFault } from './jsonFault.ts';

/**
 * A text in UTF-8, or in UTF-16 that says so, with or without its mark.
 * @throws an Error in Spanish: missing, a folder, not readable, or in another encoding, with the line
 */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Error(explainSystemError(error, path) ?? `${path}: no se puede leer.`, {
      cause: error,
    });
  }
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = !isUtf16 ? 'utf-8' : first === 0xff ? 'utf-16le' : 'utf-16be';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (isTooLong(cause)) throw new Error(`${path}: es demasiado grande.`, { cause });
    throw new Error(
      `${path}: no está en UTF-8${placeOfFault(bytes)}. Guárdelo como UTF-8 y repita.`,
      { cause },
    );
  }
}

/** @throws an Error in Spanish: as `readText`, or where the text stops being JSON */
export function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path}: ${explainJson(text)}`, { cause });
  }
}

/** Why a text is not JSON: line, column and what is wrong there. */
export function explainJson(text: string): string {
  if (text.trim() === '') return 'está vacío, y se espera JSON.';
  const fault = findJsonFault(text);
  if (fault === null) return 'no se puede leer como JSON.';
  const { line, column, reason } = fault;
  return `no es JSON: línea ${line}, columna ${column}: ${reason}.`;
}

/** The line of the first byte that is no UTF-8, which is where people find the letter that was kept otherwise. */
function placeOfFault(bytes: Buffer): string {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const part = bytes.subarray(start, end);
    if (!isUtf8(part)) {
      const asWindows = new TextDecoder('windows-1252').decode(part).trim();
      return ` (línea ${line}: parece «${asWindows.slice(0, 40)}» en otra codificación)`;
    }
    start = end;
  }
  return '';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isTooLong(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_STRING_TOO_LONG' || error instanceof RangeError;
}
