// What stands in a query is read or refused by its name; nothing of it is left out because it is written oddly.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

let server: TestServer;
let client: TestClient;
beforeAll(async () => {
  server = await openTestServer(openSqliteForTest);
  client = await server.signIn();
});
afterAll(() => server.remove());

const detailOf = (name: string) => `el parámetro «${name}» no está en UTF-8`;

it.each<[query: string, told: [code: string, parameter: string, says: string][]]>([
  ['%6cimit=1', []],
  ['limit=1&', []],
  ['text=50%25', []],
  ['text=%C3%B1', []],
  ['=1', [['request-malformed', '', 'un parámetro sin nombre']]],
  ['limit=1&=&=2', [['request-malformed', '', 'sin nombre'], ['request-malformed', '', 'sin nombre']]],
  ['text=%FF', [['request-malformed', 'text', detailOf('text')]]],
  ['text=%ED%A0%80', [['request-malformed', 'text', detailOf('text')]]],
  ['text=100%', [['request-malformed', 'text', detailOf('text')]]],
  ['limit=1&%6cimit=1', [['parameter-repeated', 'limit', 'más de una vez']]],
  ['limit[]=1', [['parameter-unknown', 'limit[]', 'No existe']]],
  ['l\u0456mit=1', [['parameter-unknown', 'l\u0456mit', 'No existe']]],
  ['limit%20=1', [['parameter-unknown', 'limit ', 'No existe']]],
  ['__proto__=1', [['parameter-unknown', '__proto__', 'No existe']]],
])('?%s', async (query, told) => {
  const { status, body } = await client.get<Partial<Problem>>(`/vouchers?${query}`);
  expect(status).toBe(told.length === 0 ? 200 : 400);
  const { rejections = [] } = body;
  expect(rejections.map(({ code, parameter }) => [code, parameter])).toEqual(
    told.map(([code, parameter]) => [code, parameter]),
  );
  for (const [index, [, , says]] of told.entries()) {
    expect(rejections[index]?.message).toContain(says);
  }
}); // prettier-ignore
