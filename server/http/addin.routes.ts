// Serves the add-in to Excel: its bundle, Office.js, and the manifest with this server's own address. What Excel
// asks of each answer, with its source, is in docs/excel.md.
// The workbench is the same bundle over another Office script, served only when asked for.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { addressProblem } from '../publicAddress.ts';
import { readManifest, readMetadata, withoutVersion, type AddinFiles } from './addinFiles.ts';
import { problemResponse } from './problem.ts';
import { createRouter, type AppEnv, type Router } from './routing.ts';
import { staticFolder } from './staticFiles.ts';

const officeScript = '/office/office.js';
const officeCdn = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const workbenchScript = '/workbench/office-host.js';

/** Excel on the web fetches them from its own origins, and everything here is public. */
const openPaths = ['/manifest.xml', '/addin/*', '/office/*'];

export function addinRoutes(files: AddinFiles): Router {
  const router = createRouter();
  // By path and not for all: the routes of the API stand before these, and a request is known by its last one.
  for (const path of openPaths) {
    router.use(
      path,
      cors({ origin: '*', allowMethods: ['GET', 'HEAD', 'OPTIONS'], maxAge: 86_400 }),
    );
  }
  router.get('/manifest.xml', (c) => manifest(c, files));
  router.get('/favicon.ico', (c) => c.redirect('/addin/icons/logo-32.png'));
  router.get('/addin/taskpane.html', (c) => taskpane(c, files));
  router.get('/addin/*', (c, next) => metadata(c, next, files));
  router.get('/addin/*', staticFolder(files.dist, withoutVersion));
  // Microsoft's, as the build copied it.
  router.get('/office/*', staticFolder(files.dist));
  if (files.workbench) {
    router.get('/', (c) => c.redirect('/workbench/workbench.html'));
    router.get('/workbench', (c) => c.redirect('/workbench/workbench.html'));
    router.get('/workbench/*', staticFolder(files.dist));
  } else {
    router.get('/', (c) => c.redirect('/docs'));
  }
  return router;
}

const addressOf = (c: Context<AppEnv>, { publicUrl }: AddinFiles): string =>
  publicUrl ?? new URL(c.req.url).origin;

function manifest(c: Context<AppEnv>, files: AddinFiles): Response | Promise<Response> {
  const address = addressOf(c, files);
  const problem = addressProblem(address);
  if (problem !== null) {
    const detail =
      `No se entrega el manifiesto con la dirección ${address}: ${problem}. Si hay un proxy con https delante, ` +
      'arranque Cuadre con CUADRE_PUBLIC_URL=https://…, la dirección que ve Excel; si no lo hay, dé un ' +
      'certificado con CUADRE_TLS_CERT y CUADRE_TLS_KEY.';
    return problemResponse(c, 421, [], { detail });
  }
  return c.body(readManifest(files, address), 200, {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'no-cache',
  });
}

/** The functions' metadata says where their help is, hence it is no file like the others. */
async function metadata(
  c: Context<AppEnv>,
  next: () => Promise<void>,
  files: AddinFiles,
): Promise<Response | void> {
  const [, name] = /^\/addin\/([\w.-]+\.json)$/.exec(withoutVersion(c.req.path)) ?? [];
  const text = name === undefined ? null : readMetadata(files, name, addressOf(c, files));
  if (text === null) return next();
  return c.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
}

/** The pane's page, with the Office script that suits where it is shown. */
function taskpane(c: Context<AppEnv>, files: AddinFiles): Response | Promise<Response> {
  const path = join(files.dist, 'addin', 'taskpane.html');
  if (!existsSync(path)) return c.notFound();
  const isWorkbench = files.workbench && c.req.query('host') === 'workbench';
  const script = isWorkbench
    ? workbenchScript
    : files.officeJs === 'cdn'
      ? officeCdn
      : officeScript;
  // What it loads carries its version: only the page itself is asked for again.
  return c.html(readFileSync(path, 'utf8').replaceAll(officeScript, script), 200, {
    'cache-control': 'no-cache',
  });
}
