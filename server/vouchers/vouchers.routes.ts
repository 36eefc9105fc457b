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
} from '../../shared/contract/vouchers.ts';
import { assertMay } from '../auth/permissions.ts';
import {
  companyRoute,
  createRouter,
  keyHeaders,
  matchHeaders,
  optionalMatchHeaders,
  type AppEnv,
  type Router,
} from '../http/routing.ts';
import { deleteDraft, editDraft, getVoucher, postDraft } from './drafts.ts';
import { listVoucherPage } from './listVouchers.ts';
import { postOpening, validateOpening } from './openingBalances.ts';
import { type LedgerContext, type WriteRequest } from './postReading.ts';
import { saveVoucher } from './postVoucher.ts';
import { readVoucher } from './readVoucher.ts';
import { correctVoucher, unpostVoucher, voidVoucher } from './reverseVoucher.ts';
import { validateVoucher } from './validateVoucher.ts';

const voucherParams = z.object({ company: z.string().max(20), id: z.uuid() });

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

  router.openapi(routes.validate, async (c) => {
    assertMay(c.var.actor, 'read');
    const input = c.req.valid('json');
    const validation = await engine.read(async (tx) =>
      validateVoucher(tx, await books.read(tx, c.var.companyId), input),
    );
    return c.json(validation, 200);
  });
  router.openapi(routes.save, async (c) => {
    const request = keyedRequest(c.var, c.req.valid('header'));
    return c.json(await saveVoucher(context, request, c.req.valid('json')), 201);
  });
  router.openapi(routes.list, async (c) => {
    assertMay(c.var.actor, 'read');
    const query = c.req.valid('query');
    const page = await engine.read(async (tx) =>
      listVoucherPage(tx, await books.read(tx, c.var.companyId), query),
    );
    return c.json(page, 200);
  });
  router.openapi(routes.get, async (c) => {
    assertMay(c.var.actor, 'read');
    const { id } = c.req.valid('param');
    const voucher = await engine.read(async (tx) => {
      const company = await books.read(tx, c.var.companyId);
      return readVoucher(tx, company, await getVoucher(tx, c.var.companyId, id));
    });
    return c.json(voucher, 200, { etag: `"${voucher.version}"` });
  });
  router.openapi(routes.edit, async (c) => {
    const version = readVersion(c.req.valid('header')['if-match']);
    const { id } = c.req.valid('param');
    const request = keyedRequest(c.var, null);
    return c.json(await editDraft(context, request, id, version, c.req.valid('json')), 200);
  });
  router.openapi(routes.remove, async (c) => {
    const version = readVersion(c.req.valid('header')['if-match']);
    await deleteDraft(context, keyedRequest(c.var, null), c.req.valid('param').id, version);
    return c.json({ deleted: true as const }, 200);
  });
  router.openapi(routes.post, async (c) => {
    const request = keyedRequest(c.var, c.req.valid('header'));
    return c.json(await postDraft(context, request, c.req.valid('param').id, null), 200);
  });
  router.openapi(routes.void, async (c) => {
    const headers = c.req.valid('header');
    const { reason } = c.req.valid('json');
    const request = keyedRequest(c.var, headers);
    const { id } = c.req.valid('param');
    const version = readVersion(headers['if-match']);
    return c.json(await voidVoucher(context, request, id, reason, version), 200);
  });
  router.openapi(routes.unpost, async (c) => {
    const headers = c.req.valid('header');
    const { reason } = c.req.valid('json');
    const request = keyedRequest(c.var, headers);
    const { id } = c.req.valid('param');
    const version = readVersion(headers['if-match']);
    return c.json(await unpostVoucher(context, request, id, reason, version), 200);
  });
  router.openapi(routes.correct, async (c) => {
    const headers = c.req.valid('header');
    const request = keyedRequest(c.var, headers);
    const { id } = c.req.valid('param');
    const version = readVersion(headers['if-match']);
    return c.json(await correctVoucher(context, request, id, version, c.req.valid('json')), 200);
  });
  router.openapi(routes.validateOpening, async (c) => {
    assertMay(c.var.actor, 'read');
    const input = c.req.valid('json');
    const validation = await engine.read(async (tx) =>
      validateOpening(tx, await books.read(tx, c.var.companyId), input),
    );
    return c.json(validation, 200);
  });
  router.openapi(routes.postOpening, async (c) => {
    const request = keyedRequest(c.var, c.req.valid('header'));
    return c.json(await postOpening(context, request, c.req.valid('json')), 201);
  });
  return router;
}

function keyedRequest(
  { companyId, actor }: Pick<AppEnv['Variables'], 'companyId' | 'actor'>,
  headers: { 'idempotency-key': string } | null,
): WriteRequest {
  return { companyId, actor, idempotencyKey: headers?.['idempotency-key'] ?? null };
}

function readVersion(ifMatch: string): number;
function readVersion(ifMatch: string | undefined): number | null;
function readVersion(ifMatch: string | undefined): number | null {
  return ifMatch === undefined ? null : Number(ifMatch.replaceAll('"', ''));
}
