// The files that commands are given: read in one place, so that what is wrong with any of them is a sentence.
import { readFileSync } from 'node:fs';
import { decodeText, type Encoding } from '../imports/decodeText.ts';
import { explainSystemError } from '../systemError.ts';

/** @throws an Error in Spanish: missing, a folder, not readable */
export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(explainSystemError(error, path) ?? `${path}: no se puede leer.`, {
      cause: error,
    });
  }
}

/**
 * A text in UTF-8 or UTF-16, with or without its mark, or as it was asked for.
 * @throws an Error in Spanish as `readBytes`; Refusal when its bytes are no such text, with the place
 */
export function readText(path: string, encoding: Encoding = 'auto'): string {
  try {
    return decodeText(readBytes(path), encoding);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG') {
      throw new Error(`${path}: es demasiado grande para leerlo de una vez; divídalo por años.`, {
        cause: error,
      });
    }
    throw error;
  }
}
