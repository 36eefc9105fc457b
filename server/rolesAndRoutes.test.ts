// Who may do what: every operation of the OpenAPI document with every role, and with the code of another
// company. A new operation is tried without being named here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../shared/contract/common.ts';
import { roles, type Role } from '../shared/contract/sessions.ts';
import type { VoucherResult } from '../shared/contract/vouchers.ts';
import {
  listOperations,
  wellFormedRequest,
  type BuiltRequest,
  type Operation,
} from './testing/openApiRequests.ts';
import { openSqliteForTest } from './testing/testEngines.ts';
import { nextKey, openTestServer, type TestClient, type TestServer } from './testing/testServer.ts';

/** Operations that write nothing although they take a body. */
const readsByPost = [
  '/vouchers/validate',
  '/opening-balances/validate',
  '/balances/query',
  '/balances/cell-sets',
];
/** What the document leaves out: itself and its page, and the numbers for Prometheus. */
const leftOut = /^\/(openapi\.json|docs(\/.*)?|metrics)$/;
/** Only who administers the company. */
const administration: string[] = [];
const writers: readonly Role[] = ['administrador', 'contador'];

describe('roles and routes', () => {
  let server: TestServer;
  const clients = new Map<Role, TestClient>();
  let operations: Operation[];
  let draftId: string;

  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest, {
      companies: [{ code: 'UNO' }, { code: 'DOS' }],
      users: roles.map((role) => ({
        email: `${role}@ejemplo.es`,
        name: role,
        roles: { UNO: role },
      })),
    });
    for (const role of roles) {
      clients.set(role, await server.signIn({ email: `${role}@ejemplo.es` }));
    }
    const document = (await (await server.request('/openapi.json')).json()) as never;
    operations = listOperations(document).filter(({ path }) => path.includes('{company}'));
    const draft = await clients.get('contador')!.save<VoucherResult>({ lines: [] }, 'draft');
    draftId = draft.body.voucher.id;
  });
  afterAll(() => server.remove());

  const nameOf = ({ method, path }: Operation) =>
    `${method} ${path.replace('/v1/companies/{company}', '') || '/'}`;

  const send = async (client: TestClient, request: BuiltRequest) => {
    const isStream = request.path.endsWith('/changes');
    const response = await server.request(
      request.path.replace('00000000-0000-4000-8000-00000000aaaa', draftId),
      {
        method: request.method,
        headers: {
          ...request.headers,
          'idempotency-key': nextKey(),
          authorization: `Bearer ${client.token}`,
          'content-type': 'application/json',
        },
        ...(request.body === null ? {} : { body: JSON.stringify(request.body) }),
      },
    );
    if (isStream && response.status === 200) {
      await response.body?.cancel();
      return { status: 200, code: undefined };
    }
    const body = (await response.json()) as Partial<Problem>;
    return { status: response.status, code: body.rejections?.[0]?.code };
  };

  const rolesOf = (operation: Operation): readonly Role[] => {
    const path = operation.path.replace('/v1/companies/{company}', '');
    if (operation.method === 'GET' || readsByPost.includes(path)) return roles;
    return administration.includes(path) ? ['administrador'] : writers;
  };

  it('each role may what the table says, and nothing else', async () => {
    expect(operations.length).toBeGreaterThanOrEqual(15);
    const table: string[] = [];
    const wanted: string[] = [];
    for (const operation of operations) {
      const may: Role[] = [];
      for (const role of roles) {
        const { status, code } = await send(
          clients.get(role)!,
          wellFormedRequest(operation, 'UNO'),
        );
        expect(status, `${nameOf(operation)} is well formed`).not.toBe(400);
        expect((status === 403) === (code === 'permission-denied'), nameOf(operation)).toBe(true);
        if (status !== 403) may.push(role);
      }
      table.push(`${nameOf(operation)}: ${may.join(', ')}`);
      wanted.push(`${nameOf(operation)}: ${rolesOf(operation).join(', ')}`);
    }
    expect(table).toEqual(wanted);
  });

  it('another company does not exist for them, whatever their role in their own', async () => {
    for (const operation of operations) {
      for (const company of ['DOS', 'NADIE']) {
        const answer = await send(
          clients.get('administrador')!,
          wellFormedRequest(operation, company),
        );
        expect(`${nameOf(operation)} ${answer.status} ${answer.code}`).toBe(
          `${nameOf(operation)} 404 company-unknown`,
        );
      }
    }
  });

  it('nothing answers without a session', async () => {
    for (const operation of operations) {
      const { path, method, body } = wellFormedRequest(operation, 'UNO');
      const response = await server.request(path, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      });
      expect(`${nameOf(operation)} ${response.status}`).toBe(`${nameOf(operation)} 401`);
    }
  });

  it('the document lists every route that the application answers', async () => {
    const served = new Set(
      server.app.routes
        .filter(({ method, path }) => !['ALL', 'OPTIONS'].includes(method) && !leftOut.test(path))
        .map(
          ({ method, path }) =>
            `${method} ${path.replace(/:(\w+)(\{.*?\})?/g, '{$1}').replace(/(.)\/$/, '$1')}`,
        ),
    );
    const document = (await (await server.request('/openapi.json')).json()) as never;
    const described = listOperations(document).map(({ method, path }) => `${method} ${path}`);
    expect([...served].sort()).toEqual([...new Set(described)].sort());
  });
});
