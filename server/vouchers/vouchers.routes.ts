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
import {
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
    headers: keyHeaders.extend(matchHeaders.shape),
    body: voucherInputSchema,
    answer: voucherResultSchema,
  }),
  remove: companyRoute({
    method: 'delete',
    path: '/vouchers/{id}',
    summary: 'Borrar un borrador',
    params: voucherParams,
    headers: keyHeaders.extend(matchHeaders.shape),
    answer: z.object({ deleted: z.literal(true) }),
  }),
  post: companyRoute({
    method: 'post',
    path: '/vouchers/{id}/post',
    summary: 'Contabilizar un borrador',
    params: voucherParams,
    headers: keyHeaders.extend(optionalMatchHeaders.shape),
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
