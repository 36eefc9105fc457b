// The file of `import-books`: bytes, text, JSON, books; each step says what is wrong in it and where.
import { reject } from '../../shared/rejection.ts';
import type { Encoding } from '../imports/decodeText.ts';
import type { RefusedPart } from '../imports/importReport.ts';
import { findJsonTrouble, locatePointers, maxDepth } from '../imports/jsonText.ts';
import { readNeutralBooks, type BooksReading } from '../imports/readNeutralBooks.ts';
import { Refusal } from '../refusal.ts';
import { findJsonFault } from './jsonFault.ts';
import { readText } from './readFile.ts';

export interface BooksFile {
  reading: BooksReading;
  /** The lines of the file where these parts are, by their pointers. */
  locate(parts: readonly RefusedPart[]): ReadonlyMap<string, number>;
}

/** @throws Refusal `file-…` when it is no JSON that books could be in; an Error in Spanish when it can't be read */
export function readBooksFile(path: string, encoding: Encoding): BooksFile {
  const text = readText(path, encoding);
  const content = parseJson(text);
  const trouble = findJsonTrouble(text);
  if (trouble !== null) {
    const { what, member, line, column } = trouble;
    const refusal =
      what === 'too-deep'
        ? reject('file-too-deep', { max: maxDepth, line })
        : reject('file-member-repeated', { member: shorten(member), line, column });
    throw new Refusal('invalid', refusal);
  }
  return {
    reading: readNeutralBooks(content),
    // Read again only when something is to be pointed at: a large text is not kept for that.
    locate: (parts) =>
      parts.length === 0 ? new Map() : locatePointers(readText(path, encoding), pointersOf(parts)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal('invalid', refuseJson(text));
  }
}

function refuseJson(text: string) {
  if (text.trim() === '')
    return reject('file-not-json', { reason: 'está vacío', line: 0, column: 0 });
  const fault = findJsonFault(text);
  const { reason, line, column } = fault ?? { reason: 'no se entiende', line: 0, column: 0 };
  return reject('file-not-json', { reason, line, column });
}

function pointersOf(parts: readonly RefusedPart[]): string[] {
  return parts.flatMap(({ pointer, rejections }) => [
    pointer,
    ...rejections.flatMap((each) => each.pointer ?? []),
  ]);
}

function shorten(text: string): string {
  const cut = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return cut.toWellFormed().replaceAll(/\p{Cc}/gu, '·');
}
