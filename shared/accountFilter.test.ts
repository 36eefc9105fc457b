// The grammar of the `cuenta` argument, over one small chart (functions.md).
import { describe, expect, it } from 'vitest';
import { FilterMatcher, listUnknownCodes, parseAccountFilter } from './accountFilter.ts';

const chart = [
  ...['4', '40', '400', '41', '410', '43', '430', '4300', '4300000001', '431', '439', '4390'],
  ...['57', '570', '572', '5720', '1.1', '1.1.01', '1.10', 'CAJA', 'CAJA.01'],
];

const taken = (text: string): string => {
  const parsed = parseAccountFilter(text);
  if (!parsed.ok) return `✗ ${parsed.part}`;
  const matcher = new FilterMatcher(parsed.filter);
  return chart.filter((code) => matcher.matches(code)).join(' ');
};

it.each([
  // A code is that account with all below it.
  ['430', '430 4300 4300000001'],
  ['1.1', '1.1 1.1.01'],
  ['CAJA', 'CAJA CAJA.01'],
  ['999', ''],
  // Exactly this code.
  ['=430', '430'],
  ['= 430', '430'],
  // Lists, with either separator and room for blanks.
  ['400;410', '400 410'],
  ['400,410', '400 410'],
  [' 400 ; 410 ;', '400 410'],
  ['400;400', '400'],
  // Ranges include all below their end.
  ['430:439', '430 4300 4300000001 431 439 4390'],
  ['400 : 41', '400 41 410'],
  ['430:430', '430 4300 4300000001'],
  // Any run, one character.
  ['57*', '57 570 572 5720'],
  ['57?', '570 572'],
  ['*1', '41 4300000001 431 1.1 1.1.01 CAJA.01'],
  ['4?0', '400 410 430'],
  ['1.?', '1.1'],
  ['*.*', '1.1 1.1.01 1.10 CAJA.01'],
  // Leaving out.
  ['43;-431', '43 430 4300 4300000001 439 4390'],
  ['-4', '57 570 572 5720 1.1 1.1.01 1.10 CAJA CAJA.01'],
  ['43;-=430', '43 4300 4300000001 431 439 4390'],
  ['-431;43', '43 430 4300 4300000001 439 4390'],
  ['43;-43*', ''],
  ['43; - 431', '43 430 4300 4300000001 439 4390'],
  // Intersecting.
  ['43^*0', '430 4300 4390'],
  ['4^430:439^????', '4300 4390'],
  ['43;-43^*0', '43 4300000001 431 439'],
])('%j takes %j', (text, expected) => {
  expect(taken(text)).toBe(expected);
});

it.each([
  ['', '✗ '],
  [' ; , ', '✗  ; , '],
  ['430;;abc def', ''],
  ['439:430', '✗ 439:430'],
  ['430:', '✗ 430:'],
  [':430', '✗ :430'],
  ['1:2:3', '✗ 1:2:3'],
  ['430;43$', '✗ 43$'],
  ['-', '✗ -'],
  ['=', '✗ ='],
  ['^', '✗ ^'],
  ['430^', '✗ 430^'],
  ['--430', '✗ --430'],
  ['=43*', '✗ =43*'],
  ['43*:44', '✗ 43*:44'],
  ['(430)', '✗ (430)'],
  ['430\u0000', '✗ 430\u0000'],
  ['[0-9]*', '✗ [0-9]*'],
  [`${'1;'.repeat(3000)}`, `✗ ${'1;'.repeat(20)}…`],
])('says which part of %j it does not understand', (text, expected) => {
  // Blanks inside a code are dropped, as everywhere a code is read.
  expect(taken(text)).toBe(text === '430;;abc def' ? '430 4300 4300000001' : expected);
});

it.each([
  ['430.1', '4300000001'],
  ['572;430.1', '4300000001 572 5720'],
  ['43;-430.1', '43 430 4300 431 439 4390'],
  ['430.1:431', '4300000001 431'],
  ['=430.1', '4300000001'],
  ['1.1', '1.1 1.1.01'],
])('P02 reads each code of %j as the chart does', (text, expected) => {
  const shorthand = (code: string) => code.replace(/^430\.1$/, '4300000001');
  const parsed = parseAccountFilter(text, shorthand);
  if (!parsed.ok) throw new Error(parsed.part);
  const matcher = new FilterMatcher(parsed.filter);
  expect(chart.filter((code) => matcher.matches(code)).join(' ')).toBe(expected);
});

it('a hostile pattern is answered, not tried in every way there is', () => {
  const parsed = parseAccountFilter(`${'*'.repeat(500)}1*1*1*1*1`);
  expect(parsed.ok).toBe(true);
  if (parsed.ok) expect(new FilterMatcher(parsed.filter).matches('1'.repeat(19) + 'x')).toBe(false);
});

it.each([
  ['430', []],
  ['430;99*', ['99*']],
  ['99*;98*;430', ['99*', '98*']],
  ['43;-99*', ['-99*']],
  ['43;-431', []],
  ['43^57', ['43^57']],
  // Taken by another part before it, and taken out again: it is not empty.
  ['43;430', []],
  ['430;-43*', []],
  ['-4', []],
])('knows which parts of %j take no account: %j', (text, empty) => {
  const parsed = parseAccountFilter(text);
  if (!parsed.ok) throw new Error(parsed.part);
  const matcher = new FilterMatcher(parsed.filter);
  for (const code of chart) matcher.matches(code);
  expect(matcher.emptyParts).toEqual(empty);
});

describe('codes of which there is no account', () => {
  const chart = ['4', '43', '430', '4300000001', '57', '572', '5720000001', '1.1', '1.1.02'];
  it.each([
    ['430', ''],
    ['5720', ''],
    ['57200000', ''],
    ['=5720', '5720'],
    ['=5720000001', ''],
    ['5721', '5721'],
    ['999;430', '999'],
    ['430;-4309', '4309'],
    ['43^999', '999'],
    ['1', ''],
    ['1.1.0', '1.1.0'],
    ['600:699', ''],
    ['6*', ''],
  ])('%s: %s', (text, unknown) => {
    const parsed = parseAccountFilter(text);
    if (!parsed.ok) throw new Error(parsed.part);
    const codes = listUnknownCodes(parsed.filter, chart).map(({ written }) => written);
    expect(codes.join()).toBe(unknown);
  });
});
