// The contract reads well to tools: two linters with their recommended rules find nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteForTest } from '../../server/testing/testEngines.ts';
import { openTestServer, type TestServer } from '../../server/testing/testServer.ts';
import { lintWithRedocly, lintWithSpectral } from './lintDocument.ts';

describe('the OpenAPI document', () => {
  let server: TestServer;
  let text: string;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest);
    // Where an installation would be: linters rightly refuse localhost.
    text = await (await server.request('https://contabilidad.ejemplo.es/openapi.json')).text();
  });
  afterAll(() => server.remove());

  it('Redocly finds nothing', async () => {
    expect(await lintWithRedocly(text)).toEqual([]);
  });

  it('Spectral finds nothing', async () => {
    expect(await lintWithSpectral(text)).toEqual([]);
  });

  it('both find what is wrong', async () => {
    const broken = JSON.parse(text);
    const operation = broken.paths['/v1/companies/{company}/trial-balance'].get;
    operation.operationId = 'listVouchers';
    operation.responses['422'] = { $ref: '#/components/responses/Nothing' };
    const [redocly, spectral] = [
      await lintWithRedocly(JSON.stringify(broken)),
      await lintWithSpectral(JSON.stringify(broken)),
    ];
    expect(redocly.join('\n')).toMatch(/operation-operationId-unique/);
    expect(redocly.join('\n')).toMatch(/no-unresolved-refs/);
    expect(spectral.join('\n')).toMatch(/operation-operationId-unique/);
    expect(spectral.join('\n')).toMatch(/invalid-ref/);
  });
});
