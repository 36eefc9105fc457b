// The OpenAPI document: what the routes say of themselves, with what all of them share said once.
import type { OpenAPIHono } from '@hono/zod-openapi';
import { problemSchema } from '../../../shared/contract/common.ts';
import type { AppEnv } from '../routing.ts';
import { referToHeaders, sharedHeaders } from './sharedHeaders.ts';
import { listSharedResponses } from './sharedResponses.ts';
import { tags } from './tags.ts';

export type OpenApiDocument = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>;

/** Of the contract: its first number is that of the paths (`/v1`). */
const contractVersion = '1.0.0';

const introduction = `Contabilidad desde Excel: el libro por partida doble y sus saldos. Lo que hace el complemento de Excel, lo hace con esta API.

- **Importes**: texto decimal con punto y sin separador de miles (\`"1234.56"\`), en la moneda de la empresa. Los saldos son debe menos haber.
- **Fechas**: días, \`AAAA-MM-DD\`. Los momentos van en UTC y solo dicen cuándo se registró algo.
- **Versiones**: \`ledgerVersion\` es la del libro y \`settingsVersion\` la de la configuración. Cada cifra dice a cuál corresponde.
- **Rechazos**: \`application/problem+json\`, con todos los motivos a la vez, en español y con qué hacer.

La guía, con ejemplos, está en \`/docs\`.`;

/** What all operations refer to. */
export function registerSharedParts(app: OpenAPIHono<AppEnv>): void {
  const { openAPIRegistry: registry } = app;
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'El `token` que dio `signIn`.',
  });
  for (const [name, { schema, description, example }] of Object.entries(sharedHeaders)) {
    registry.registerComponent('headers', name, { schema: { ...schema }, description, example });
  }
  // Named here, since only these responses refer to it; a copy, since the original is older than `openapi()`.
  registry.register('Problem', problemSchema.describe('Por qué no se hizo lo pedido (RFC 9457).'));
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  for (const [, { name, description, headers = [], isEmpty }] of listSharedResponses()) {
    registry.registerComponent('responses', name, {
      description,
      headers: referToHeaders(['RequestId', ...headers]),
      ...(isEmpty ? {} : { content }),
    });
  }
}

/** @param address where this server is reached */
export function writeDocument(app: OpenAPIHono<AppEnv>, address: string): OpenApiDocument {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Cuadre',
      version: contractVersion,
      description: introduction,
      contact: { name: 'Quien administra este servidor', url: `${address}/docs` },
      license: { name: 'Propietaria', url: `${address}/docs#licencia` },
    },
    servers: [{ url: address, description: 'Este servidor' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  });
}
