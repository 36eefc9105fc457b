// Vouchers and opening balances over HTTP.
import * as z from 'zod';
import { deletedSchema } from '../../shared/contract/common.ts';
import {
  newOpeningSchema,
  newVoucherSchema,
  openingInputSchema,
  validationSchema,
  voucherCorrectionSchema,
  voucherInputSchema,
  voucherListQuerySchema,
  voucherListSchema,
  voucherReasonSchema,
  voucherResultSchema,
  voucherSchema,
  type VoucherResult,
  type Validation,
} from '../../shared/contract/vouchers.ts';
import { assertMay } from '../auth/permissions.ts';
import { openingBound, voucherBound } from '../http/bodyBound.ts';
import {
  companyParam,
  companyRoute,
  createRouter,
  keyHeaders,
  keyedWrite,
  matchHeaders,
  optionalMatchHeaders,
  serveRoute,
  type Router,
} from '../http/routing.ts';
import { pointInto } from '../http/rejectionPointers.ts';
import type { ReceivedBody } from '../http/validateRequest.ts';
import type { Pace } from '../pace.ts';
import { deleteDraft, editDraft, getVoucher, postDraft } from './drafts.ts';
import { listVoucherPage } from './listVouchers.ts';
import { postOpening, validateOpening } from './openingBalances.ts';
import type { LedgerContext } from './postReading.ts';
import { saveVoucher } from './postVoucher.ts';
import { readVoucher } from './readVoucher.ts';
import {
  correctVoucher,
  unpostVoucher,
  voidVoucher,
  type ReversalRequest,
} from './reverseVoucher.ts';
import { validateVoucher } from './validateVoucher.ts';

const voucherParams = z.strictObject({
  company: companyParam,
  id: z.uuid().meta({
    description: 'El identificador que le dio quien lo creó.',
    example: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a01',
  }),
});

const locationOf = ({ voucher }: VoucherResult) => `/vouchers/${voucher.id}`;

const routes = {
  validate: companyRoute({
    method: 'post',
    path: '/vouchers/validate',
    operationId: 'validateVoucher',
    tag: 'Comprobantes',
    summary: 'Validar un comprobante sin registrarlo: todos los rechazos a la vez',
    description:
      'Las mismas reglas que al contabilizar. Contesta 200 también cuando no se admitiría: los motivos están en `rejections`.',
    answered: 'Qué pasaría',
    isQuestion: true,
    body: voucherInputSchema,
    bodyBound: voucherBound,
    answer: validationSchema,
  }),
  save: companyRoute({
    method: 'post',
    path: '/vouchers',
    operationId: 'createVoucher',
    tag: 'Comprobantes',
    summary: 'Contabilizar un comprobante, o guardarlo como borrador',
    description:
      'Con `action: post` se contabiliza entero o nada; con `draft` se guarda sin efecto. El `id` lo elige el cliente.',
    answered: 'El comprobante registrado',
    versionOf: ({ voucher }) => voucher.version,
    locationOf,
    headers: keyHeaders,
    body: newVoucherSchema,
    bodyBound: voucherBound,
    answer: voucherResultSchema,
    status: 201,
  }),
  list: companyRoute({
    method: 'get',
    path: '/vouchers',
    operationId: 'listVouchers',
    tag: 'Comprobantes',
    summary: 'Comprobantes, del más reciente al más antiguo',
    description:
      'Por estado, fechas, texto o identificadores, en páginas: `nextCursor` de una es `cursor` de la siguiente.',
    answered: 'Una página de comprobantes',
    query: voucherListQuerySchema,
    answer: voucherListSchema,
  }),
  get: companyRoute({
    method: 'get',
    path: '/vouchers/{id}',
    operationId: 'getVoucher',
    tag: 'Comprobantes',
    summary: 'Un comprobante con sus líneas',
    description: 'Con su versión en `ETag`, para cambiarlo después con `If-Match`.',
    answered: 'El comprobante',
    params: voucherParams,
    answer: voucherSchema,
    versionOf: ({ version }) => version,
  }),
  edit: companyRoute({
    method: 'put',
    path: '/vouchers/{id}',
    operationId: 'updateDraft',
    tag: 'Comprobantes',
    summary: 'Reemplazar un borrador',
    description: 'Todo su contenido por el nuevo. Un borrador que ya tuvo número lo conserva.',
    answered: 'El borrador como queda',
    versionOf: ({ voucher }) => voucher.version,
    params: voucherParams,
    headers: keyHeaders.extend(matchHeaders.shape),
    body: voucherInputSchema,
    bodyBound: voucherBound,
    answer: voucherResultSchema,
  }),
  remove: companyRoute({
    method: 'delete',
    path: '/vouchers/{id}',
    operationId: 'deleteDraft',
    tag: 'Comprobantes',
    summary: 'Borrar un borrador',
    description:
      'El que ya tuvo número no se borra: se contabiliza y se anula, para que la numeración no tenga huecos.',
    answered: 'Borrado',
    params: voucherParams,
    headers: keyHeaders.extend(matchHeaders.shape),
    answer: deletedSchema,
  }),
  post: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/post',
    operationId: 'postDraft',
    tag: 'Comprobantes',
    summary: 'Contabilizar un borrador',
    description: 'Como está guardado, entero o nada.',
    answered: 'El comprobante contabilizado',
    versionOf: ({ voucher }) => voucher.version,
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    answer: voucherResultSchema,
  }),
  void: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/void',
    operationId: 'voidVoucher',
    tag: 'Comprobantes',
    summary: 'Anular: conserva número y líneas, deja de contar',
    description: 'Se registran los apuntes inversos en su misma fecha, que ha de admitirlos.',
    answered: 'El comprobante anulado',
    versionOf: ({ voucher }) => voucher.version,
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    body: voucherReasonSchema,
    answer: voucherResultSchema,
  }),
  unpost: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/unpost',
    operationId: 'unpostVoucher',
    tag: 'Comprobantes',
    summary: 'Devolver a borrador conservando el número',
    description: 'Se registran los apuntes inversos, y el comprobante vuelve a poder cambiarse.',
    answered: 'El borrador',
    versionOf: ({ voucher }) => voucher.version,
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    body: voucherReasonSchema,
    answer: voucherResultSchema,
  }),
  correct: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/correct',
    operationId: 'correctVoucher',
    tag: 'Comprobantes',
    summary: 'Corregir: apuntes inversos y nuevos en un solo paso',
    description:
      'El contenido nuevo sustituye al contabilizado sin que el libro pase por un estado intermedio.',
    answered: 'El comprobante corregido',
    versionOf: ({ voucher }) => voucher.version,
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    body: voucherCorrectionSchema,
    bodyBound: voucherBound,
    answer: voucherResultSchema,
  }),
  validateOpening: companyRoute({
    method: 'post',
    path: '/opening-balances/validate',
    operationId: 'validateOpening',
    tag: 'Saldos iniciales',
    summary: 'Validar saldos iniciales sin registrarlos',
    description:
      'Las mismas reglas que al contabilizarlos. Contesta 200 también cuando no se admitirían.',
    answered: 'Qué pasaría',
    isQuestion: true,
    body: openingInputSchema,
    bodyBound: openingBound,
    answer: validationSchema,
  }),
  postOpening: companyRoute({
    method: 'post',
    path: '/opening-balances',
    operationId: 'postOpening',
    tag: 'Saldos iniciales',
    summary: 'Contabilizar los saldos iniciales en un comprobante',
    description:
      'Un solo comprobante, por muchas cuentas y terceros que tenga. Sobre libros que ya tienen saldos se pregunta antes (`confirm`).',
    answered: 'El comprobante registrado',
    versionOf: ({ voucher }) => voucher.version,
    locationOf,
    headers: keyHeaders,
    body: newOpeningSchema,
    bodyBound: openingBound,
    answer: voucherResultSchema,
    status: 201,
  }),
};

export function vouchersRoutes(context: LedgerContext): Router {
  const router = createRouter();
  const { engine, books } = context;

  serveRoute(router, routes.validate, async ({ companyId, actor, body, pace }) => {
    assertMay(actor, 'read');
    const company = await engine.read((tx) => books.read(tx, companyId));
    const validation = await validateVoucher(engine, company, body, pace);
    return pointOut(validation, { schema: voucherInputSchema, body }, pace);
  });
  serveRoute(router, routes.save, (request) =>
    saveVoucher(context, keyedWrite(request), request.body),
  );
  serveRoute(router, routes.list, ({ companyId, actor, query, pace }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) =>
      listVoucherPage(tx, await books.read(tx, companyId), query, pace),
    );
  });
  serveRoute(router, routes.get, ({ companyId, actor, params }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) => {
      const company = await books.read(tx, companyId);
      return readVoucher(tx, company, await getVoucher(tx, companyId, params.id));
    });
  });
  serveRoute(router, routes.edit, (request) => {
    const { params, headers, body } = request;
    return editDraft(context, keyedWrite(request), params.id, readVersion(headers), body);
  });
  serveRoute(router, routes.remove, (request) => {
    const { params, headers } = request;
    return deleteDraft(context, keyedWrite(request), params.id, readVersion(headers));
  });
  serveRoute(router, routes.post, (request) => {
    const { params, headers } = request;
    return postDraft(context, keyedWrite(request), params.id, readVersion(headers));
  });
  serveRoute(router, routes.void, (request) =>
    voidVoucher(context, reversal(request), request.body.reason),
  );
  serveRoute(router, routes.unpost, (request) =>
    unpostVoucher(context, reversal(request), request.body.reason),
  );
  serveRoute(router, routes.correct, (request) =>
    correctVoucher(context, reversal(request), request.body),
  );
  serveRoute(router, routes.validateOpening, async ({ companyId, actor, body, pace }) => {
    assertMay(actor, 'read');
    const company = await engine.read((tx) => books.read(tx, companyId));
    const validation = await validateOpening(engine, company, body, pace);
    return pointOut(validation, { schema: openingInputSchema, body }, pace);
  });
  serveRoute(router, routes.postOpening, (request) =>
    postOpening(context, keyedWrite(request), request.body, request.pace),
  );
  return router;
}

async function pointOut(
  validation: Validation,
  received: ReceivedBody,
  pace: Pace,
): Promise<Validation> {
  const { rejections, notices } = validation;
  return {
    ...validation,
    rejections: await pointInto(received, rejections, pace),
    notices: await pointInto(received, notices, pace),
  };
}

type MatchHeaders = z.output<typeof matchHeaders>;
type OptionalMatchHeaders = z.output<typeof optionalMatchHeaders>;

function reversal(
  request: Parameters<typeof keyedWrite>[0] & {
    params: { id: string };
    headers: OptionalMatchHeaders;
  },
): ReversalRequest {
  const { params, headers } = request;
  return { ...keyedWrite(request), uid: params.id, version: readVersion(headers) };
}

function readVersion(headers: MatchHeaders): number;
function readVersion(headers: OptionalMatchHeaders): number | null;
function readVersion({ 'if-match': version }: OptionalMatchHeaders): number | null {
  return version === undefined ? null : Number(version.replaceAll('"', ''));
}
