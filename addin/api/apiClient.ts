// The server's contract as functions: one per endpoint that the add-in uses, answers checked by zod.
import { z } from 'zod';
import {
  addedAccountsSchema,
  chartSchema,
  type Account,
  type Chart,
  type NewAccountInBulk,
} from '../../shared/contract/accounts.ts';
import {
  balanceAnswerSchema,
  cellSetAnswerSchema,
  cellSetSchema,
  trialBalanceSchema,
  type BalanceAnswer,
  type BalanceQuery,
  type CellSet,
  type CellSetAnswer,
  type TrialBalance,
} from '../../shared/contract/balances.ts';
import {
  companySchema,
  fiscalYearSchema,
  periodLockSchema,
  type Company,
  type FiscalYear,
} from '../../shared/contract/companies.ts';
import {
  newSessionSchema,
  sessionSchema,
  type NewSession,
  type Session,
} from '../../shared/contract/sessions.ts';
import {
  validationSchema,
  voucherListSchema,
  voucherResultSchema,
  voucherSchema,
  type NewOpening,
  type NewVoucher,
  type OpeningInput,
  type Validation,
  type Voucher,
  type VoucherCorrection,
  type VoucherInput,
  type VoucherResult,
} from '../../shared/contract/vouchers.ts';
import type { ApiResult } from './apiResult.ts';
import type { ApiRequest, HttpClient } from './httpClient.ts';
import type {
  NewFiscalYear,
  TrialBalanceQuery,
  VoucherList,
  VoucherListQuery,
} from './queryTypes.ts';

type Answer<T> = Promise<ApiResult<T>>;

/** `company` is its code; `key` the idempotency key, chosen by the caller and reused on a retry. */
export interface ApiClient {
  signIn: (email: string, password: string) => Answer<NewSession>;
  getSession: () => Answer<Session>;
  signOut: () => Answer<undefined>;
  getCompany: (company: string) => Answer<Company>;
  getChart: (company: string) => Answer<Chart>;
  createFiscalYear: (company: string, year: NewFiscalYear, key: string) => Answer<FiscalYear>;
  changeFiscalYear: (
    company: string,
    id: number,
    year: NewFiscalYear,
    key: string,
  ) => Answer<FiscalYear>;
  deleteFiscalYear: (company: string, id: number, key: string) => Answer<unknown>;
  setLock: (
    company: string,
    lock: { lockedThrough: string | null; confirm: string[] },
    key: string,
  ) => Answer<unknown>;
  createAccounts: (
    company: string,
    accounts: NewAccountInBulk[],
    key: string,
  ) => Answer<{ accounts: Account[] }>;
  validateVoucher: (company: string, input: VoucherInput) => Answer<Validation>;
  createVoucher: (company: string, voucher: NewVoucher, key: string) => Answer<VoucherResult>;
  listVouchers: (company: string, query: VoucherListQuery) => Answer<VoucherList>;
  getVoucher: (company: string, id: string) => Answer<Voucher>;
  /** Replaces a draft that was read in this version. */
  editDraft: (
    company: string,
    draft: { id: string; version: number },
    input: VoucherInput,
    key: string,
  ) => Answer<VoucherResult>;
  deleteDraft: (
    company: string,
    draft: { id: string; version: number },
    key: string,
  ) => Answer<unknown>;
  postDraft: (company: string, id: string, key: string) => Answer<VoucherResult>;
  /** Void, or back to draft: what was posted stops counting. */
  takeBack: (
    company: string,
    how: 'void' | 'unpost',
    voucher: { id: string; version: number; reason: string },
    key: string,
  ) => Answer<VoucherResult>;
  correctVoucher: (
    company: string,
    voucher: { id: string; version: number },
    correction: VoucherCorrection,
    key: string,
  ) => Answer<VoucherResult>;
  validateOpening: (company: string, input: OpeningInput) => Answer<Validation>;
  createOpening: (company: string, opening: NewOpening, key: string) => Answer<VoucherResult>;
  queryBalances: (company: string, query: BalanceQuery) => Answer<BalanceAnswer>;
  /** As `queryBalances`; the server keeps the cells, to be asked again for what changed alone. */
  registerCells: (company: string, query: BalanceQuery) => Answer<CellSet>;
  readCells: (company: string, cellSet: string, since: number) => Answer<CellSetAnswer>;
  getTrialBalance: (company: string, query: TrialBalanceQuery) => Answer<TrialBalance>;
}

/** Uploads of many rows are checked whole by the server: they may take their time. */
const uploadTimeout = 120_000;

export function createApiClient(http: HttpClient): ApiClient {
  const call = http.request;
  const of = (company: string, path = '') => `/v1/companies/${encodeURIComponent(company)}${path}`;
  const post = (path: string, body: unknown, rest: Partial<ApiRequest>): ApiRequest => ({
    method: 'POST',
    path,
    body,
    ...rest,
  });
  const read = { isRead: true };
  const upload = (key: string) => ({ key, timeoutMilliseconds: uploadTimeout });
  const check = { ...read, timeoutMilliseconds: uploadTimeout };

  return {
    signIn: (email, password) =>
      call(newSessionSchema, post('/v1/sessions', { email, password }, {})),
    getSession: () => call(sessionSchema, { method: 'GET', path: '/v1/sessions/current' }),
    signOut: () => call(z.undefined(), { method: 'DELETE', path: '/v1/sessions/current' }),
    getCompany: (company) => call(companySchema, { method: 'GET', path: of(company) }),
    getChart: (company) => call(chartSchema, { method: 'GET', path: of(company, '/accounts') }),
    createFiscalYear: (company, year, key) =>
      call(fiscalYearSchema, post(of(company, '/fiscal-years'), year, { key })),
    changeFiscalYear: (company, id, year, key) =>
      call(fiscalYearSchema, {
        method: 'PUT',
        path: of(company, `/fiscal-years/${id}`),
        body: year,
        key,
      }),
    deleteFiscalYear: (company, id, key) =>
      call(z.unknown(), { method: 'DELETE', path: of(company, `/fiscal-years/${id}`), key }),
    setLock: (company, lock, key) =>
      call(z.object({ lock: periodLockSchema.nullable() }), {
        method: 'PUT',
        path: of(company, '/lock'),
        body: lock,
        key,
      }),
    createAccounts: (company, accounts, key) =>
      call(addedAccountsSchema, post(of(company, '/accounts/bulk'), { accounts }, upload(key))),
    validateVoucher: (company, input) =>
      call(validationSchema, post(of(company, '/vouchers/validate'), input, check)),
    createVoucher: (company, voucher, key) =>
      call(voucherResultSchema, post(of(company, '/vouchers'), voucher, upload(key))),
    listVouchers: (company, query) =>
      call(voucherListSchema, { method: 'GET', path: of(company, '/vouchers'), query }),
    getVoucher: (company, id) =>
      call(voucherSchema, {
        method: 'GET',
        path: of(company, `/vouchers/${encodeURIComponent(id)}`),
      }),
    editDraft: (company, { id, version }, body, key) =>
      call(voucherResultSchema, {
        method: 'PUT',
        path: of(company, `/vouchers/${id}`),
        body,
        ifMatchVersion: version,
        ...upload(key),
      }),
    deleteDraft: (company, { id, version }, key) =>
      call(z.unknown(), {
        method: 'DELETE',
        path: of(company, `/vouchers/${id}`),
        ifMatchVersion: version,
        key,
      }),
    postDraft: (company, id, key) =>
      call(voucherResultSchema, post(of(company, `/vouchers/${id}/post`), undefined, upload(key))),
    takeBack: (company, how, { id, version, reason }, key) =>
      call(
        voucherResultSchema,
        post(of(company, `/vouchers/${id}/${how}`), { reason }, { key, ifMatchVersion: version }),
      ),
    correctVoucher: (company, { id, version }, correction, key) =>
      call(
        voucherResultSchema,
        post(of(company, `/vouchers/${id}/correct`), correction, {
          ...upload(key),
          ifMatchVersion: version,
        }),
      ),
    validateOpening: (company, input) =>
      call(validationSchema, post(of(company, '/opening-balances/validate'), input, check)),
    createOpening: (company, opening, key) =>
      call(voucherResultSchema, post(of(company, '/opening-balances'), opening, upload(key))),
    queryBalances: (company, query) =>
      call(balanceAnswerSchema, post(of(company, '/balances/query'), query, read)),
    registerCells: (company, query) =>
      call(cellSetSchema, post(of(company, '/balances/cell-sets'), query, read)),
    readCells: (company, cellSet, since) =>
      call(cellSetAnswerSchema, {
        method: 'GET',
        path: of(company, `/balances/cell-sets/${cellSet}`),
        query: { since },
      }),
    getTrialBalance: (company, query) =>
      call(trialBalanceSchema, { method: 'GET', path: of(company, '/trial-balance'), query }),
  };
}
