// Balances over HTTP: the bulk query and its registered sets, the trial balance, months, and why a figure changed.
import * as z from 'zod';
import {
  balanceAnswerSchema,
  balanceChangesQuerySchema,
  balanceChangesSchema,
  balanceQuerySchema,
  cellSetAnswerSchema,
  cellSetBodySchema,
  cellSetQuerySchema,
  cellSetSchema,
  monthlyBalancesQuerySchema,
  monthlyBalancesSchema,
  trialBalanceQuerySchema,
  trialBalanceSchema,
} from '../../shared/contract/balances.ts';
import { reject } from '../../shared/rejection.ts';
import type { Period } from '../../shared/period.ts';
import { assertMay } from '../auth/permissions.ts';
import { companyRoute, createRouter, serveRoute, type Router } from '../http/routing.ts';
import { Refusal } from '../refusal.ts';
import { explainChanges } from './balanceChanges.ts';
import { CellSets } from './cellSets.ts';
import { computeMonthlyBalances } from './monthlyBalances.ts';
import { LatestBalances, type BalancesContext, type CompanyBalances } from './latestBalances.ts';
import { queryBalances } from './queryBalances.ts';
import { computeTrialBalance } from './trialBalance.ts';

const cellSetParams = z.strictObject({
  company: z.string().max(20),
  cellSet: z.string().regex(/^[\w-]{22}$/),
});

const routes = {
  query: companyRoute({
    method: 'post',
    path: '/balances/query',
    summary: 'Saldos en bloque, en el orden de la petición',
    body: balanceQuerySchema,
    answer: balanceAnswerSchema,
  }),
  register: companyRoute({
    method: 'post',
    path: '/balances/cell-sets',
    summary: 'Saldos en bloque, guardando el conjunto de celdas para pedirlo de nuevo',
    body: cellSetBodySchema,
    answer: cellSetSchema,
  }),
  readSet: companyRoute({
    method: 'get',
    path: '/balances/cell-sets/{cellSet}',
    summary: 'Un conjunto guardado: entero, o lo que cambió desde una versión',
    params: cellSetParams,
    query: cellSetQuerySchema,
    answer: cellSetAnswerSchema,
  }),
  trialBalance: companyRoute({
    method: 'get',
    path: '/trial-balance',
    summary: 'Balance de comprobación',
    query: trialBalanceQuerySchema,
    answer: trialBalanceSchema,
  }),
  monthly: companyRoute({
    method: 'get',
    path: '/monthly-balances',
    summary: 'Una columna por mes para todas las cuentas',
    query: monthlyBalancesQuerySchema,
    answer: monthlyBalancesSchema,
  }),
  changes: companyRoute({
    method: 'get',
    path: '/balances/changes',
    summary: 'Por qué cambió una cifra entre dos versiones',
    query: balanceChangesQuerySchema,
    answer: balanceChangesSchema,
  }),
};

export function balancesRoutes({ engine, books, balances }: BalancesContext): Router {
  const router = createRouter();
  const cellSets = new CellSets();
  const latest = new LatestBalances({ engine, books, balances });
  const read = (companyId: number, asOf?: number | string): Promise<CompanyBalances> =>
    asOf === undefined
      ? latest.read(companyId)
      : engine.read(async (tx) => ({
          books: await books.read(tx, companyId),
          index: await balances.getAsOf(tx, companyId, asOf),
        }));

  serveRoute(router, routes.query, async ({ companyId, actor, body }) => {
    assertMay(actor, 'read');
    const company = await read(companyId, body.asOf);
    return queryBalances(company.books, company.index, body);
  });
  serveRoute(router, routes.register, async ({ companyId, actor, body }) => {
    assertMay(actor, 'read');
    const company = await read(companyId);
    return cellSets.register(company.books, company.index, body);
  });
  serveRoute(router, routes.readSet, async ({ companyId, actor, params, query }) => {
    assertMay(actor, 'read');
    const company = await read(companyId);
    return cellSets.read(company.books, company.index, params.cellSet, query.since);
  });
  serveRoute(router, routes.trialBalance, async ({ companyId, actor, query }) => {
    assertMay(actor, 'read');
    const { from, to, level, rows, zeros, closing, asOf } = query;
    assertPeriod({ from, to });
    const company = await read(companyId, asOf);
    const options = { level, leavesOnly: rows === 'leaves', includeZeros: zeros === 'si', closing };
    return computeTrialBalance(company.books, company.index, { from, to }, options);
  });
  serveRoute(router, routes.monthly, async ({ companyId, actor, query }) => {
    assertMay(actor, 'read');
    const { from, to, measure, closing, asOf } = query;
    assertPeriod({ from, to });
    const company = await read(companyId, asOf);
    const options = { measure, closing };
    return computeMonthlyBalances(company.books, company.index, { from, to }, options);
  });
  serveRoute(router, routes.changes, ({ companyId, actor, query }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) =>
      explainChanges(tx, await books.read(tx, companyId), balances, query),
    );
  });
  return router;
}

function assertPeriod({ from, to }: Period): void {
  if (from <= to) return;
  throw new Refusal('invalid', reject('period-reversed', { from, to }, { field: 'period' }));
}
