// The contract as OpenAPI, and a page that teaches it, from the same schemas that check the requests.
import type { Context } from 'hono';
import { chooseCoding, compress } from './contentCoding.ts';
import { writeDocsPage } from './docs-page/docsPage.ts';
import { docsStyle } from './docs-page/docsStyle.ts';
import { escapeText } from './docs-page/markup.ts';
import type { ShownDocument } from './docs-page/reference.ts';
import { registerSharedParts, writeDocument } from './open-api/writeDocument.ts';
import type { AppEnv, Router } from './routing.ts';

/** Stands for the server's address in what is written once for all who ask. */
const someAddress = 'https://cuadre.invalid';

/** @param publicUrl where the server is reached; null: as the request says */
export function documentationRoutes(app: Router, publicUrl: string | null): void {
  registerSharedParts(app);
  let written: { json: string; page: string } | null = null;
  const write = () => {
    const document = writeDocument(app, someAddress);
    // The page shows what the routes said, which is narrower than what OpenAPI allows.
    const page = writeDocsPage(document as unknown as ShownDocument, someAddress);
    return { json: JSON.stringify(document), page };
  };
  const addressOf = (c: Context<AppEnv>) => publicUrl ?? new URL(c.req.url).origin;
  app.get('/openapi.json', (c) => {
    written ??= write();
    const address = JSON.stringify(addressOf(c)).slice(1, -1);
    return send(c, written.json.replaceAll(someAddress, address), 'application/json');
  });
  app.get('/docs', (c) => {
    written ??= write();
    const address = escapeText(addressOf(c));
    return send(c, written.page.replaceAll(someAddress, address), 'text/html; charset=utf-8');
  });
  app.get('/docs/docs.css', (c) => send(c, docsStyle, 'text/css; charset=utf-8'));
}

async function send(c: Context<AppEnv>, text: string, type: string): Promise<Response> {
  const headers = { 'content-type': type, 'cache-control': 'no-cache', vary: 'Accept-Encoding' };
  const coding = chooseCoding(c.req.header('accept-encoding'), 'once');
  if (coding === null) return c.body(text, 200, headers);
  const bytes = await compress(text, coding, 'once');
  return c.body(bytes, 200, { ...headers, 'content-encoding': coding });
}
