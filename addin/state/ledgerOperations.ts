// What the pane changes in the books besides sheets: taking back, drafts, years and the lock. Afterwards
// the company is read again, and with it every sheet of the workbook is asked for.
import type { ApiClient } from '../api/apiClient.ts';
import type { ApiResult } from '../api/apiResult.ts';
import type { FigureBook } from '../functions/figureBook.ts';
import { queryFailure } from './addinActions.ts';
import type { LedgerOperations, QueryResult } from './addinState.ts';
import type { WritableStore } from './addinStore.ts';

interface OperationsContext {
  api: ApiClient;
  store: WritableStore;
  figures: FigureBook;
  newId: () => string;
  refreshCompany: () => Promise<void>;
}

export function createLedgerOperations(context: OperationsContext): LedgerOperations {
  const { api, store, figures, newId, refreshCompany } = context;

  async function change<T>(
    words: string,
    send: (company: string) => Promise<ApiResult<T>>,
  ): Promise<QueryResult<T>> {
    const { companyCode } = store.getSnapshot();
    if (companyCode === null) {
      const message = 'Elija primero una empresa.';
      return { ok: false, reason: 'signed-out', message, rejections: [] };
    }
    store.update({ busy: { command: 'ledger', words, progress: null, cancel: null } });
    const answer = await send(companyCode);
    store.update({ busy: null });
    // Also after a refusal: somebody else may have been first, and the sheets should say so.
    void refreshCompany();
    return answer.ok ? answer : queryFailure(answer.failure);
  }

  async function changeVoucher<T extends { ledgerVersion: number }>(
    words: string,
    send: (company: string) => Promise<ApiResult<T>>,
  ): Promise<QueryResult<T>> {
    const result = await change(words, send);
    if (result.ok) {
      const settingsVersion = store.getSnapshot().company?.settingsVersion ?? 0;
      figures.announce({ ledgerVersion: result.value.ledgerVersion, settingsVersion });
    }
    return result;
  }

  return {
    createFiscalYear: (year) =>
      change('Creando el ejercicio…', (company) => api.createFiscalYear(company, year, newId())),
    changeFiscalYear: (id, year) =>
      change('Cambiando el ejercicio…', (company) =>
        api.changeFiscalYear(company, id, year, newId()),
      ),
    deleteFiscalYear: (id) =>
      change('Borrando el ejercicio…', (company) => api.deleteFiscalYear(company, id, newId())),
    setLock: (lockedThrough, confirm) =>
      change('Cambiando el bloqueo…', (company) =>
        api.setLock(company, { lockedThrough, confirm }, newId()),
      ),
    voidVoucher: (voucher, reason) =>
      changeVoucher('Anulando…', (company) =>
        api.takeBack(company, 'void', { ...voucher, reason }, newId()),
      ),
    unpostVoucher: (voucher, reason) =>
      changeVoucher('Devolviendo a borrador…', (company) =>
        api.takeBack(company, 'unpost', { ...voucher, reason }, newId()),
      ),
    postDraft: ({ id }) =>
      changeVoucher('Contabilizando…', (company) => api.postDraft(company, id, newId())),
    deleteDraft: ({ id, version }) =>
      change('Borrando el borrador…', (company) => api.deleteDraft(company, id, version)),
  };
}
