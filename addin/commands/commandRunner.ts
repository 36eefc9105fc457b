// Runs commands one at a time: words while they work, an outcome whatever happens.
import { describeFailure, type ApiFailure } from '../api/apiResult.ts';
import { HostFailure } from '../host/runExcel.ts';
import type { Company } from '../../shared/contract/companies.ts';
import { reportFault } from '../state/reportFault.ts';
import type { CommandContext } from './commandContext.ts';
import type { CommandName, CommandOutcome } from './commandOutcome.ts';
import { groupUnknownAccounts } from './unknownAccounts.ts';

export type OutcomeParts = Pick<CommandOutcome, 'status' | 'sentence'> &
  Partial<Omit<CommandOutcome, 'command' | 'finishedAt'>>;

export interface Work {
  /** The company of the session, read and up to date enough to write amounts and dates. */
  company: Company;
  say: (words: string, progress?: { done: number; total: number }) => void;
}

export type RunCommand = (
  command: CommandName,
  words: string,
  body: (work: Work) => Promise<OutcomeParts>,
) => Promise<CommandOutcome>;

export interface CommandRunner {
  run: RunCommand;
  /** Work without words in the pane (checking again after an edit); skipped while a command runs. */
  runQuietly: (body: (company: Company) => Promise<void>) => Promise<void>;
}

export function createCommandRunner(context: CommandContext): CommandRunner {
  const { store } = context;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(body: () => Promise<T>): Promise<T> {
    const turn = last.then(body, body);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function runNow(
    command: CommandName,
    words: string,
    body: (work: Work) => Promise<OutcomeParts>,
  ): Promise<CommandOutcome> {
    const say: Work['say'] = (text, progress) =>
      store.update({ busy: { command, words: text, progress: progress ?? null, cancel: null } });
    say(words);
    let parts: OutcomeParts;
    try {
      parts = (await requireCompany(context)) ?? (await body({ company: companyOf(context), say }));
    } catch (error) {
      parts = outcomeOfError(error);
    }
    const outcome = completeOutcome(command, parts, context.now(), () => run(command, words, body));
    store.update({ busy: null });
    store.addOutcome(outcome);
    return outcome;
  }

  const run: RunCommand = (command, words, body) => inTurn(() => runNow(command, words, body));

  return {
    run,
    runQuietly: (body) =>
      inTurn(async () => {
        const { company, session } = store.getSnapshot();
        if (!company || session.kind !== 'signed-in') return;
        try {
          await body(company);
        } catch (error) {
          // Nobody asked for it: the next command says what is wrong with the sheet or with Excel.
          reportFault(error);
        }
      }),
  };
}

function companyOf({ store }: CommandContext): Company {
  const { company } = store.getSnapshot();
  if (!company) throw new Error('commands run only with a company');
  return company;
}

/** @returns why the command cannot begin, or null. */
async function requireCompany(context: CommandContext): Promise<OutcomeParts | null> {
  const { session, company, companyCode } = context.store.getSnapshot();
  if (session.kind === 'expired') return expiredOutcome;
  if (session.kind !== 'signed-in') {
    return {
      status: 'signed-out',
      sentence: 'No ha iniciado sesión en Cuadre.',
      remedy: 'Inicie sesión en el panel: la hoja no ha cambiado, y allí podrá repetir la orden.',
    };
  }
  if (company) return null;
  if (companyCode !== null) {
    await context.refreshCompany();
    if (context.store.getSnapshot().company) return null;
    return failureOutcome({ kind: 'unanswered' });
  }
  return {
    status: 'signed-out',
    sentence: 'Este libro no tiene empresa.',
    remedy: 'Elija la empresa en el panel y repita la orden.',
  };
}

export const expiredOutcome: OutcomeParts = {
  status: 'signed-out',
  sentence: 'La sesión ha terminado. Lo que escribió sigue en la hoja.',
  remedy: 'Inicie sesión de nuevo en el panel: allí podrá repetir la orden.',
};

/** The outcome of a failure that concerns the command as a whole. */
export function failureOutcome(failure: ApiFailure): OutcomeParts {
  if (failure.kind === 'expired') return expiredOutcome;
  const { message, remedy } = describeFailure(failure);
  const status = { unanswered: 'offline', refused: 'refused', unexpected: 'failed' } as const;
  return { status: status[failure.kind], sentence: message, remedy };
}

function outcomeOfError(error: unknown): OutcomeParts {
  if (error instanceof HostFailure) {
    return { status: 'failed', sentence: error.message, remedy: error.remedy };
  }
  reportFault(error);
  const detail = error instanceof Error ? error.message : String(error);
  return {
    status: 'failed',
    sentence: `Cuadre no pudo terminar la orden (${detail}).`,
    remedy: 'Vuelva a intentarlo; si se repite, avise al administrador de Cuadre.',
  };
}

function completeOutcome(
  command: CommandName,
  parts: OutcomeParts,
  finishedAt: Date,
  repeat: () => Promise<CommandOutcome>,
): CommandOutcome {
  return {
    remedy: null,
    sheet: null,
    posted: null,
    differenceOffer: null,
    question: null,
    // Only what a lost session interrupted is worth repeating as it was.
    repeat: parts.status === 'signed-out' ? repeat : null,
    ...parts,
    problems: groupUnknownAccounts(parts.problems ?? [], parts.sheet ?? null),
    command,
    finishedAt,
  };
}
