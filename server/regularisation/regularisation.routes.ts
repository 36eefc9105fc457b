// The regularisation of a year over HTTP: to be looked at before the year is closed.
import * as z from 'zod';
import { regularisationSchema } from '../../shared/contract/regularisation.ts';
import { assertMay } from '../auth/permissions.ts';
import { readVersions } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import {
  companyParam,
  companyRoute,
  createRouter,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import type { BooksReader } from '../vouchers/companyBooks.ts';
import { previewRegularisation } from './previewRegularisation.ts';

const previewRoute = companyRoute({
  method: 'get',
  path: '/fiscal-years/{fiscalYear}/regularisation',
  operationId: 'previewRegularisation',
  tag: 'Ejercicios',
  summary: 'Qué contabilizaría la regularización de un ejercicio, por su nombre o su id',
  description:
    'Los asientos que llevarían los resultados del ejercicio a su cuenta, para mirarlos antes de cerrarlo. No registra nada.',
  answered: 'Lo que se contabilizaría',
  isConditional: true,
  params: z.strictObject({
    company: companyParam,
    fiscalYear: z
      .string()
      .min(1)
      .max(40)
      .meta({ description: 'El nombre del ejercicio, o su `id`.', example: '2025' }),
  }),
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
  serveRoute(
    router,
    previewRoute,
    ({ companyId, actor, params }) => {
      assertMay(actor, 'read');
      return engine.read(async (tx) =>
        previewRegularisation(tx, await books.read(tx, companyId), params.fiscalYear),
      );
    },
    (companyId) => engine.read((tx) => readVersions(tx, companyId)),
  );
  return router;
}
