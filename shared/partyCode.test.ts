// The same third party, however its NIF, NIT or RIF is written; other codes as they are.
import { expect, it } from 'vitest';
import { canonicalPartyCode } from './partyCode.ts';

it.each([
  // Spain
  ['A58818501', 'A58818501'],
  ['a58818501', 'A58818501'],
  ['A-58818501', 'A58818501'],
  ['A-58.818.501', 'A58818501'],
  ['A 58 818 501', 'A58818501'],
  ['ESA58818501', 'A58818501'],
  ['es-a58818501', 'A58818501'],
  ['12345678z', '12345678Z'],
  ['12.345.678-Z', '12345678Z'],
  ['x-1234567-l', 'X1234567L'],
  // Colombia
  ['800197268', '800197268'],
  ['800197268-4', '800197268'],
  ['800.197.268-4', '800197268'],
  ['8001972684', '800197268'],
  ['890903938-8', '890903938'],
  ['41.261.533', '41261533'],
  // Venezuela
  ['J-07013380-5', 'J070133805'],
  ['j070133805', 'J070133805'],
  ['V-11470283-4', 'V114702834'],
])('T03 %s is %s', (text, code) => {
  expect(canonicalPartyCode(text)).toBe(code);
  expect(canonicalPartyCode(code)).toBe(code);
});

it.each([
  // A check digit that does not check is somebody's typing: kept for a person to see.
  '800197268-5',
  // A citizen's ten figures, and ten figures of a company that do not check.
  '1012345678',
  '8001972685',
  'CLI-01',
  'cli01',
  'Ventas mostrador',
  'P1',
  '430.1',
  '12-3',
  'ES-12',
  '',
])('T03 «%s» stays as it is written', (text) => expect(canonicalPartyCode(text)).toBe(text));
