// The problems list as it is read: errors by sheet first, notices apart, each with the words that a
// screen reader needs.
import type { SheetProblem, SheetReference } from '../commands/commandOutcome.ts';
import type { NumberStyle } from '../../shared/money.ts';
import type { SheetProblems } from '../state/addinState.ts';
import { sayCount } from './writing.ts';

export interface ProblemGroup {
  sheet: SheetReference;
  problems: SheetProblem[];
}

export interface ProblemLists {
  errors: ProblemGroup[];
  errorCount: number;
  notices: ProblemGroup[];
  noticeCount: number;
}

export function splitProblems(sheets: readonly SheetProblems[]): ProblemLists {
  const errors = keep(sheets, 'error');
  const notices = keep(sheets, 'notice');
  return { errors, errorCount: count(errors), notices, noticeCount: count(notices) };
}

/** «3 problemas por corregir y 1 aviso»; empty when there is nothing to say. */
export function summarizeProblems(
  { errorCount, noticeCount }: ProblemLists,
  numberStyle: NumberStyle = 'comma-decimal',
): string {
  const style = { numberStyle };
  const errors = errorCount
    ? `${sayCount(errorCount, 'problema', 'problemas', style)} por corregir`
    : '';
  const notices = noticeCount ? sayCount(noticeCount, 'aviso', 'avisos', style) : '';
  return [errors, notices].filter(Boolean).join(' y ');
}

function keep(
  sheets: readonly SheetProblems[],
  severity: SheetProblem['severity'],
): ProblemGroup[] {
  return sheets
    .map(({ sheet, problems }) => ({
      sheet,
      problems: problems.filter((problem) => problem.severity === severity),
    }))
    .filter((group) => group.problems.length > 0);
}

function count(groups: readonly ProblemGroup[]): number {
  return groups.reduce((sum, group) => sum + group.problems.length, 0);
}
