// What the pane may ask for besides the commands, and its own reads of the ledger.
import {
  describeFailure,
  rejectionsOf,
  type ApiFailure,
  type ApiResult,
} from '../api/apiResult.ts';
import type { CommandContext } from '../commands/commandContext.ts';
import { proposeAccounts } from '../commands/createAccounts.ts';
import type { AddinCommands } from '../commands/commandOutcome.ts';
import { rememberAnswer } from '../host/sheetAnswers.ts';
import { goTo } from '../host/workbookNavigation.ts';
import type { FigureBook } from '../functions/figureBook.ts';
import { lookAtDatesAgain } from '../functions/runningCall.ts';
import type { AddinActions, AddinQueries, QueryResult } from './addinState.ts';
import type { WritableStore } from './addinStore.ts';
import type { SessionController } from './sessionController.ts';

export function createActions(
  store: WritableStore,
  session: SessionController,
  figures: FigureBook,
  commands: AddinCommands,
): AddinActions {
  return {
    async signIn(email, password) {
      const busy = {
        command: 'signIn',
        words: 'Iniciando sesión…',
        progress: null,
        cancel: null,
      } as const;
      store.update({ busy });
      const result = await session.signIn(email, password);
      store.update({ busy: null });
      return result;
    },
    signOut: session.signOut,
    async chooseCompany(code) {
      const words = 'Abriendo la empresa…';
      store.update({ busy: { command: 'chooseCompany', words, progress: null, cancel: null } });
      const result = await session.chooseCompany(code);
      store.update({ busy: null });
      return result;
    },
    async refresh() {
      session.retryNow();
      await lookAtDatesAgain();
      const [result] = await Promise.all([session.refreshCompany(), figures.refresh()]);
      return result;
    },
    async selectProblem(problem) {
      await goTo(problem.sheet.id, problem.cell);
    },
    async answerQuestion({ sheet, question }, answer) {
      if (!question || !(await goTo(sheet.id, null))) return;
      await rememberAnswer(sheet.id, question.key, answer);
      await commands.validar();
    },
    openSheet: (sheet) => goTo(sheet.id, null),
    dismissOutcome: () => store.update({ lastOutcome: null }),
  };
}

export function createQueries({
  store,
  api,
  newId,
  now,
}: Pick<CommandContext, 'store' | 'api' | 'newId' | 'now'>): AddinQueries {
  async function ask<T>(read: (company: string) => Promise<ApiResult<T>>): Promise<QueryResult<T>> {
    const { companyCode } = store.getSnapshot();
    if (companyCode === null) {
      const message = 'Elija primero una empresa.';
      return { ok: false, reason: 'signed-out', message, rejections: [] };
    }
    const answer = await read(companyCode);
    if (answer.ok) return answer;
    return queryFailure(answer.failure);
  }

  return {
    listVouchers: (query) => ask((company) => api.listVouchers(company, query)),
    getVoucher: (id) => ask((company) => api.getVoucher(company, id)),
    getTrialBalance: (query) => ask((company) => api.getTrialBalance(company, query)),
    getChart: () => ask((company) => api.getChart(company)),
    async proposeAccounts(sheet) {
      const { company } = store.getSnapshot();
      const chart = await ask((code) => api.getChart(code));
      if (!chart.ok || !company) return chart.ok ? { ok: true, value: [] } : chart;
      return {
        ok: true,
        value: await proposeAccounts({ api, newId, now }, company, chart.value, sheet),
      };
    },
  };
}

const reasons = {
  expired: 'signed-out',
  unanswered: 'offline',
  refused: 'refused',
  unexpected: 'failed',
} as const;

/** Why there is no answer, as screens show it. */
export function queryFailure(failure: ApiFailure): Extract<QueryResult<never>, { ok: false }> {
  const { message, remedy } = describeFailure(failure);
  return {
    ok: false,
    reason: reasons[failure.kind],
    message: `${message} ${remedy}`,
    rejections: rejectionsOf(failure),
  };
}
