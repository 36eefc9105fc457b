// The socket that the application answers on: opening it, and closing it without cutting anybody short.
import { createServer as createHttpsServer } from 'node:https';
import { serve, type ServerType } from '@hono/node-server';
import type { Environment } from '../environment.ts';

/** How long requests in progress may take once the server is told to stop. */
const graceMilliseconds = 10_000;
const sweepMilliseconds = 20;

/** @throws an Error in Spanish when the port is taken */
export function listen(
  fetch: (request: Request, bindings: unknown) => Response | Promise<Response>,
  { port, host, tls }: Environment,
): Promise<{ server: ServerType; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: fetch,
        port,
        hostname: host,
        ...(tls ? { createServer: createHttpsServer, serverOptions: tls } : {}),
      },
      (info) => {
        server.off('error', reject);
        const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
        resolve({ server, url: `${tls ? 'https' : 'http'}://${name}:${info.port}` });
      },
    );
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `El puerto ${port} está ocupado: use otro con PORT=… o cierre el otro programa.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
  });
}

/** Lets requests in progress end, up to a limit; a connection goes as soon as nothing is asked on it. */
export async function closeServer(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, graceMilliseconds);
    const sweep = setInterval(() => {
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    }, sweepMilliseconds);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
  });
}
