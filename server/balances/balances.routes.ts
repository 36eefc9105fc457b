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
import type { Change } from '../../shared/contract/changes.ts';
import { reject } from '../../shared/rejection.ts';
import type { Period } from '../../shared/period.ts';
import { assertMay } from '../auth/permissions.ts';
import { cellsBound } from '../http/bodyBound.ts';
import {
  companyParam,
  companyRoute,
  createRouter,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import { Refusal } from '../refusal.ts';
import type { Pace } from '../pace.ts';
import { explainChanges } from './balanceChanges.ts';
import { workOf } from './balanceWork.ts';
import { CellSets } from './cellSets.ts';
import { computeMonthlyBalances } from './monthlyBalances.ts';
import { LatestBalances, type BalancesContext, type CompanyBalances } from './latestBalances.ts';
import { queryBalances } from './queryBalances.ts';
import { computeTrialBalance } from './trialBalance.ts';

const cellSetParams = z.strictObject({
  company: companyParam,
  cellSet: z
    .string()
    .regex(/^[\w-]{22}$/)
    .describe('El nombre que dio `registerCellSet`.'),
});

const routes = {
  query: companyRoute({
    method: 'post',
    path: '/balances/query',
    operationId: 'queryBalances',
    tag: 'Saldos',
    summary: 'Saldos en bloque, en el orden de la petición',
    description:
      'Una pregunta para una hoja entera: hasta 200.000 celdas, contestadas todas con la misma versión del libro. Las cuentas, los períodos y las medidas van una vez cada una en sus listas, y `cells` las combina con sus índices, tres números por celda.',
    answered: 'Los importes, en el orden de las celdas',
    isQuestion: true,
    refuses: [422],
    body: balanceQuerySchema,
    bodyBound: cellsBound,
    answer: balanceAnswerSchema,
  }),
  register: companyRoute({
    method: 'post',
    path: '/balances/cell-sets',
    operationId: 'registerCellSet',
    tag: 'Saldos',
    summary: 'Saldos en bloque, guardando el conjunto de celdas para pedirlo de nuevo',
    description:
      'Contesta como `queryBalances` y además guarda el conjunto con un nombre, con el que después se pide solo lo que cambió. El servidor puede olvidar un conjunto; entonces se registra otra vez.',
    answered: 'Los importes, y el nombre del conjunto',
    isQuestion: true,
    refuses: [422],
    body: cellSetBodySchema,
    bodyBound: cellsBound,
    answer: cellSetSchema,
  }),
  readSet: companyRoute({
    method: 'get',
    path: '/balances/cell-sets/{cellSet}',
    operationId: 'readCellSet',
    tag: 'Saldos',
    summary: 'Un conjunto guardado: entero, o lo que cambió desde una versión',
    description:
      'Con `since`, solo las celdas que cambiaron después de esa versión: unas decenas de bytes por cada comprobante contabilizado.',
    answered: 'El conjunto entero, o sus cambios',
    params: cellSetParams,
    query: cellSetQuerySchema,
    answer: cellSetAnswerSchema,
  }),
  trialBalance: companyRoute({
    method: 'get',
    path: '/trial-balance',
    operationId: 'readTrialBalance',
    tag: 'Saldos',
    summary: 'Balance de comprobación',
    description:
      'Saldo anterior, cargos, abonos y saldo final de cada cuenta en un período. Las columnas de totales cuadran siempre.',
    answered: 'El balance de comprobación',
    isConditional: true,
    refuses: [422],
    query: trialBalanceQuerySchema,
    answer: trialBalanceSchema,
  }),
  monthly: companyRoute({
    method: 'get',
    path: '/monthly-balances',
    operationId: 'readMonthlyBalances',
    tag: 'Saldos',
    summary: 'Una columna por mes para todas las cuentas',
    description: 'De `from` a `to`, mes a mes: saldo, cargos, abonos o movimiento de cada cuenta.',
    answered: 'Las cuentas con sus meses',
    isConditional: true,
    refuses: [422],
    query: monthlyBalancesQuerySchema,
    answer: monthlyBalancesSchema,
  }),
  changes: companyRoute({
    method: 'get',
    path: '/balances/changes',
    operationId: 'explainBalanceChange',
    tag: 'Saldos',
    summary: 'Por qué cambió una cifra entre dos versiones',
    description:
      'Los apuntes registrados entre dos versiones del libro que tocan la cifra, con quién y cuándo. Lo que era, más los cambios, da lo que es.',
    answered: 'Los apuntes que la explican',
    refuses: [422],
    query: balanceChangesQuerySchema,
    answer: balanceChangesSchema,
  }),
};

export function balancesRoutes({ engine, books, balances }: BalancesContext): Router {
  const router = createRouter();
  const cellSets = new CellSets();
  const latest = new LatestBalances({ engine, books, balances });
  const read = (
    companyId: number,
    asOf?: number | string,
    pace?: Pace,
  ): Promise<CompanyBalances> =>
    asOf === undefined
      ? latest.read(companyId)
      : engine.read(async (tx) => ({
          books: await books.read(tx, companyId),
          index: await balances.getAsOf(tx, companyId, asOf, pace),
        }));

  const versions = async (companyId: number): Promise<Change> => {
    const { books: known, index } = await latest.read(companyId);
    return { ledgerVersion: index.ledgerVersion, settingsVersion: known.company.settingsVersion };
  };

  serveRoute(router, routes.query, async ({ companyId, actor, body, pace }) => {
    assertMay(actor, 'read');
    const company = await read(companyId, body.asOf, pace);
    return queryBalances(company.books, company.index, body, workOf(pace));
  });
  serveRoute(router, routes.register, async ({ companyId, actor, body, pace }) => {
    assertMay(actor, 'read');
    const company = await read(companyId);
    return cellSets.register(company.books, company.index, body, workOf(pace));
  });
  serveRoute(router, routes.readSet, async ({ companyId, actor, params, query, pace }) => {
    assertMay(actor, 'read');
    const company = await read(companyId);
    return cellSets.read(company.books, company.index, params.cellSet, query.since, workOf(pace));
  });
  serveRoute(
    router,
    routes.trialBalance,
    async ({ companyId, actor, query, pace }) => {
      assertMay(actor, 'read');
      const { from, to, level, rows, zeros, closing, asOf } = query;
      assertPeriod({ from, to });
      const company = await read(companyId, asOf, pace);
      const options = {
        level,
        leavesOnly: rows === 'leaves',
        includeZeros: zeros === 'si',
        closing,
      };
      return computeTrialBalance(company.books, company.index, { from, to }, options);
    },
    versions,
  );
  serveRoute(
    router,
    routes.monthly,
    async ({ companyId, actor, query, pace }) => {
      assertMay(actor, 'read');
      const { from, to, measure, closing, asOf } = query;
      const period = { from, to };
      assertPeriod(period);
      const { books: known, index } = await read(companyId, asOf, pace);
      return computeMonthlyBalances(known, index, period, { measure, closing }, workOf(pace));
    },
    versions,
  );
  serveRoute(router, routes.changes, ({ companyId, actor, query, pace }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) =>
      explainChanges(tx, await books.read(tx, companyId), balances, query, workOf(pace)),
    );
  });
  return router;
}

function assertPeriod({ from, to }: Period): void {
  if (from <= to) return;
  throw new Refusal('invalid', reject('period-reversed', { from, to }, { field: 'period' }));
}
