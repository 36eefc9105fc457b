// How tortured requests travel: in process, or over HTTP to a server that may die under them.
import type { createApp } from '../server/app.ts';
import type { Problem } from '../shared/contract/common.ts';
import { companyCode } from './tortureBooks.ts';

export interface TortureRequest {
  method: string;
  /** Below the company. */
  path: string;
  body?: unknown;
  key?: string;
  ifMatch?: number;
}

export interface Answer<T = unknown> {
  status: number;
  body: T & Partial<Problem>;
}

/** @throws when there was no answer at all */
export type Call = <T = unknown>(request: TortureRequest) => Promise<Answer<T>>;

export function callApp(app: ReturnType<typeof createApp>, token: string): Call {
  return async (request) => readAnswer(await app.request(urlOf(request), initOf(request, token)));
}

/** @param base where the server listens: it may move from one life to the next */
export function callServer(base: () => string, token: string, timeoutMilliseconds = 20_000): Call {
  return async (request) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const init = { ...initOf(request, token), signal };
    return readAnswer(await fetch(`${base()}${urlOf(request)}`, init));
  };
}

/** Whether the answer leaves open what became of the request. */
export function isInDoubt({ status }: Answer): boolean {
  return status >= 500;
}

export function isDone({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** `code line` of each rejection, for messages. */
export function rejectionsOf(answer: Answer): string {
  const codes = (answer.body.rejections ?? []).map(({ code }) => code);
  return `${answer.status} ${codes.join(' ') || (answer.body.detail ?? '')}`;
}

function urlOf({ path }: TortureRequest): string {
  return `/v1/companies/${companyCode}${path}`;
}

function initOf({ method, body, key, ifMatch }: TortureRequest, token: string): RequestInit {
  return {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Answer<T>['body'],
  };
}
