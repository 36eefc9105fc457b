// The real application with the add-in's files, over a database of its own: what Excel would get.
import { join } from 'node:path';
import { createApp } from '../server/app.ts';
import { systemClock } from '../server/clock.ts';
import type { AddinFiles } from '../server/http/addinFiles.ts';
import { projectRoot } from '../server/projectRoot.ts';
import { createServices } from '../server/services.ts';
import { openSqliteForTest } from '../server/testing/testEngines.ts';

export const publicUrl = 'https://contabilidad.ejemplo.es';

const files: AddinFiles = {
  dist: join(projectRoot, 'dist'),
  manifest: join(projectRoot, 'manifest.xml'),
  publicUrl,
  officeJs: 'local',
  workbench: false,
};

export interface ServedAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export interface ServedApp {
  /** Asks for a path, or for an address of any host; `changed` says how this server is set up. */
  ask: (path: string, changed?: Partial<AddinFiles>, init?: RequestInit) => Promise<ServedAnswer>;
  close: () => Promise<void>;
}

export async function openServedApp(): Promise<ServedApp> {
  const opened = await openSqliteForTest();
  const services = createServices(opened.engine, systemClock);
  const logError = (error: Error) => {
    throw error;
  };
  return {
    async ask(path, changed = {}, init = {}) {
      const app = createApp({ services, logError, addin: { ...files, ...changed } });
      const response = await app.request(path, init);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    close: () => opened.remove(),
  };
}
