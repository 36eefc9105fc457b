// A company as the pane shows it.
import { companySchema, type Company } from '../../shared/contract/companies.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import { companyRoute, createRouter, serveRoute, type Router } from '../http/routing.ts';

const getCompanyRoute = companyRoute({
  method: 'get',
  path: '/',
  operationId: 'getCompany',
  tag: 'Empresas',
  summary: 'Empresa: ejercicios, bloqueo, tipos de comprobante y estado de los libros',
  description:
    'Todo lo que hace falta saber de una empresa para escribir en ella: su moneda y decimales, sus ejercicios y bloqueo, sus tipos de comprobante y las dos versiones.',
  answered: 'La empresa',
  answer: companySchema,
});

/** `describe` gathers what the modules to the right know of the company. */
export function companiesRoutes(
  describe: (companyId: number, actor: Actor) => Promise<Company>,
): Router {
  const router = createRouter();
  serveRoute(router, getCompanyRoute, ({ companyId, actor }) => {
    assertMay(actor, 'read');
    return describe(companyId, actor);
  });
  return router;
}
