// The connections of a TLS server that speaks both HTTP/2 and HTTP/1.1. Node closes neither kind by itself when
// such a server stops: it would wait for browsers that keep them open.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2SecureServer, ServerHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';

export class SecureConnections {
  readonly #sessions = new Set<ServerHttp2Session>();
  /** Requests in progress on each connection that speaks HTTP/1.1. */
  readonly #plain = new Map<TLSSocket, number>();

  constructor(server: Http2SecureServer) {
    server.on('session', (session) => {
      this.#sessions.add(session);
      session.once('close', () => this.#sessions.delete(session));
    });
    server.on('secureConnection', (socket: TLSSocket) => {
      if (socket.alpnProtocol === 'h2') return;
      this.#plain.set(socket, 0);
      socket.once('close', () => this.#plain.delete(socket));
    });
    server.on('request', (request, response) => {
      // On HTTP/2 the session itself knows its streams.
      if (request.httpVersionMajor >= 2) return;
      const { socket } = request as unknown as IncomingMessage & { socket: TLSSocket };
      this.#count(socket, 1);
      (response as unknown as ServerResponse).once('close', () => this.#count(socket, -1));
    });
  }

  /** HTTP/2 connections take no new request and end with their last one; idle ones of HTTP/1.1 end now. */
  readonly closeIdle = (): void => {
    for (const session of this.#sessions) if (!session.closed) session.close();
    for (const [socket, requests] of this.#plain) if (requests === 0) socket.destroy();
  };

  readonly closeAll = (): void => {
    for (const session of this.#sessions) session.destroy();
    for (const socket of this.#plain.keys()) socket.destroy();
  };

  #count(socket: TLSSocket, by: number): void {
    const requests = this.#plain.get(socket);
    if (requests !== undefined) this.#plain.set(socket, requests + by);
  }
}
