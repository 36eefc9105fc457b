// The socket that the application answers on: opening it, and closing it without cutting anybody short.
// With TLS it speaks HTTP/2, on which the open feeds of many workbooks share one connection; HTTP/1.1 allows a
// browser six of them for all its windows.
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { serve, type ServerType } from '@hono/node-server';
import type { Environment } from '../environment.ts';
import { SecureConnections } from './secureConnections.ts';
import { explainUnreadable } from './unreadableRequests.ts';

/** How long requests in progress may take once the server is told to stop. */
const graceMilliseconds = 10_000;
const sweepMilliseconds = 20;

export interface ConnectionBounds {
  connections: number;
  /** For the headers of a request, and for all of it. */
  headersMilliseconds: number;
  requestMilliseconds: number;
  /** Requests at a time on one connection of HTTP/2. */
  streams: number;
}

const usualBounds: ConnectionBounds = {
  connections: 4_000,
  headersMilliseconds: 15_000,
  // The largest opening over a slow line.
  requestMilliseconds: 90_000,
  streams: 200,
};

export interface ListeningServer {
  url: string;
  /** Lets requests in progress end, up to a limit; a connection goes as soon as nothing is asked on it. */
  close(): Promise<void>;
}

/** @throws an Error in Spanish when the port is taken */
export function listen(
  fetch: (request: Request, bindings: unknown) => Response | Promise<Response>,
  { port, host, tls }: Pick<Environment, 'port' | 'host' | 'tls'>,
  bounds: ConnectionBounds = usualBounds,
): Promise<ListeningServer> {
  return new Promise((resolve, reject) => {
    const secure = tls
      ? { createServer: createSecureServer, serverOptions: secureOptions(tls, bounds) }
      : { serverOptions: plainOptions(bounds) };
    const server = serve({ fetch, port, hostname: host, ...secure }, (info) => {
      server.off('error', reject);
      const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
      const url = `${tls ? 'https' : 'http'}://${name}:${info.port}`;
      resolve({ url, close: () => closeServer(server, connections) });
    });
    server.maxConnections = bounds.connections;
    explainUnreadable(server);
    const connections = tls ? new SecureConnections(server as Http2SecureServer) : null;
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `El puerto ${port} está ocupado: use otro con PORT=… o cierre el otro programa.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
  });
}

/** Slow requests are looked for this often. */
const checkMilliseconds = 5_000;

function plainOptions({ headersMilliseconds, requestMilliseconds }: ConnectionBounds) {
  return {
    headersTimeout: headersMilliseconds,
    requestTimeout: requestMilliseconds,
    connectionsCheckingInterval: Math.min(checkMilliseconds, headersMilliseconds),
  };
}

/** Bodies over HTTP/2 have no such limits in Node: `readJson` has its own. */
function secureOptions(tls: NonNullable<Environment['tls']>, bounds: ConnectionBounds) {
  const settings = { maxConcurrentStreams: bounds.streams };
  return { ...tls, allowHTTP1: true, settings, ...plainOptions(bounds) };
}

async function closeServer(
  server: ServerType,
  connections: SecureConnections | null,
): Promise<void> {
  const { closeIdle, closeAll } = connections ?? plainConnections(server);
  await new Promise<void>((resolve) => {
    const force = setTimeout(closeAll, graceMilliseconds);
    const sweep = setInterval(closeIdle, sweepMilliseconds);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
    closeIdle();
  });
}

function plainConnections(server: ServerType): Pick<SecureConnections, 'closeIdle' | 'closeAll'> {
  return {
    closeIdle: () => 'closeIdleConnections' in server && server.closeIdleConnections(),
    closeAll: () => 'closeAllConnections' in server && server.closeAllConnections(),
  };
}
