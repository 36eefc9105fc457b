// One request to the server: token, timeout, retries and the reading of problems. With changeFeed.ts
// this is the only place of the add-in that says fetch.
import type { z } from 'zod';
import { problemSchema } from '../../shared/contract/common.ts';
import { writePointer } from '../../shared/jsonPointer.ts';
import type { ExplainedRejection } from '../../shared/rejection.ts';
import type { ApiFailure, ApiResult } from './apiResult.ts';

export interface HttpOptions {
  /** Origin of the server, without a slash at the end; '' means the page's own origin. */
  baseUrl: string;
  fetch: typeof fetch;
  readToken: () => string | null;
  /** The server no longer knows the token that was sent. */
  onExpired: () => void;
  onAnswered: () => void;
  onUnanswered: () => void;
  /** Waits between attempts, in milliseconds: their number is the number of retries. */
  retryDelays?: readonly number[];
  timeoutMilliseconds?: number;
}

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Idempotency-Key: the same for every attempt of one operation, so that retrying is harmless. */
  key?: string;
  ifMatchVersion?: number;
  /** True for requests that change nothing although they are POST. */
  isRead?: boolean;
  timeoutMilliseconds?: number;
}

export interface HttpClient {
  request: <S extends z.ZodType>(schema: S, request: ApiRequest) => Promise<ApiResult<z.output<S>>>;
}

/** The page's fetch, looked up at each call: the workbench may replace it. */
export const pageFetch: typeof fetch = (...request) => fetch(...request);

const defaultRetryDelays = [300, 1_200];
const defaultTimeout = 20_000;
/** What a proxy answers for a server that did not: the request may have arrived. */
const proxyStatuses = new Set([502, 503, 504]);

export function createHttpClient(options: HttpOptions): HttpClient {
  const { retryDelays = defaultRetryDelays } = options;

  async function request<S extends z.ZodType>(
    schema: S,
    request: ApiRequest,
  ): Promise<ApiResult<z.output<S>>> {
    const mayRepeat =
      request.method === 'GET' || request.isRead === true || request.key !== undefined;
    for (let attempt = 0; ; attempt += 1) {
      const token = options.readToken();
      const response = await send(request, token);
      if (response) {
        options.onAnswered();
        return read(schema, response, token);
      }
      const delay = mayRepeat ? retryDelays[attempt] : undefined;
      if (delay === undefined) {
        options.onUnanswered();
        return { ok: false, failure: { kind: 'unanswered' } };
      }
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }

  /** @returns null when nobody answered. The body is read here: a connection can die half way. */
  async function send(request: ApiRequest, token: string | null): Promise<Answer | null> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    if (request.body !== undefined) headers['Content-Type'] = 'application/json';
    if (request.key !== undefined) headers['Idempotency-Key'] = request.key;
    if (request.ifMatchVersion !== undefined) headers['If-Match'] = `"${request.ifMatchVersion}"`;
    const timeout = request.timeoutMilliseconds ?? options.timeoutMilliseconds ?? defaultTimeout;
    try {
      const response = await options.fetch(options.baseUrl + request.path + queryText(request), {
        method: request.method,
        headers,
        signal: AbortSignal.timeout(timeout),
        cache: 'no-store',
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      if (proxyStatuses.has(response.status)) return null;
      return { status: response.status, ok: response.ok, text: await response.text() };
    } catch (error) {
      // Waiting in vain is not being in line, whatever the next attempt says.
      if (error instanceof Error && error.name === 'TimeoutError') options.onUnanswered();
      return null;
    }
  }

  function read<S extends z.ZodType>(
    schema: S,
    answer: Answer,
    token: string | null,
  ): ApiResult<z.output<S>> {
    const body = parseJson(answer.text);
    if (answer.ok) {
      const parsed = schema.safeParse(body);
      if (parsed.success) return { ok: true, value: parsed.data };
      // Where, and not what the validation library says of it: that is nothing to an accountant.
      const place = writePointer(parsed.error.issues[0]?.path ?? []);
      return unexpected(answer.status, `${place} no tiene la forma acordada`.trimStart());
    }
    const failure = failureOf(answer.status, body);
    // An answer to an older token says nothing about the session of now.
    if (failure.kind === 'expired' && token !== null && token === options.readToken()) {
      options.onExpired();
    }
    return { ok: false, failure };
  }

  return { request };
}

interface Answer {
  status: number;
  ok: boolean;
  text: string;
}

/** Turns problem+json into rejections. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return { kind: 'unexpected', status, detail: 'sin explicación' };
  const rejections = problem.data.rejections as ExplainedRejection[];
  if (status === 401 && !rejections.some((one) => one.code === 'credentials-wrong')) {
    return { kind: 'expired', rejections };
  }
  if (rejections.length > 0) return { kind: 'refused', status, rejections };
  return { kind: 'unexpected', status, detail: problem.data.detail ?? problem.data.title };
}

function unexpected(status: number, detail: string): ApiResult<never> {
  return { ok: false, failure: { kind: 'unexpected', status, detail } };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryText(request: ApiRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
