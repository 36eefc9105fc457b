// Serves the add-in to Excel: its bundle, Office.js, and the manifest with this server's own address.
// The workbench is the same bundle over another Office script, served only when asked for.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context } from 'hono';
import { createRouter, type AppEnv, type Router } from './routing.ts';

export interface AddinFiles {
  /** Folder of the built bundles. */
  dist: string;
  /** The manifest as it stands in the repository. */
  manifest: string;
  /** Where Excel reaches this server, without trailing slash; null: as the request says. */
  publicUrl: string | null;
  officeJs: 'local' | 'cdn';
  workbench: boolean;
}

/** The address that the manifest in the repository is written with. */
const manifestUrl = 'https://localhost:3000';
const officeScript = '/office/office.js';
const officeCdn = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const workbenchScript = '/workbench/office-host.js';

export function addinRoutes(files: AddinFiles): Router {
  const router = createRouter();
  router.get('/manifest.xml', (c) => {
    const address = files.publicUrl ?? new URL(c.req.url).origin;
    const xml = readFileSync(files.manifest, 'utf8').replaceAll(manifestUrl, address);
    return c.body(xml, 200, { 'content-type': 'application/xml; charset=utf-8' });
  });
  router.get('/favicon.ico', (c) => c.redirect('/addin/icons/logo-32.png'));
  router.get('/addin/taskpane.html', (c) => taskpane(c, files));
  router.use('/addin/*', staticFolder(files.dist));
  const office = dirname(
    createRequire(import.meta.url).resolve('@microsoft/office-js/package.json'),
  );
  router.use('/office/*', staticFolder(join(office, 'dist'), '/office'));
  if (files.workbench) {
    router.get('/', (c) => c.redirect('/workbench/workbench.html'));
    router.get('/workbench', (c) => c.redirect('/workbench/workbench.html'));
    router.use('/workbench/*', staticFolder(files.dist));
  } else {
    router.get('/', (c) => c.redirect('/docs'));
  }
  return router;
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
  return c.html(readFileSync(path, 'utf8').replaceAll(officeScript, script));
}

function staticFolder(root: string, prefix = '') {
  return serveStatic<AppEnv>({
    root,
    rewriteRequestPath: (path) => path.slice(prefix.length),
    onFound: (path, c) => {
      // Hashed names never change; the rest is asked for again.
      const isHashed = /\.[0-9a-f]{8,}\.\w+$/.test(path);
      c.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      c.header('x-content-type-options', 'nosniff');
    },
  });
}
