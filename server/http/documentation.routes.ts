// The contract as OpenAPI, and a page to read it, from the same schemas that check the requests.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Router } from './routing.ts';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = `<!doctype html>
<html lang="es">
  <head>
    <meta charset="utf-8" />
    <title>Cuadre · API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });`;

export function documentationRoutes(app: Router): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
  });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Cuadre',
      version: '1',
      description: 'Contabilidad desde Excel: el libro por partida doble y sus saldos.',
    },
  });
  app.get('/docs', (c) => c.html(page));
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }));
  app.get('/docs/:asset', (c) => {
    const name = c.req.param('asset');
    const type = Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (type === undefined) return c.notFound();
    return c.body(readFileSync(join(swagger, name)), 200, { 'content-type': type });
  });
}
