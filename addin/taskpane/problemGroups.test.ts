// Errors first and notices apart, and a summary that shrinks as cells are corrected.
import { describe, expect, it } from 'vitest';
import type { SheetProblem } from '../commands/commandOutcome.ts';
import type { SheetProblems } from '../state/addinState.ts';
import { splitProblems, summarizeProblems } from './problemGroups.ts';

const voucher = { id: '1', name: 'Comprobante 1' };
const opening = { id: '2', name: 'Saldos iniciales' };
const problem = (key: string, severity: SheetProblem['severity']): SheetProblem => ({
  key,
  code: 'account-missing',
  params: {},
  severity,
  message: 'Falta la cuenta.',
  remedy: 'Escriba el código de una cuenta del plan.',
  sheet: voucher,
  cell: 'A5',
});
const sheets: SheetProblems[] = [
  {
    company: 'UNO',
    sheet: voucher,
    problems: [problem('a', 'error'), problem('b', 'notice'), problem('c', 'error')],
  },
  { company: 'UNO', sheet: opening, problems: [problem('d', 'notice')] },
];

describe('the problems list', () => {
  it('groups errors by sheet and keeps notices apart', () => {
    const lists = splitProblems(sheets);
    expect(lists.errors.map((group) => group.sheet.name)).toEqual(['Comprobante 1']);
    expect(lists.errors[0]?.problems.map(({ key }) => key)).toEqual(['a', 'c']);
    expect(lists.notices.map((group) => group.sheet.name)).toEqual([
      'Comprobante 1',
      'Saldos iniciales',
    ]);
    expect([lists.errorCount, lists.noticeCount]).toEqual([2, 2]);
  });

  it('summarises in words, down to nothing', () => {
    const summary = (from: SheetProblems[]) => summarizeProblems(splitProblems(from));
    expect(summary(sheets)).toBe('2 problemas por corregir y 2 avisos');
    expect(summary([{ company: 'UNO', sheet: voucher, problems: [problem('a', 'error')] }])).toBe(
      '1 problema por corregir',
    );
    expect(summary([{ company: 'UNO', sheet: voucher, problems: [problem('b', 'notice')] }])).toBe(
      '1 aviso',
    );
    expect(summary([])).toBe('');
  });
});
