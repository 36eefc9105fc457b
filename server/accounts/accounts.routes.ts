// The chart of accounts over HTTP.
import { accountSchema, chartSchema, newAccountSchema } from '../../shared/contract/accounts.ts';
import { assertMay } from '../auth/permissions.ts';
import { getCompany } from '../companies/companies.store.ts';
import { companyRoute, createRouter, keyHeaders, type Router } from '../http/routing.ts';
import { listAccounts } from './accounts.store.ts';
import { addAccount, type AddAccountContext } from './addAccount.ts';
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

export function accountsRoutes(context: AddAccountContext): Router {
  const router = createRouter();
  router.openapi(listRoute, async (c) => {
    assertMay(c.var.actor, 'read');
    const chart = await context.engine.read(async (tx) => {
      const company = await getCompany(tx, c.var.companyId);
      const rows = await listAccounts(tx, c.var.companyId);
      const { accounts } = new ChartIndex(rows, company.subaccountLength);
      return {
        settingsVersion: company.settingsVersion,
        accounts: accounts.map((account) => toWireAccount(account)),
      };
    });
    return c.json(chart, 200);
  });
  router.openapi(addRoute, async (c) => {
    const request = {
      companyId: c.var.companyId,
      actor: c.var.actor,
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    };
    return c.json(await addAccount(context, request, c.req.valid('json')), 201);
  });
  return router;
}
