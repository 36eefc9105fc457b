// From rejections (ours and the server's) to problems of a sheet and marks of its cells.
import type { NumberStyle } from '../../shared/money.ts';
import type { AmountWriting, ExplainedRejection, Rejection } from '../../shared/rejection.ts';
import { countThings } from '../../shared/text/countThings.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { CellMark } from '../host/cellMarks.ts';
import type { SheetQuestion } from '../sheets/sheetQuestions.ts';
import { cellOfRejection, withoutEchoes, type FieldPlaces } from '../sheets/sheetReading.ts';
import type { ProblemQuestion, SheetProblem, SheetReference } from './commandOutcome.ts';

export interface ProblemSources {
  sheet: SheetReference;
  places: FieldPlaces;
  writing: AmountWriting;
  /** Found while reading the sheet. */
  local: {
    rejections: readonly Rejection[];
    notices: readonly Rejection[];
    questions: readonly SheetQuestion[];
  };
  answered: {
    rejections: readonly ExplainedRejection[];
    notices: readonly ExplainedRejection[];
  };
}

/** Errors first, then in the order of the sheet. */
export function collectProblems(sources: ProblemSources): SheetProblem[] {
  const { local, answered, writing } = sources;
  const explain = (one: Rejection) => explainRejection(one, writing);
  const errors = [
    ...local.rejections.map(explain),
    ...withoutEchoes(answered.rejections, {
      rejections: local.rejections,
      asked: local.questions.flatMap(({ places }) => places),
    }),
  ];
  const notices = [...local.notices.map(explain), ...answered.notices];
  return [
    ...inSheetOrder(errors).map((one, index) => problemOf(one, 'error', index, sources)),
    ...inSheetOrder(notices).map((one, index) => problemOf(one, 'notice', index, sources)),
  ];
}

/** What concerns the whole document comes after its lines, where the total stands. */
function inSheetOrder(rejections: readonly ExplainedRejection[]): ExplainedRejection[] {
  const order = ({ line, field }: ExplainedRejection) =>
    line ?? (field === undefined ? Number.MAX_SAFE_INTEGER : 0);
  return [...rejections].sort((left, right) => order(left) - order(right));
}

function problemOf(
  rejection: ExplainedRejection,
  severity: SheetProblem['severity'],
  index: number,
  { sheet, places, local }: ProblemSources,
): SheetProblem {
  const { code, params, message, remedy } = rejection;
  const cell = cellOfRejection(rejection, places);
  const question = local.questions.find((one) => one.rejection.code === code);
  return {
    key: `${severity}-${index}-${code}-${cell ?? ''}`,
    code,
    params,
    severity,
    message,
    remedy,
    sheet,
    cell,
    ...(question ? { question: questionOf(question) } : {}),
  };
}

function questionOf({ key, answers, places }: SheetQuestion): ProblemQuestion {
  return { key, answers, cells: places.flatMap(({ cell }) => cell ?? []) };
}

export function marksOf(problems: readonly SheetProblem[]): CellMark[] {
  return problems.flatMap(({ cell, severity, message, remedy, question }) => {
    const text = `${message} ${remedy}`;
    // A question is marked in every cell that it is about.
    const cells = question?.cells ?? (cell === null ? [] : [cell]);
    return cells.map((each) => ({ cell: each, severity, text }));
  });
}

/** «Hay 3 problemas que corregir y 1 aviso.» */
export function countProblems(
  problems: readonly SheetProblem[],
  style: NumberStyle = 'comma-decimal',
): string {
  const errors = problems.filter((one) => one.severity === 'error').length;
  const notices = problems.length - errors;
  const noticeWords = countThings(notices, 'aviso', 'avisos', style);
  if (errors === 0) return `Hay ${noticeWords}.`;
  const errorWords = countThings(errors, 'problema que corregir', 'problemas que corregir', style);
  return notices === 0 ? `Hay ${errorWords}.` : `Hay ${errorWords} y ${noticeWords}.`;
}
