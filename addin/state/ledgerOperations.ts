// What the pane changes in the books besides sheets: taking back, drafts, years and the lock. Afterwards
// the company is read again, and with it every sheet of the workbook is asked for.
import type { ApiClient } from '../api/apiClient.ts';
import type { ApiResult } from '../api/apiResult.ts';
import type { ActKeys } from '../commands/actKeys.ts';
import type { FigureBook } from '../functions/figureBook.ts';
import { queryFailure } from './addinActions.ts';
import type { LedgerOperations, QueryResult } from './addinState.ts';
import type { WritableStore } from './addinStore.ts';

interface OperationsContext {
  api: ApiClient;
  store: WritableStore;
  figures: FigureBook;
  acts: ActKeys;
  refreshCompany: () => Promise<void>;
}

const noAnswer =
  'No llegó la respuesta: no se sabe si quedó hecho. Cuando vuelva la conexión repítalo: si ya se hizo, no se hará dos veces.';

export function createLedgerOperations(context: OperationsContext): LedgerOperations {
  const { api, store, figures, acts, refreshCompany } = context;

  /** @param act what is asked for, its name first: asked again while its answer is missing, it is the same act */
  async function change<T>(
    words: string,
    act: readonly unknown[],
    send: (company: string, key: string) => Promise<ApiResult<T>>,
  ): Promise<QueryResult<T>> {
    const { companyCode } = store.getSnapshot();
    if (companyCode === null) {
      const message = 'Elija primero una empresa.';
      return { ok: false, reason: 'signed-out', message, rejections: [] };
    }
    store.update({ busy: { command: 'ledger', words, progress: null, cancel: null } });
    const answer = await acts.run([companyCode, ...act], (key) => send(companyCode, key));
    store.update({ busy: null });
    // Also after a refusal: somebody else may have been first, and the sheets should say so.
    void refreshCompany();
    if (answer.ok) return answer;
    const failure = queryFailure(answer.failure);
    return answer.failure.kind === 'unanswered' ? { ...failure, message: noAnswer } : failure;
  }

  async function changeVoucher<T extends { ledgerVersion: number }>(
    words: string,
    act: readonly unknown[],
    send: (company: string, key: string) => Promise<ApiResult<T>>,
  ): Promise<QueryResult<T>> {
    const result = await change(words, act, send);
    if (result.ok) {
      const settingsVersion = store.getSnapshot().company?.settingsVersion ?? 0;
      figures.announce({ ledgerVersion: result.value.ledgerVersion, settingsVersion });
    }
    return result;
  }

  return {
    createFiscalYear: (year) =>
      change('Creando el ejercicio…', ['createFiscalYear', year], (company, key) =>
        api.createFiscalYear(company, year, key),
      ),
    changeFiscalYear: (id, year) =>
      change('Cambiando el ejercicio…', ['changeFiscalYear', id, year], (company, key) =>
        api.changeFiscalYear(company, id, year, key),
      ),
    deleteFiscalYear: (id) =>
      change('Borrando el ejercicio…', ['deleteFiscalYear', id], (company, key) =>
        api.deleteFiscalYear(company, id, key),
      ),
    setLock: (lockedThrough, confirm) =>
      change('Cambiando el bloqueo…', ['setLock', lockedThrough, confirm], (company, key) =>
        api.setLock(company, { lockedThrough, confirm }, key),
      ),
    voidVoucher: (voucher, reason) =>
      changeVoucher('Anulando…', ['voidVoucher', voucher, reason], (company, key) =>
        api.takeBack(company, 'void', { ...voucher, reason }, key),
      ),
    unpostVoucher: (voucher, reason) =>
      changeVoucher('Devolviendo a borrador…', ['unpostVoucher', voucher, reason], (company, key) =>
        api.takeBack(company, 'unpost', { ...voucher, reason }, key),
      ),
    postDraft: (draft) =>
      changeVoucher('Contabilizando…', ['postDraft', draft], (company, key) =>
        api.postDraft(company, draft.id, key),
      ),
    deleteDraft: (draft) =>
      change('Borrando el borrador…', ['deleteDraft', draft], (company, key) =>
        api.deleteDraft(company, draft, key),
      ),
  };
}
