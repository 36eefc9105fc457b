// The regularisation of a year over HTTP: to be looked at before the year is closed.
import * as z from 'zod';
import { regularisationSchema } from '../../shared/contract/regularisation.ts';
import { assertMay } from '../auth/permissions.ts';
import type { Engine } from '../db/engine.ts';
import { companyRoute, createRouter, serveRoute, type Router } from '../http/routing.ts';
import type { BooksReader } from '../vouchers/companyBooks.ts';
import { previewRegularisation } from './previewRegularisation.ts';

const previewRoute = companyRoute({
  method: 'get',
  path: '/fiscal-years/{fiscalYear}/regularisation',
  summary: 'Qué contabilizaría la regularización de un ejercicio, por su nombre o su id',
  params: z.strictObject({ company: z.string().max(20), fiscalYear: z.string().min(1).max(40) }),
  answer: regularisationSchema,
});

export function regularisationRoutes({
  engine,
  books,
}: {
  engine: Engine;
  books: BooksReader;
}): Router {
  const router = createRouter();
  serveRoute(router, previewRoute, ({ companyId, actor, params }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) =>
      previewRegularisation(tx, await books.read(tx, companyId), params.fiscalYear),
    );
  });
  return router;
}
