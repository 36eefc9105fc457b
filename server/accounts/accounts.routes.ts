// The chart of accounts over HTTP.
import * as z from 'zod';
import {
  accountChangesSchema,
  accountSchema,
  addedAccountsSchema,
  chartSchema,
  newAccountSchema,
  newAccountsSchema,
} from '../../shared/contract/accounts.ts';
import { reject } from '../../shared/rejection.ts';
import { assertMay } from '../auth/permissions.ts';
import { getCompany, readVersions } from '../companies/companies.store.ts';
import type { WriteContext } from '../companies/companyWrite.ts';
import { chartBound } from '../http/bodyBound.ts';
import {
  companyParam,
  companyRoute,
  createRouter,
  keyHeaders,
  keyedWrite,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import { Refusal } from '../refusal.ts';
import { listAccounts } from './accounts.store.ts';
import { addAccount } from './addAccount.ts';
import { addAccounts } from './addAccounts.ts';
import { changeAccount } from './changeAccount.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';

const listRoute = companyRoute({
  method: 'get',
  path: '/accounts',
  operationId: 'listAccounts',
  tag: 'Cuentas',
  summary: 'Plan de cuentas',
  description: 'El plan entero, con lo que cada cuenta admite y dónde cierra.',
  answered: 'El plan de cuentas',
  isConditional: true,
  answer: chartSchema,
});

const accountParams = z.strictObject({
  company: companyParam,
  code: z.string().min(1).max(60).meta({
    description: 'El código de la cuenta, como lo lee el plan: 4300001 o 430.1.',
    example: '430',
  }),
});

const getRoute = companyRoute({
  method: 'get',
  path: '/accounts/{code}',
  operationId: 'getAccount',
  tag: 'Cuentas',
  summary: 'Una cuenta del plan',
  description: 'Por su código, escrito de cualquiera de las formas que el plan entiende.',
  answered: 'La cuenta',
  isConditional: true,
  params: accountParams,
  answer: accountSchema,
});

const addRoute = companyRoute({
  method: 'post',
  path: '/accounts',
  operationId: 'createAccount',
  tag: 'Cuentas',
  summary: 'Crear una cuenta',
  description: 'Su clase, naturaleza y cierre son los de la cuenta de arriba, salvo que se digan.',
  answered: 'La cuenta creada',
  locationOf: ({ code }) => `/accounts/${encodeURIComponent(code)}`,
  headers: keyHeaders,
  body: newAccountSchema,
  answer: accountSchema,
  status: 201,
});

const changeRoute = companyRoute({
  method: 'patch',
  path: '/accounts/{code}',
  operationId: 'updateAccount',
  tag: 'Cuentas',
  summary: 'Cambiar en qué cuenta cierra una cuenta de resultados',
  description:
    'Lo ya contabilizado no se mueve: cambia a dónde irá su saldo al cerrar los años abiertos.',
  answered: 'La cuenta como queda',
  params: accountParams,
  headers: keyHeaders,
  body: accountChangesSchema,
  answer: accountSchema,
});

const addManyRoute = companyRoute({
  method: 'post',
  path: '/accounts/bulk',
  operationId: 'createAccounts',
  tag: 'Cuentas',
  summary: 'Crear muchas cuentas de una vez: todas o ninguna',
  description:
    'Hasta 10.000. Si una no se admite no se crea ninguna, y se dicen todos los motivos con el número de cada cuenta.',
  answered: 'Las cuentas creadas',
  headers: keyHeaders,
  body: newAccountsSchema,
  bodyBound: chartBound,
  answer: addedAccountsSchema,
  status: 201,
});

export function accountsRoutes(context: WriteContext): Router {
  const router = createRouter();
  const versions = (companyId: number) => context.engine.read((tx) => readVersions(tx, companyId));
  serveRoute(
    router,
    listRoute,
    ({ companyId, actor }) => {
      assertMay(actor, 'read');
      return context.engine.read(async (tx) => {
        const company = await getCompany(tx, companyId);
        const rows = await listAccounts(tx, companyId);
        const { accounts } = new ChartIndex(rows, company.subaccountLength);
        return {
          settingsVersion: company.settingsVersion,
          subaccountLength: company.subaccountLength,
          accounts: accounts.map((account) => toWireAccount(account)),
        };
      });
    },
    versions,
  );
  serveRoute(
    router,
    getRoute,
    ({ companyId, actor, params: { code } }) => {
      assertMay(actor, 'read');
      return context.engine.read(async (tx) => {
        const { subaccountLength } = await getCompany(tx, companyId);
        const chart = new ChartIndex(await listAccounts(tx, companyId), subaccountLength);
        const account = chart.resolve(code);
        if (account) return toWireAccount(account);
        throw new Refusal('not-found', reject('not-found', { what: `la cuenta ${code}` }));
      });
    },
    versions,
  );
  serveRoute(router, addRoute, (request) => addAccount(context, keyedWrite(request), request.body));
  serveRoute(router, changeRoute, (request) =>
    changeAccount(context, keyedWrite(request), request.params.code, request.body),
  );
  serveRoute(router, addManyRoute, async (request) => ({
    accounts: await addAccounts(context, keyedWrite(request), request.body.accounts, request.pace),
  }));
  return router;
}
