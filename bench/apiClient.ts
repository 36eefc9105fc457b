// A client of one server over one kept-alive connection, that measures each request to its last byte.
import { Agent, request } from 'node:http';
import { benchCompany, benchLogin } from './serverProcess.ts';

export interface TimedAnswer<T> {
  status: number;
  body: T;
  milliseconds: number;
  bytes: number;
  /** What the application itself took, where the bench's own server says it. */
  serverMilliseconds: number | null;
}

export class ApiClient {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly token: string;

  constructor(port: number, token: string) {
    this.#port = port;
    this.token = token;
  }

  static async signIn(port: number): Promise<ApiClient> {
    const visitor = new ApiClient(port, '');
    const { status, body } = await visitor.call<{ token: string }>(
      'POST',
      '/v1/sessions',
      benchLogin,
    );
    visitor.close();
    if (status !== 201) throw new Error(`sign-in: ${status} ${JSON.stringify(body)}`);
    return new ApiClient(port, body.token);
  }

  /** The path below the company. */
  companyPath(path: string): string {
    return `/v1/companies/${benchCompany}${path}`;
  }

  headers(isKeyed = false): Record<string, string> {
    return {
      ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }),
      'content-type': 'application/json',
      ...(isKeyed ? { 'idempotency-key': `bench-${process.pid}-${performance.now()}` } : {}),
    };
  }

  get<T>(path: string): Promise<TimedAnswer<T>> {
    return this.#expectDone(this.call<T>('GET', this.companyPath(path)), path);
  }

  post<T>(path: string, body: unknown): Promise<TimedAnswer<T>> {
    return this.#expectDone(this.call<T>('POST', this.companyPath(path), body), path);
  }

  /** The body is written, and the answer parsed, outside the measured time. */
  async call<T>(method: string, path: string, body?: unknown): Promise<TimedAnswer<T>> {
    const content = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      ...this.headers(method !== 'GET'),
      'content-length': Buffer.byteLength(content),
    };
    const began = performance.now();
    const { status, text, timing } = await this.#send({ method, path, headers }, content);
    const milliseconds = performance.now() - began;
    return {
      status,
      body: JSON.parse(text.toString('utf8')) as T,
      milliseconds,
      bytes: text.length,
      serverMilliseconds: timing,
    };
  }

  close(): void {
    this.#agent.destroy();
  }

  async #expectDone<T>(answer: Promise<TimedAnswer<T>>, path: string): Promise<TimedAnswer<T>> {
    const done = await answer;
    if (done.status >= 300) {
      throw new Error(`${path}: ${done.status} ${JSON.stringify(done.body).slice(0, 500)}`);
    }
    return done;
  }

  #send(
    options: { method: string; path: string; headers: Record<string, string | number> },
    content: string,
  ): Promise<{ status: number; text: Buffer; timing: number | null }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { ...options, host: '127.0.0.1', port: this.#port, agent: this.#agent },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('end', () => {
            const timing = /dur=([\d.]+)/.exec(String(incoming.headers['server-timing']))?.[1];
            resolve({
              status: incoming.statusCode ?? 0,
              text: Buffer.concat(parts),
              timing: timing === undefined ? null : Number(timing),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(content);
    });
  }
}
