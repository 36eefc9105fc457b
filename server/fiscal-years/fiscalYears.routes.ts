// Fiscal years and the lock over HTTP.
import * as z from 'zod';
import {
  addedFiscalYearSchema,
  fiscalYearSchema,
  newFiscalYearSchema,
  periodLockSchema,
  setLockSchema,
} from '../../shared/contract/companies.ts';
import { wholeNumberSchema } from '../../shared/contract/common.ts';
import { assertMay } from '../auth/permissions.ts';
import {
  companyRoute,
  createRouter,
  keyHeaders,
  keyedWrite,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import type { WriteContext } from '../companies/companyWrite.ts';
import { addFiscalYear, setLock } from './changeCalendar.ts';
import { changeFiscalYear, removeFiscalYear } from './changeFiscalYear.ts';
import { listFiscalYears } from './fiscalYears.store.ts';

const listRoute = companyRoute({
  method: 'get',
  path: '/fiscal-years',
  summary: 'Ejercicios',
  answer: z.object({ fiscalYears: z.array(fiscalYearSchema) }),
});

const addRoute = companyRoute({
  method: 'post',
  path: '/fiscal-years',
  summary: 'Crear un ejercicio',
  headers: keyHeaders,
  body: newFiscalYearSchema,
  answer: addedFiscalYearSchema,
  status: 201,
});

const yearParams = z.strictObject({
  company: z.string().max(20),
  id: wholeNumberSchema({ min: 1 }),
});

const changeRoute = companyRoute({
  method: 'put',
  path: '/fiscal-years/{id}',
  summary: 'Cambiar el nombre o las fechas de un ejercicio sin dejar nada fuera',
  params: yearParams,
  headers: keyHeaders,
  body: newFiscalYearSchema,
  answer: fiscalYearSchema,
});

const removeRoute = companyRoute({
  method: 'delete',
  path: '/fiscal-years/{id}',
  summary: 'Borrar un ejercicio sin comprobantes',
  params: yearParams,
  headers: keyHeaders,
  answer: z.object({ deleted: z.literal(true) }),
});

const lockRoute = companyRoute({
  method: 'put',
  path: '/lock',
  summary: 'Bloquear los libros hasta una fecha, o quitar el bloqueo',
  headers: keyHeaders,
  body: setLockSchema,
  answer: z.object({ lock: periodLockSchema.nullable() }),
});

export function fiscalYearsRoutes(context: WriteContext): Router {
  const router = createRouter();
  serveRoute(router, listRoute, async ({ companyId, actor }) => {
    assertMay(actor, 'read');
    return { fiscalYears: await context.engine.read((tx) => listFiscalYears(tx, companyId)) };
  });
  serveRoute(router, addRoute, (request) =>
    addFiscalYear(context, keyedWrite(request), request.body),
  );
  serveRoute(router, changeRoute, (request) => {
    const { params, body } = request;
    return changeFiscalYear(context, { ...keyedWrite(request), yearId: params.id }, body);
  });
  serveRoute(router, removeRoute, async (request) => {
    const { params } = request;
    await removeFiscalYear(context, { ...keyedWrite(request), yearId: params.id });
    return { deleted: true as const };
  });
  serveRoute(router, lockRoute, async (request) => {
    const { lockedThrough, confirm } = request.body;
    return { lock: await setLock(context, keyedWrite(request), lockedThrough, confirm) };
  });
  return router;
}
