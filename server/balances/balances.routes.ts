// Balances over HTTP: the bulk query and its registered sets, the trial balance, months, and why a figure changed.
import * as z from 'zod';
import {
  balanceAnswerSchema,
  balanceChangesQuerySchema,
  balanceChangesSchema,
  balanceQuerySchema,
  cellSetAnswerSchema,
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
import { companyRoute, createRouter, type Router } from '../http/routing.ts';
import { Refusal } from '../refusal.ts';
import { explainChanges } from './balanceChanges.ts';
import { CellSets } from './cellSets.ts';
import { computeMonthlyBalances } from './monthlyBalances.ts';
import { LatestBalances, type BalancesContext, type CompanyBalances } from './latestBalances.ts';
import { queryBalances } from './queryBalances.ts';
import { computeTrialBalance } from './trialBalance.ts';

const cellSetParams = z.object({
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
    body: balanceQuerySchema.omit({ asOf: true }),
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

  router.openapi(routes.query, async (c) => {
    assertMay(c.var.actor, 'read');
    const query = c.req.valid('json');
    const company = await read(c.var.companyId, query.asOf);
    return c.json(queryBalances(company.books, company.index, query), 200);
  });
  router.openapi(routes.register, async (c) => {
    assertMay(c.var.actor, 'read');
    const query = c.req.valid('json');
    const company = await read(c.var.companyId);
    return c.json(cellSets.register(company.books, company.index, query), 200);
  });
  router.openapi(routes.readSet, async (c) => {
    assertMay(c.var.actor, 'read');
    const { cellSet } = c.req.valid('param');
    const { since } = c.req.valid('query');
    const company = await read(c.var.companyId);
    return c.json(cellSets.read(company.books, company.index, cellSet, since), 200);
  });
  router.openapi(routes.trialBalance, async (c) => {
    assertMay(c.var.actor, 'read');
    const { from, to, level, rows, zeros, closing, asOf } = c.req.valid('query');
    assertPeriod({ from, to });
    const company = await read(c.var.companyId, asOf);
    const options = { level, leavesOnly: rows === 'leaves', includeZeros: zeros === 'si', closing };
    const answer = computeTrialBalance(company.books, company.index, { from, to }, options);
    return c.json(answer, 200);
  });
  router.openapi(routes.monthly, async (c) => {
    assertMay(c.var.actor, 'read');
    const { from, to, measure, closing } = c.req.valid('query');
    assertPeriod({ from, to });
    const company = await read(c.var.companyId);
    const options = { measure, closing };
    const answer = computeMonthlyBalances(company.books, company.index, { from, to }, options);
    return c.json(answer, 200);
  });
  router.openapi(routes.changes, async (c) => {
    assertMay(c.var.actor, 'read');
    const request = c.req.valid('query');
    const { companyId } = c.var;
    const answer = await engine.read(async (tx) =>
      explainChanges(tx, await books.read(tx, companyId), balances, request),
    );
    return c.json(answer, 200);
  });
  return router;
}

function assertPeriod({ from, to }: Period): void {
  if (from <= to) return;
  throw new Refusal('invalid', reject('period-reversed', { from, to }, { field: 'period' }));
}
