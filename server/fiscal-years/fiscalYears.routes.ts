// Fiscal years and the lock over HTTP.
import * as z from 'zod';
import {
  fiscalYearSchema,
  newFiscalYearSchema,
  periodLockSchema,
  setLockSchema,
} from '../../shared/contract/companies.ts';
import { assertMay } from '../auth/permissions.ts';
import { companyRoute, createRouter, type Router } from '../http/routing.ts';
import { addFiscalYear, setLock, type CalendarContext } from './changeCalendar.ts';
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
  body: newFiscalYearSchema,
  answer: fiscalYearSchema,
  status: 201,
});

const lockRoute = companyRoute({
  method: 'put',
  path: '/lock',
  summary: 'Bloquear los libros hasta una fecha, o quitar el bloqueo',
  body: setLockSchema,
  answer: z.object({ lock: periodLockSchema.nullable() }),
});

export function fiscalYearsRoutes(context: CalendarContext): Router {
  const router = createRouter();
  router.openapi(listRoute, async (c) => {
    assertMay(c.var.actor, 'read');
    const fiscalYears = await context.engine.read((tx) => listFiscalYears(tx, c.var.companyId));
    return c.json({ fiscalYears }, 200);
  });
  router.openapi(addRoute, async (c) => {
    const { companyId, actor } = c.var;
    const year = await addFiscalYear(context, { companyId, actor }, c.req.valid('json'));
    return c.json(year, 201);
  });
  router.openapi(lockRoute, async (c) => {
    const { companyId, actor } = c.var;
    const lock = await setLock(context, { companyId, actor }, c.req.valid('json').lockedThrough);
    return c.json({ lock }, 200);
  });
  return router;
}
