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
import { assertMay } from '../auth/permissions.ts';
import { getCompany } from '../companies/companies.store.ts';
import {
  companyRoute,
  createRouter,
  keyHeaders,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import { listAccounts } from './accounts.store.ts';
import { addAccount, type AddAccountContext } from './addAccount.ts';
import { addAccounts } from './addAccounts.ts';
import { changeAccount } from './changeAccount.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';

const listRoute = companyRoute({
  method: 'get',
  path: '/accounts',
  summary: 'Plan de cuentas',
  answer: chartSchema,
});

const addRoute = companyRoute({
  method: 'post',
  path: '/accounts',
  summary: 'Crear una cuenta',
  headers: keyHeaders,
  body: newAccountSchema,
  answer: accountSchema,
  status: 201,
});

const changeRoute = companyRoute({
  method: 'patch',
  path: '/accounts/{code}',
  summary: 'Cambiar en qué cuenta cierra una cuenta de resultados',
  params: z.strictObject({ company: z.string().max(20), code: z.string().min(1).max(60) }),
  headers: keyHeaders,
  body: accountChangesSchema,
  answer: accountSchema,
});

const addManyRoute = companyRoute({
  method: 'post',
  path: '/accounts/bulk',
  summary: 'Crear muchas cuentas de una vez: todas o ninguna',
  headers: keyHeaders,
  body: newAccountsSchema,
  answer: addedAccountsSchema,
  status: 201,
});

export function accountsRoutes(context: AddAccountContext): Router {
  const router = createRouter();
  serveRoute(router, listRoute, ({ companyId, actor }) => {
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
  });
  serveRoute(router, addRoute, ({ companyId, actor, headers, body }) =>
    addAccount(context, { companyId, actor, idempotencyKey: headers['idempotency-key'] }, body),
  );
  serveRoute(router, changeRoute, ({ companyId, actor, headers, params, body }) =>
    changeAccount(
      context,
      { companyId, actor, idempotencyKey: headers['idempotency-key'] },
      params.code,
      body,
    ),
  );
  serveRoute(router, addManyRoute, async ({ companyId, actor, headers, body }) => {
    const request = { companyId, actor, idempotencyKey: headers['idempotency-key'] };
    return { accounts: await addAccounts(context, request, body.accounts) };
  });
  return router;
}
