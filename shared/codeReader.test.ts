// One reader of codes: what it reads for one part of Cuadre it reads for all.
import { expect, it } from 'vitest';
import { CodeReader } from './codeReader.ts';

const accountsOf = (...codes: string[]) => codes.map((code) => ({ code }));
const spanish = new CodeReader(accountsOf('4', '43', '430', '4300000001', '4304', '0043'), 10);
const dotted = new CodeReader(accountsOf('1', '1.1', '1.1.01', '1.1.02', '1.10', '1.10.1'), 0);

it.each<[string | number, string | undefined, string | null]>([
  ['430', '430', '430'],
  [430, '430', '430'],
  [" '430 ", '430', '430'],
  ['0043', '0043', '0043'],
  [43, '43', '43'],
  ['430.1', '4300000001', '4300000001'],
  ['43.00000001', '4300000001', '4300000001'],
  // 430.4 stands for 4300000004, which does not exist: never for 4304. Nor is 43.0 the 430.
  ['430.4', undefined, '4300000004'],
  ['43.0', undefined, '4300000000'],
  ['999', undefined, '999'],
  ['', undefined, null],
  ['43*', undefined, null],
  [1e15, undefined, null],
  [430.5, undefined, null],
])('P01 P02 ES %j reads %s, and would be created as %s', (written, code, created) => {
  expect(spanish.read(written)?.code).toBe(code);
  expect(spanish.newCode(written)).toBe(created);
});

it.each([
  ['1.1.01', '1.1.01'],
  ['1102', '1.1.02'],
  // 1.1.01 and 1.10.1 are both 1101 without dots: neither is guessed.
  ['1101', undefined],
  ['11', '1.1'],
])('P01 VE %j reads %s', (written, code) => expect(dotted.read(written)?.code).toBe(code));
