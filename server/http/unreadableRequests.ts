// What is no HTTP, has more headers than are read or does not arrive never becomes a request, and Node ends it with a
// bare status. Here it gets a sentence too, since an address of a hundred identifiers is all it takes.
import { maxHeaderSize, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ServerType } from '@hono/node-server';
import { reject } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { writeBytes } from './bodyBound.ts';

interface Told {
  status: number;
  title: string;
  detail: string;
}

const tooLong: Told = {
  status: 431,
  title: 'Demasiado grande',
  detail: `la dirección y las cabeceras ocupan más de ${writeBytes(maxHeaderSize)}`,
};
const tooLate: Told = {
  status: 408,
  title: 'No llegó a tiempo',
  detail: 'no llegó entera a tiempo',
};
const noHttp: Told = {
  status: 400,
  title: 'La petición no se entiende',
  detail: 'no es HTTP bien formado',
};

const toldByCode: Partial<Record<string, Told>> = {
  HPE_HEADER_OVERFLOW: tooLong,
  ERR_HTTP_REQUEST_TIMEOUT: tooLate,
};

export function explainUnreadable(server: ServerType): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.httpVersionMajor < 2) answering.set(request.socket, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const response = answering.get(socket);
    // In the middle of an answer another one would be read as its end.
    const isAnswering = response?.headersSent === true && !response.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) socket.destroy();
    else socket.end(writeAnswer(toldByCode[error.code ?? ''] ?? noHttp), () => socket.destroy());
  });
}

function writeAnswer({ status, title, detail }: Told): string {
  const rejections = [explainRejection(reject('request-malformed', { detail }))];
  const body = JSON.stringify({ type: 'about:blank', title, status, rejections });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
