// How long the server answers nobody while somebody tries to hold it, and what of its memory stays taken.
import { fork, type ChildProcess } from 'node:child_process';
import { request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../server/testing/openApiRequests.ts';
import type { HostileRequest } from '../server/testing/hostileDraw.ts';
import { listHostileKinds, makeHostileRequest } from '../server/testing/hostileRequests.ts';
import type { ApiClient } from './apiClient.ts';
import { benchCompany, type ServerProcess } from './serverProcess.ts';

export interface HostileKind {
  kind: string;
  /** The longest wait of `/healthz`, of the best of the rounds: another process on the machine is no fault of ours. */
  milliseconds: number;
  statuses: string;
  residentMebibytes: number;
}

export interface HostileFigures {
  requests: number;
  /** The longest wait while nothing else was asked. */
  idleMilliseconds: number;
  kinds: HostileKind[];
  residentBefore: number;
  residentMost: number;
  residentAfter: number;
}

const rounds = 3;
const settleMilliseconds = 5_000;

export async function measureHostile(
  server: ServerProcess,
  client: ApiClient,
  {
    eachKind = 10,
    scale = 1,
    seed = 20_261_126,
    kinds = listHostileKinds(),
    say = (_what: string): void => undefined,
  } = {},
): Promise<HostileFigures> {
  const probe = new HealthProbe(`${server.url}/healthz`);
  const sender = new HostileSender(server, client);
  const drawn = (kind: string, round: number) => {
    const random = seededRandom(seed + round);
    return () => makeHostileRequest(kind, { company: benchCompany, random, scale });
  };
  await client.get('/trial-balance?from=2025-01-01&to=2025-12-31');
  await wait(settleMilliseconds);
  const residentBefore = server.residentMebibytes();
  await probe.takeWorst();
  await wait(2_000);
  const idleMilliseconds = await probe.takeWorst();
  const measured: HostileKind[] = [];
  for (const kind of kinds) {
    const waits: number[] = [];
    const statuses = new Set<number>();
    for (let round = 0; round < rounds; round += 1) {
      const next = drawn(kind, round);
      await probe.takeWorst();
      for (let count = 0; count < eachKind; count += 1) statuses.add(await sender.send(next()));
      waits.push(await probe.takeWorst());
    }
    const milliseconds = Math.min(...waits);
    const residentMebibytes = server.residentMebibytes();
    measured.push({ kind, milliseconds, statuses: [...statuses].join(), residentMebibytes });
    say(`${kind}: ${Math.round(milliseconds)} ms`);
  }
  await wait(settleMilliseconds);
  // What is young is only let go when something else is done.
  for (let count = 0; count < 200; count += 1) {
    await client.get('/trial-balance?from=2025-01-01&to=2025-12-31');
  }
  await wait(settleMilliseconds);
  probe.stop();
  return {
    requests: kinds.length * rounds * eachKind,
    idleMilliseconds,
    kinds: measured,
    residentBefore,
    residentMost: Math.max(...measured.map((each) => each.residentMebibytes)),
    residentAfter: server.residentMebibytes(),
  };
}

class HealthProbe {
  readonly #process: ChildProcess;

  constructor(url: string) {
    const program = fileURLToPath(new URL('healthProbe.ts', import.meta.url));
    this.#process = fork(program, [url], { execArgv: ['--import', 'tsx'] });
  }

  /** The longest wait since the last time; what waits now counts when it is answered. */
  takeWorst(): Promise<number> {
    return new Promise((resolve) => {
      this.#process.once('message', ({ worst }: { worst: number }) => resolve(worst));
      this.#process.send('worst');
    });
  }

  stop(): void {
    this.#process.kill();
  }
}

class HostileSender {
  readonly #server: ServerProcess;
  readonly #token: string;

  constructor(server: ServerProcess, { token }: ApiClient) {
    this.#server = server;
    this.#token = token;
  }

  /** @returns the status, or 0 when the connection ended without one */
  send({ method, path, headers, body, isSignedIn, breaks }: HostileRequest): Promise<number> {
    return new Promise((resolve) => {
      const outgoing = send(
        {
          ...{ host: '127.0.0.1', port: this.#server.port, method, path, agent: false },
          headers: {
            ...headers,
            ...(isSignedIn ? { authorization: `Bearer ${this.#token}` } : {}),
            ...(body === null ? {} : { 'content-length': body.length }),
          },
        },
        (incoming) => {
          incoming.resume();
          incoming.once('close', () => resolve(incoming.statusCode ?? 0));
        },
      );
      outgoing.on('error', () => resolve(0));
      if (!breaks || body === null) {
        outgoing.end(body);
        return;
      }
      outgoing.write(body.subarray(0, breaks === 'cut' ? body.length / 2 : 1));
      setTimeout(() => outgoing.destroy(), breaks === 'cut' ? 5 : 200);
    });
  }
}
