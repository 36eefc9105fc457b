// A wire between client and server that is cut after a given number of bytes, in either direction.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Cut {
  /** Counted over what the client sends, or over what the server answers. */
  direction: 'request' | 'answer';
  bytes: number;
}

export class CuttingProxy {
  /** Where the next connection is cut; null: nowhere. */
  cut: Cut | null = null;
  /** Bytes that came from each side of the last connection, passed on or not. */
  sent = 0;
  received = 0;
  readonly #targetPort: number;
  readonly #server: Server;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((client) => this.#join(client));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket): void {
    const { cut } = this;
    this.sent = 0;
    this.received = 0;
    const server = connect(this.#targetPort, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    const carry = (from: Socket, to: Socket, direction: Cut['direction']): void => {
      from.on('data', (chunk: Buffer) => {
        const before = direction === 'request' ? this.sent : this.received;
        const left = cut?.direction === direction ? cut.bytes - before : Infinity;
        const passed = chunk.subarray(0, Math.max(0, Math.min(chunk.length, left)));
        if (direction === 'request') this.sent += chunk.length;
        else this.received += chunk.length;
        if (passed.length > 0) to.write(passed);
        // What was passed on still arrives; then there is no wire any more.
        if (passed.length >= left) {
          to.end();
          client.destroy();
        }
      });
      from.on('error', end);
      from.on('close', () => to.end());
    };
    carry(client, server, 'request');
    carry(server, client, 'answer');
  }
}
