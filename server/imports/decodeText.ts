// The bytes of a file as text, or why they are none: where, and with which encoding it may be read. Nothing is replaced
// by «�»: what can't be read is refused.
import { isUtf8 } from 'node:buffer';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

/** `auto`: UTF-8 or UTF-16, with their mark or without. Windows-1252 reads any bytes: it must be asked for. */
export const encodings = ['auto', 'utf-8', 'utf-16', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** @throws Refusal `file-not-text`, `file-encoding-unreadable`, `file-encoding-other` */
export function decodeText(bytes: Uint8Array, asked: Encoding = 'auto'): string {
  const looks = looksOf(bytes);
  if (looks !== null) throw new Refusal('invalid', reject('file-not-text', { looks }));
  const wide = wideEncodingOf(bytes);
  if (asked === 'utf-16' || (asked !== 'windows-1252' && wide !== null)) {
    return decodeWide(bytes, wide ?? 'utf-16le');
  }
  const hasUtf8 = isUtf8(bytes);
  if (asked === 'windows-1252') return decodeWindows(bytes, hasUtf8 || wide !== null);
  if (!hasUtf8) throw unreadable(bytes, 'UTF-8', firstBadByte(bytes));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

const signatures: readonly (readonly [start: string, looks: string])[] = [
  ['PK\u0003\u0004', 'un libro de Excel o un archivo comprimido'],
  ['\u00d0\u00cf\u0011\u00e0', 'un libro de Excel antiguo'],
  ['%PDF', 'un PDF'],
  ['SQLite format 3', 'una base de datos'],
  ['\u001f\u008b', 'un archivo comprimido'],
  ['\u0089PNG', 'una imagen'],
  ['\u00ff\u00d8\u00ff', 'una imagen'],
];

/** What a file that is no text is, by how it begins; null when it may be text. */
function looksOf(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  for (const [signature, looks] of signatures) if (start.startsWith(signature)) return looks;
  // UTF-16 has a zero beside each letter; a zero elsewhere is no letter of any text.
  return wideEncodingOf(bytes) === null && bytes.includes(0) ? 'un archivo binario' : null;
}

/** UTF-16 by its mark, or by the zero beside the first letter: JSON begins with one of ours. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first = 0, second = 0] = bytes;
  if (bytes.length < 2) return null;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : null;
}

function decodeWide(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const loose = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    const unit = loose.indexOf('\ufffd');
    const line = countLines(loose.slice(0, Math.max(unit, 0)));
    const byte = (unit < 0 ? bytes.length : unit * 2) + 1;
    const params = { encoding: 'UTF-16', byte, line, shown: '', instead: '' };
    throw new Refusal('invalid', reject('file-encoding-unreadable', params));
  }
}

function decodeWindows(bytes: Uint8Array, isUnicode: boolean): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const at = isUnicode ? text.search(/[^\p{ASCII}]/u) : -1;
  if (at < 0) return text;
  const encoding = wideEncodingOf(bytes) === null ? 'UTF-8' : 'UTF-16';
  const params = { encoding, shown: wordAround(text, at) };
  throw new Refusal('invalid', reject('file-encoding-other', params));
}

/** The word in which something stands, or as much of it as is shown. */
function wordAround(text: string, at: number): string {
  const before = /[^\s"\p{Cc}]*$/u.exec(text.slice(Math.max(0, at - 15), at))![0];
  return before + /^[^\s"\p{Cc}]*/u.exec(text.slice(at, at + 15))![0];
}

/** The offset of the first byte that is no UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  // A cut character at the end of a part is no fault of the part.
  const isGood = (end: number): boolean => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      decoder.decode(bytes.subarray(good, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (!isGood(middle)) bad = middle;
    // The last character again: a part may end in the middle of it, or of what only begins like one.
    else good = startOfCharacter(bytes, middle - 1, good);
    if (bad - good <= 16) break;
  }
  let whole = good;
  for (let end = good + 1; end <= bad && isGood(end); end += 1) {
    if (isUtf8(bytes.subarray(good, end))) whole = end;
  }
  return whole;
}

/** Not in the middle of a character: continuation bytes are 10xxxxxx. */
function startOfCharacter(bytes: Uint8Array, offset: number, least: number): number {
  let start = offset;
  while (start > least && (bytes[start]! & 0xc0) === 0x80) start -= 1;
  return start;
}

function unreadable(bytes: Uint8Array, encoding: string, offset: number): Refusal {
  const before = Buffer.from(bytes.subarray(0, offset)).toString('latin1');
  const start = Math.max(0, offset - 15);
  const around = new TextDecoder('windows-1252').decode(bytes.subarray(start, offset + 15));
  const shown = wordAround(around, offset - start);
  const params = { encoding, byte: offset + 1, line: countLines(before), shown };
  return new Refusal(
    'invalid',
    reject('file-encoding-unreadable', { ...params, instead: 'windows-1252' }),
  );
}

function countLines(before: string): number {
  return before.split('\n').length;
}
