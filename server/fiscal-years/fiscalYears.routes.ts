// Fiscal years and the lock over HTTP.
import * as z from 'zod';
import {
  fiscalYearListSchema,
  fiscalYearSchema,
  lockAnswerSchema,
  newFiscalYearSchema,
  setLockSchema,
} from '../../shared/contract/companies.ts';
import { deletedSchema, wholeNumberSchema } from '../../shared/contract/common.ts';
import { reject } from '../../shared/rejection.ts';
import { assertMay } from '../auth/permissions.ts';
import {
  companyParam,
  companyRoute,
  createRouter,
  keyHeaders,
  keyedWrite,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import { readVersions } from '../companies/companies.store.ts';
import type { WriteContext } from '../companies/companyWrite.ts';
import { Refusal } from '../refusal.ts';
import { addFiscalYear, setLock } from './changeCalendar.ts';
import { changeFiscalYear, removeFiscalYear } from './changeFiscalYear.ts';
import { listFiscalYears } from './fiscalYears.store.ts';

const listRoute = companyRoute({
  method: 'get',
  path: '/fiscal-years',
  operationId: 'listFiscalYears',
  tag: 'Ejercicios',
  summary: 'Ejercicios',
  description: 'Todos, del más antiguo al más reciente.',
  answered: 'Los ejercicios',
  isConditional: true,
  answer: fiscalYearListSchema,
});

const addRoute = companyRoute({
  method: 'post',
  path: '/fiscal-years',
  operationId: 'createFiscalYear',
  tag: 'Ejercicios',
  summary: 'Crear un ejercicio',
  description: 'No puede solaparse con otro.',
  answered: 'El ejercicio creado',
  locationOf: ({ id }) => `/fiscal-years/${id}`,
  headers: keyHeaders,
  body: newFiscalYearSchema,
  answer: fiscalYearSchema,
  status: 201,
});

const yearParams = z.strictObject({
  company: companyParam,
  id: wholeNumberSchema({ min: 1 }).describe('El `id` del ejercicio.'),
});

const getRoute = companyRoute({
  method: 'get',
  path: '/fiscal-years/{id}',
  operationId: 'getFiscalYear',
  tag: 'Ejercicios',
  summary: 'Un ejercicio',
  description: 'Por el `id` que tiene en la lista.',
  answered: 'El ejercicio',
  params: yearParams,
  answer: fiscalYearSchema,
});

const changeRoute = companyRoute({
  method: 'put',
  path: '/fiscal-years/{id}',
  operationId: 'updateFiscalYear',
  tag: 'Ejercicios',
  summary: 'Cambiar el nombre o las fechas de un ejercicio sin dejar nada fuera',
  description: 'Las fechas nuevas han de contener todo lo que el ejercicio tiene registrado.',
  answered: 'El ejercicio como queda',
  params: yearParams,
  headers: keyHeaders,
  body: newFiscalYearSchema,
  answer: fiscalYearSchema,
});

const removeRoute = companyRoute({
  method: 'delete',
  path: '/fiscal-years/{id}',
  operationId: 'deleteFiscalYear',
  tag: 'Ejercicios',
  summary: 'Borrar un ejercicio sin comprobantes',
  description: 'Solo mientras nada esté fechado en él.',
  answered: 'Borrado',
  params: yearParams,
  headers: keyHeaders,
  answer: deletedSchema,
});

const lockRoute = companyRoute({
  method: 'put',
  path: '/lock',
  operationId: 'setLock',
  tag: 'Ejercicios',
  summary: 'Bloquear los libros hasta una fecha, o quitar el bloqueo',
  description:
    'Con la fecha bloqueada o antes de ella no se registra nada por ningún camino. Quitar el bloqueo o adelantar su fecha es del administrador.',
  answered: 'El bloqueo como queda',
  headers: keyHeaders,
  body: setLockSchema,
  answer: lockAnswerSchema,
});

export function fiscalYearsRoutes(context: WriteContext): Router {
  const router = createRouter();
  serveRoute(
    router,
    listRoute,
    async ({ companyId, actor }) => {
      assertMay(actor, 'read');
      return { fiscalYears: await context.engine.read((tx) => listFiscalYears(tx, companyId)) };
    },
    (companyId) => context.engine.read((tx) => readVersions(tx, companyId)),
  );
  serveRoute(router, getRoute, async ({ companyId, actor, params }) => {
    assertMay(actor, 'read');
    const years = await context.engine.read((tx) => listFiscalYears(tx, companyId));
    const year = years.find(({ id }) => id === params.id);
    if (year) return year;
    throw new Refusal('not-found', reject('not-found', { what: `el ejercicio ${params.id}` }));
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
