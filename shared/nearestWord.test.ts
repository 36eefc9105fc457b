// What somebody meant: near enough is offered, far is not.
import { expect, it } from 'vitest';
import { findNearestWord } from './nearestWord.ts';

const known = [
  'verify',
  'rebuild',
  'serve',
  'restore',
  '--company',
  '--código',
  'all',
  'asOf',
  'A',
];

it.each([
  ['verfy', 'verify'],
  ['vreify', 'verify'],
  ['server', 'serve'],
  ['SERVE', 'serve'],
  ['--compnay', '--company'],
  ['--codigo', '--código'],
  ['asof', 'asOf'],
  ['al', 'all'],
  ['lal', 'all'],
  ['demo', null],
  ['', null],
  ['x', null],
  ['B', null],
  ['--json', null],
])('«%s» is %s', (written, meant) => expect(findNearestWord(written, known)).toBe(meant));

it('prefers the one that differs least, and the first of two alike', () => {
  expect(findNearestWord('years', ['yearly', 'year'])).toBe('year');
  expect(findNearestWord('year-fron', ['year-from', 'year-front'])).toBe('year-from');
});
