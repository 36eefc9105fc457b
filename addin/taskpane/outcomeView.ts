// What an outcome says now: a refusal follows its problems as the person corrects them, so that the
// message never contradicts the list below it.
import type { MessageBarIntent } from '@fluentui/react-components';
import type {
  CommandOutcome,
  DifferenceOffer,
  OutcomeStatus,
  SheetProblem,
} from '../commands/commandOutcome.ts';
import type { SheetProblems } from '../state/addinState.ts';
import { formatMoney, type NumberStyle } from '../../shared/money.ts';
import { sayCount } from './writing.ts';

export interface OutcomeView {
  intent: MessageBarIntent;
  sentence: string;
  remedy: string | null;
}

const intents: Record<OutcomeStatus, MessageBarIntent> = {
  done: 'success',
  told: 'info',
  asked: 'warning',
  refused: 'error',
  pending: 'warning',
  offline: 'warning',
  'signed-out': 'warning',
  failed: 'error',
};

export function viewOutcome(
  outcome: CommandOutcome,
  problems: readonly SheetProblems[],
  numberStyle: NumberStyle = 'comma-decimal',
): OutcomeView {
  const count = (number: number) => formatMoney(BigInt(number), 0, numberStyle);
  const { status, sentence, remedy, sheet } = outcome;
  const view: OutcomeView = { intent: intents[status], sentence, remedy };
  const found = countErrors(outcome.problems);
  if (status !== 'refused' || !sheet || found === 0) return view;
  const left = countErrors(problems.find((group) => group.sheet.id === sheet.id)?.problems ?? []);
  if (left === 0) {
    return {
      intent: 'info',
      sentence:
        found === 1
          ? 'El problema está corregido.'
          : `Los ${count(found)} problemas están corregidos.`,
      // A sheet that is in the ledger already has nothing to post.
      remedy: outcome.posted ? null : 'Pulse «Contabilizar» cuando quiera.',
    };
  }
  if (left >= found) return found === 1 ? withoutRepeating(view, outcome) : view;
  const remaining = left === 1 ? 'Queda' : 'Quedan';
  return {
    intent: 'warning',
    sentence: `${remaining} ${sayCount(left, 'problema', 'problemas', { numberStyle })} de ${count(found)}.`,
    remedy,
  };
}

/**
 * B03: the account offered for the difference, while the sheet still has that very difference. Once
 * it was edited the amount on the button would not be what gets posted.
 */
export function standingOffer(
  outcome: CommandOutcome,
  problems: readonly SheetProblems[],
): DifferenceOffer | null {
  const offer = outcome.differenceOffer;
  const offered = outcome.problems.find(isUnbalancedOpening);
  if (!offer || !offered) return null;
  const now = problems
    .find((group) => group.sheet.id === offer.sheet.id)
    ?.problems.find(isUnbalancedOpening);
  return now?.message === offered.message ? offer : null;
}

function isUnbalancedOpening(problem: SheetProblem): boolean {
  return problem.code === 'opening-unbalanced';
}

/** With a single problem the commands say it outright; the list below already does. */
function withoutRepeating(view: OutcomeView, outcome: CommandOutcome): OutcomeView {
  const isRepeated = outcome.problems.some((problem) => problem.message === view.sentence);
  if (!isRepeated) return view;
  const isPosting = outcome.command === 'contabilizar';
  return {
    ...view,
    sentence: `${isPosting ? 'No se contabilizó nada. ' : ''}Hay 1 problema que corregir.`,
    remedy: null,
  };
}

function countErrors(problems: CommandOutcome['problems']): number {
  return problems.filter((problem) => problem.severity === 'error').length;
}
