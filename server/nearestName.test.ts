// Which known name was meant: slips of the pen are, other words are not.
import { expect, it } from 'vitest';
import { nearestName } from './nearestName.ts';

const line = [
  'line',
  'account',
  'party',
  'costCenter',
  'description',
  'reference',
  'debit',
  'credit',
];
const query = ['from', 'to', 'level', 'rows', 'zeros', 'closing', 'asOf'];
const commands = ['verify', 'rebuild', 'serve', 'restore', '--company', '--código', 'all', 'A'];

it.each<[string, readonly string[], string | undefined]>([
  ['asof', query, 'asOf'],
  ['as_of', query, 'asOf'],
  ['AsOf', query, 'asOf'],
  ['form', query, 'from'],
  ['levels', query, 'level'],
  ['row', query, 'rows'],
  ['costCentre', line, 'costCenter'],
  ['cost_center', line, 'costCenter'],
  ['acount', line, 'account'],
  ['DESCRIPTION', line, 'description'],
  ['referencia', line, 'reference'],
  ['desde', query, undefined],
  ['hasta', query, undefined],
  ['currency', line, undefined],
  ['debe', line, undefined],
  ['at', query, undefined],
  ['', query, undefined],
  ['__proto__', query, undefined],
  ['x'.repeat(100_000), ['x'.repeat(99_999)], undefined],
  ['asof', [], undefined],
  ['verfy', commands, 'verify'],
  ['vreify', commands, 'verify'],
  ['server', commands, 'serve'],
  ['--compnay', commands, '--company'],
  ['--codigo', commands, '--código'],
  ['al', commands, 'all'],
  ['lal', commands, 'all'],
  ['demo', commands, undefined],
  ['x', commands, undefined],
  ['B', commands, undefined],
  ['--json', commands, undefined],
  ['years', ['yearly', 'year'], 'year'],
  ['year-fron', ['year-from', 'year-front'], 'year-from'],
])('%s', (name, known, meant) => expect(nearestName(name, known)).toBe(meant));
