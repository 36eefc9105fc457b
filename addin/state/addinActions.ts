// What the pane may ask for besides the commands, and its own reads of the ledger.
import type { ApiClient } from '../api/apiClient.ts';
import { describeFailure, rejectionsOf, type ApiResult } from '../api/apiResult.ts';
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

export function createQueries(
  store: WritableStore,
  api: ApiClient,
  newId: () => string,
): AddinQueries {
  async function ask<T>(read: (company: string) => Promise<ApiResult<T>>): Promise<QueryResult<T>> {
    const { companyCode } = store.getSnapshot();
    if (companyCode === null) {
      const message = 'Elija primero una empresa.';
      return { ok: false, reason: 'signed-out', message, rejections: [] };
    }
    const answer = await read(companyCode);
    if (answer.ok) return answer;
    const { failure } = answer;
    const { message, remedy } = describeFailure(failure);
    const reasons = {
      expired: 'signed-out',
      unanswered: 'offline',
      refused: 'refused',
      unexpected: 'failed',
    } as const;
    return {
      ok: false,
      reason: reasons[failure.kind],
      message: `${message} ${remedy}`,
      rejections: rejectionsOf(failure),
    };
  }

  return {
    listVouchers: (query) => ask((company) => api.listVouchers(company, query)),
    getVoucher: (id) => ask((company) => api.getVoucher(company, id)),
    getTrialBalance: (query) => ask((company) => api.getTrialBalance(company, query)),
    getChart: () => ask((company) => api.getChart(company)),
    createFiscalYear: (year) => ask((company) => api.createFiscalYear(company, year, newId())),
  };
}
