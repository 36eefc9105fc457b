// A client that loses the server in the middle of a request, at any byte of it or of its answer, and comes back
// with the same id and key: in the end there is one voucher, or one change, whatever happened the first time.
import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createApp } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import type { Engine } from '../../server/db/engine.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import { verifyCompany } from '../../server/operations/verifyCompany.ts';
import { createServices } from '../../server/services.ts';
import { callApp, isDone, rejectionsOf, type Call, type TortureRequest } from '../call.ts';
import type { Chance } from '../chance.ts';
import { companyCode, openTortureBooks, type TortureBooks } from '../tortureBooks.ts';
import { CuttingProxy, type Cut } from './cuttingProxy.ts';

export interface LostServerReport {
  trials: number;
  /** Requests that were cut before the server did anything, and after it had done everything. */
  undone: number;
  done: number;
}

const kinds = ['post', 'draft', 'postDraft', 'void', 'unpost', 'correct', 'opening'] as const;
type Kind = (typeof kinds)[number];

interface Trial {
  id: string;
  request: TortureRequest & { key: string };
  /** State and batches of the voucher before and after; «none» while it is not there. */
  before: string;
  after: string;
}

/** @throws when a trial ends in anything but exactly one */
export async function loseServer(
  url: string,
  chance: Chance,
  trials: number,
): Promise<LostServerReport> {
  const engine = await openEngine(url);
  const books = await openTortureBooks(engine, systemClock, chance.pick(['ES', 'CO', 'VE']));
  const wire = await Wire.open(engine, books.token);
  const report: LostServerReport = { trials: 0, undone: 0, done: 0 };
  try {
    const trialOf = new Trials(wire.call, books, chance);
    for (const kind of kinds) {
      // One that is not cut tells how long its requests and answers are.
      const whole = await trialOf.prepare(kind);
      await wire.send(whole.request, null);
      const { sent, received } = wire.lengths;
      for (let count = Math.ceil(trials / kinds.length); count > 0; count -= 1) {
        const trial = await trialOf.prepare(kind);
        const direction = chance.pick(['request', 'answer'] as const);
        const bytes = chance.below(direction === 'request' ? sent : received);
        await runTrial(engine, books.companyId, wire, trial, { direction, bytes }, report);
      }
    }
    const { findings } = await engine.read((tx) => verifyCompany(tx, books.companyId));
    if (findings.length > 0) throw new Error(findings.map(({ finding }) => finding).join('\n'));
    return report;
  } finally {
    await wire.close();
    await engine.close();
  }
}

async function runTrial(
  engine: Engine,
  companyId: number,
  wire: Wire,
  trial: Trial,
  cut: Cut,
  report: LostServerReport,
): Promise<void> {
  const what = `${trial.request.path} cut in the ${cut.direction} after ${cut.bytes} bytes`;
  const look = () => readVoucher(engine, companyId, trial.id);
  if ((await look()) !== trial.before) throw new Error(`${what}: badly prepared`);
  const lost = await wire.send(trial.request, cut).catch(() => null);
  // One request is a few bytes shorter than the other: the cut may lie beyond the end of this one.
  const { sent, received } = wire.lengths;
  const isWhole = (cut.direction === 'request' ? sent : received) <= cut.bytes;
  if (lost !== null && !isWhole) throw new Error(`${what}: the client was answered`);
  await wire.quiet();
  const between = await look();
  if (between !== trial.before && between !== trial.after) throw new Error(`${what}: ${between}`);
  const answer = await wire.send(trial.request, null);
  if (answer < 200 || answer > 299) throw new Error(`${what}: sent again, ${answer}`);
  const afterwards = await look();
  if (afterwards !== trial.after) throw new Error(`${what}: at the end ${afterwards}`);
  report.trials += 1;
  if (between === trial.before) report.undone += 1;
  else report.done += 1;
}

async function readVoucher(engine: Engine, companyId: number, uid: string): Promise<string> {
  const rows = await engine.read((tx) =>
    tx.query<{ state: string; version: bigint; batches: bigint }>(
      'SELECT v.state, v.version, (SELECT count(*) FROM posting_batches b ' +
        'WHERE b.company_id = v.company_id AND b.voucher_id = v.id) AS batches ' +
        'FROM vouchers v WHERE v.company_id = ? AND v.uid = ?',
      [companyId, uid],
    ),
  );
  return rows.map((row) => `${row.state} v${row.version} ${row.batches}`).join() || 'none';
}

/** Prepares what a request needs, and says what must come of it. */
class Trials {
  readonly #call: Call;
  readonly #books: TortureBooks;
  readonly #chance: Chance;

  constructor(call: Call, books: TortureBooks, chance: Chance) {
    this.#call = call;
    this.#books = books;
    this.#chance = chance;
  }

  async prepare(kind: Kind): Promise<Trial> {
    const id = this.#chance.uuid();
    const reason = 'Sin conexión';
    const own = (verb: string): string => `/vouchers/${id}/${verb}`;
    const draft = { id, action: 'draft', ...this.#content() };
    const posted = { id, action: 'post', ...this.#content() };
    const opening = { id, confirm: ['opening-over-balances'], ...this.#content() };
    if (kind === 'postDraft') await this.#make(draft);
    else if (kind === 'void' || kind === 'unpost' || kind === 'correct') await this.#make(posted);
    const [path, body, before, after] = (
      {
        post: ['/vouchers', posted, 'none', 'posted v1 1'],
        draft: ['/vouchers', draft, 'none', 'draft v1 0'],
        opening: ['/opening-balances', opening, 'none', 'posted v1 1'],
        postDraft: [own('post'), undefined, 'draft v1 0', 'posted v2 1'],
        void: [own('void'), { reason }, 'posted v1 1', 'voided v2 2'],
        unpost: [own('unpost'), { reason }, 'posted v1 1', 'draft v2 2'],
        correct: [own('correct'), { reason, ...this.#content() }, 'posted v1 1', 'posted v2 2'],
      } as const
    )[kind];
    const request = { method: 'POST', path, body, key: this.#chance.uuid() };
    return { id, request, before, after };
  }

  async #make(body: object): Promise<void> {
    const key = this.#chance.uuid();
    const answer = await this.#call({ method: 'POST', path: '/vouchers', body, key });
    if (!isDone(answer)) throw new Error(`prepare: ${rejectionsOf(answer)}`);
  }

  #content() {
    const amount = `${this.#chance.between(1, 99_999)}.00`;
    const [debit, credit] = [0, 1].map(() => this.#chance.pick(this.#books.accounts));
    const lines = [
      { line: 1, account: debit, debit: amount },
      { line: 2, account: credit, credit: amount },
    ];
    return { date: '2024-05-06', lines };
  }
}

/** The application behind a wire that can be cut. */
class Wire {
  readonly call: Call;
  readonly #token: string;
  readonly #proxy: CuttingProxy;
  readonly #server: ReturnType<typeof serve>;
  readonly #running: { count: number };
  #url = '';

  private constructor(
    call: Call,
    token: string,
    server: ReturnType<typeof serve>,
    port: number,
    running: { count: number },
  ) {
    this.call = call;
    this.#token = token;
    this.#server = server;
    this.#proxy = new CuttingProxy(port);
    this.#running = running;
  }

  static async open(engine: Engine, token: string): Promise<Wire> {
    const services = createServices(engine, systemClock);
    const app = createApp({ services, logError: () => undefined });
    const running = { count: 0 };
    const fetch = async (request: Request): Promise<Response> => {
      running.count += 1;
      try {
        return await app.fetch(request);
      } finally {
        running.count -= 1;
      }
    };
    const opened = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
      (resolve) => {
        const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
          resolve({ server, port }),
        );
      },
    );
    const wire = new Wire(callApp(app, token), token, opened.server, opened.port, running);
    wire.#url = await wire.#proxy.listen();
    return wire;
  }

  get lengths(): { sent: number; received: number } {
    const { sent, received } = this.#proxy;
    return { sent, received };
  }

  /** Over a connection of its own. @returns the status @throws when it was cut */
  send({ method, path, body, key }: TortureRequest, cut: Cut | null): Promise<number> {
    this.#proxy.cut = cut;
    const text = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const url = `${this.#url}/v1/companies/${companyCode}${path}`;
      const headers = {
        authorization: `Bearer ${this.#token}`,
        'idempotency-key': key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'content-length': Buffer.byteLength(text),
      };
      const sending = httpRequest(url, { method, agent: false, headers }, (response) => {
        response.on('error', reject);
        response.on('aborted', () => reject(new Error('cut')));
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.resume();
      });
      sending.on('error', reject);
      sending.end(text);
    });
  }

  /** Waits until the server has nothing to do: what arrived of a cut request may still be carried out. */
  async quiet(): Promise<void> {
    do {
      await delay(10);
    } while (this.#running.count > 0);
  }

  async close(): Promise<void> {
    await this.#proxy.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
