// Vouchers and opening balances over HTTP.
import * as z from 'zod';
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
  type Validation,
} from '../../shared/contract/vouchers.ts';
import { assertMay } from '../auth/permissions.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import {
  companyRoute,
  createRouter,
  keyHeaders,
  keyedWrite,
  matchHeaders,
  optionalMatchHeaders,
  serveRoute,
  type Member,
  type Router,
} from '../http/routing.ts';
import { pointInto } from '../http/rejectionPointers.ts';
import type { ReceivedBody } from '../http/validateRequest.ts';
import { deleteDraft, editDraft, getVoucher, postDraft } from './drafts.ts';
import { listVoucherPage } from './listVouchers.ts';
import { postOpening, validateOpening } from './openingBalances.ts';
import type { LedgerContext } from './postReading.ts';
import { saveVoucher } from './postVoucher.ts';
import { readVoucher } from './readVoucher.ts';
import { correctVoucher, unpostVoucher, voidVoucher } from './reverseVoucher.ts';
import { validateVoucher } from './validateVoucher.ts';

const voucherParams = z.strictObject({ company: z.string().max(20), id: z.uuid() });

const routes = {
  validate: companyRoute({
    method: 'post',
    path: '/vouchers/validate',
    summary: 'Validar un comprobante sin registrarlo: todos los rechazos a la vez',
    body: voucherInputSchema,
    answer: validationSchema,
  }),
  save: companyRoute({
    method: 'post',
    path: '/vouchers',
    summary: 'Contabilizar un comprobante, o guardarlo como borrador',
    headers: keyHeaders,
    body: newVoucherSchema,
    answer: voucherResultSchema,
    status: 201,
  }),
  list: companyRoute({
    method: 'get',
    path: '/vouchers',
    summary: 'Comprobantes, del más reciente al más antiguo',
    query: voucherListQuerySchema,
    answer: voucherListSchema,
  }),
  get: companyRoute({
    method: 'get',
    path: '/vouchers/{id}',
    summary: 'Un comprobante con sus líneas',
    params: voucherParams,
    answer: voucherSchema,
    versionOf: ({ version }) => version,
  }),
  edit: companyRoute({
    method: 'put',
    path: '/vouchers/{id}',
    summary: 'Reemplazar un borrador',
    params: voucherParams,
    headers: matchHeaders,
    body: voucherInputSchema,
    answer: voucherResultSchema,
  }),
  remove: companyRoute({
    method: 'delete',
    path: '/vouchers/{id}',
    summary: 'Borrar un borrador',
    params: voucherParams,
    headers: matchHeaders,
    answer: z.object({ deleted: z.literal(true) }),
  }),
  post: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/post',
    summary: 'Contabilizar un borrador',
    params: voucherParams,
    headers: keyHeaders,
    answer: voucherResultSchema,
  }),
  void: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/void',
    summary: 'Anular: conserva número y líneas, deja de contar',
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    body: voucherReasonSchema,
    answer: voucherResultSchema,
  }),
  unpost: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/unpost',
    summary: 'Devolver a borrador conservando el número',
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    body: voucherReasonSchema,
    answer: voucherResultSchema,
  }),
  correct: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/correct',
    summary: 'Corregir: apuntes inversos y nuevos en un solo paso',
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
    body: voucherCorrectionSchema,
    answer: voucherResultSchema,
  }),
  validateOpening: companyRoute({
    method: 'post',
    path: '/opening-balances/validate',
    summary: 'Validar saldos iniciales sin registrarlos',
    body: openingInputSchema,
    answer: validationSchema,
  }),
  postOpening: companyRoute({
    method: 'post',
    path: '/opening-balances',
    summary: 'Contabilizar los saldos iniciales en un comprobante',
    headers: keyHeaders,
    body: newOpeningSchema,
    answer: voucherResultSchema,
    status: 201,
  }),
};

export function vouchersRoutes(context: LedgerContext): Router {
  const router = createRouter();
  const { engine, books } = context;

  serveRoute(router, routes.validate, ({ companyId, actor, body }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) => {
      const validation = await validateVoucher(tx, await books.read(tx, companyId), body);
      return pointOut(validation, { schema: voucherInputSchema, body });
    });
  });
  serveRoute(router, routes.save, (request) =>
    saveVoucher(context, keyedWrite(request), request.body),
  );
  serveRoute(router, routes.list, ({ companyId, actor, query }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) => listVoucherPage(tx, await books.read(tx, companyId), query));
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
    const version = readVersion(headers['if-match']);
    return editDraft(context, matchedWrite(request), params.id, version, body);
  });
  serveRoute(router, routes.remove, async (request) => {
    const version = readVersion(request.headers['if-match']);
    await deleteDraft(context, matchedWrite(request), request.params.id, version);
    return { deleted: true as const };
  });
  serveRoute(router, routes.post, (request) =>
    postDraft(context, keyedWrite(request), request.params.id, null),
  );
  serveRoute(router, routes.void, (request) => {
    const { params, headers, body } = request;
    const version = readVersion(headers['if-match']);
    return voidVoucher(context, keyedWrite(request), params.id, body.reason, version);
  });
  serveRoute(router, routes.unpost, (request) => {
    const { params, headers, body } = request;
    const version = readVersion(headers['if-match']);
    return unpostVoucher(context, keyedWrite(request), params.id, body.reason, version);
  });
  serveRoute(router, routes.correct, (request) => {
    const { params, headers, body } = request;
    const version = readVersion(headers['if-match']);
    return correctVoucher(context, keyedWrite(request), params.id, version, body);
  });
  serveRoute(router, routes.validateOpening, ({ companyId, actor, body }) => {
    assertMay(actor, 'read');
    return engine.read(async (tx) => {
      const validation = await validateOpening(tx, await books.read(tx, companyId), body);
      return pointOut(validation, { schema: openingInputSchema, body });
    });
  });
  serveRoute(router, routes.postOpening, (request) =>
    postOpening(context, keyedWrite(request), request.body),
  );
  return router;
}

function pointOut(validation: Validation, received: ReceivedBody): Validation {
  const { rejections, notices } = validation;
  return {
    ...validation,
    rejections: pointInto(received, rejections),
    notices: pointInto(received, notices),
  };
}

/** `If-Match` is its own protection: what was done already is refused the second time. */
function matchedWrite({ companyId, actor }: Member): WriteRequest {
  return { companyId, actor, idempotencyKey: null };
}

function readVersion(ifMatch: string): number;
function readVersion(ifMatch: string | undefined): number | null;
function readVersion(ifMatch: string | undefined): number | null {
  return ifMatch === undefined ? null : Number(ifMatch.replaceAll('"', ''));
}
