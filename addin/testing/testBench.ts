// A whole Cuadre for tests: the real server application over a real SQLite file, the headless workbench
// with real Office.js, and the add-in between them. The network is a function that can be cut.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import { expect } from 'vitest';
import { createApp } from '../../server/app.ts';
import { grantRole } from '../../server/auth/users.ts';
import { fixedClock } from '../../server/clock.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import { createServices, type Services } from '../../server/services.ts';
import { createCompany } from '../../server/setup/createCompany.ts';
import { demoLogin, ensureDemoCompany } from '../../server/setup/demoCompany.ts';
import { quickCost } from '../../server/testing/testServer.ts';
import { localDate } from '../../shared/localDate.ts';
import type { Addin } from '../addin.ts';
import { createMemoryStorage, type KeyValueStorage } from '../api/keyValueStorage.ts';
import { customFunctions } from '../functions/functions.ts';
import { startAddin } from '../startAddin.ts';
import type { FunctionsMetadata } from '../workbench/functions/functionMetadata.ts';
import { createHeadlessWorkbench, type HeadlessWorkbench } from '../workbench/headless.ts';

export const baseUrl = 'http://localhost:3000';

/** What happens to a request: `lostAnswer` reaches the server, its answer does not come back. */
export type NetworkFault = 'none' | 'cut' | 'lostAnswer';

export interface Network {
  fetch: typeof fetch;
  /** Method and path of every request, in order. */
  requests: { line: string; bytes: number }[];
  fault: NetworkFault;
  /** Faults apply to requests whose line contains this. */
  faultOn: string;
  /** Cuts every open feed, as a server that stops does. */
  cutFeeds: () => void;
}

export interface TestBench {
  services: Services;
  network: Network;
  workbench: HeadlessWorkbench;
  addin: Addin;
  storage: KeyValueStorage;
  close: () => Promise<void>;
}

export interface TestServer {
  /** The server's clock: moving it past the end of a session ends the session. */
  clock: ReturnType<typeof fixedClock>;
  services: Services;
  network: Network;
  close: () => Promise<void>;
}

/** «Panadería La Espiga» with its two years, and NUEVA, without a single entry. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-addin-'));
  const file = join(folder, 'cuadre.db');
  writeFileSync(file, await (preparedBooks ??= prepareBooks()));
  const engine = await openEngine(`sqlite:${file}`);
  const clock = fixedClock(firstInstant);
  const services = createServices(engine, clock, { passwordCost: quickCost });
  const app = createApp({
    services,
    logError(error) {
      throw error;
    },
  });
  const network = createNetwork((request) => app.request(request));
  return {
    clock,
    services,
    network,
    async close() {
      network.cutFeeds();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const firstInstant = '2025-06-30T10:00:00Z';
/** The same for every test of a file: two years are posted once, and each test begins with a copy. */
let preparedBooks: Promise<Buffer> | null = null;

async function prepareBooks(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-addin-'));
  const file = join(folder, 'cuadre.db');
  const engine = await openEngine(`sqlite:${file}`);
  const clock = fixedClock(firstInstant);
  await ensureDemoCompany(createServices(engine, clock, { passwordCost: quickCost }));
  const companyId = await createCompany(engine, clock, {
    code: 'NUEVA',
    name: 'Nueva, S.L.',
    profile: 'ES',
    fiscalYears: [{ startsOn: localDate('2025-01-01'), endsOn: localDate('2025-12-31') }],
  });
  await grantRole(engine, companyId, demoLogin.email, 'administrador');
  await engine.close();
  const books = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  return books;
}

function createNetwork(answer: (request: Request) => Response | Promise<Response>): Network {
  const feeds = new Set<ReadableStreamDefaultReader<Uint8Array>>();
  const network: Network = {
    requests: [],
    fault: 'none',
    faultOn: '',
    cutFeeds() {
      for (const feed of feeds) void feed.cancel();
      feeds.clear();
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const line = `${request.method} ${new URL(request.url).pathname}`;
      const isHit = line.includes(network.faultOn);
      if (network.fault === 'cut' && isHit) throw new TypeError('fetch failed');
      const bytes = typeof init?.body === 'string' ? Buffer.byteLength(init.body) : 0;
      network.requests.push({ line, bytes });
      const response = await answer(request);
      if (network.fault === 'lostAnswer' && isHit) throw new TypeError('fetch failed');
      return line.endsWith('/changes') && response.body
        ? new Response(cuttable(response.body, feeds), response)
        : response;
    },
  };
  return network;
}

function cuttable(
  body: ReadableStream<Uint8Array>,
  feeds: Set<ReadableStreamDefaultReader<Uint8Array>>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  feeds.add(reader);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      feeds.delete(reader);
      await reader.cancel();
    },
  });
}

const functionsPath = fileURLToPath(new URL('../functions/functions.ts', import.meta.url));

let functionsMetadata: Promise<FunctionsMetadata> | null = null;

/** The same metadata that the build writes. */
async function readFunctionsMetadata(): Promise<FunctionsMetadata> {
  const { metadataJson, errors } = await generateCustomFunctionsMetadata([functionsPath], true);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return JSON.parse(metadataJson) as FunctionsMetadata;
}

let claimedSets: Record<string, string> | undefined;

/** From here on, workbooks open in an Excel that claims these sets. */
export function claimOlderExcel(requirementSets: Record<string, string>): void {
  claimedSets = requirementSets;
}

export interface WorkbookOptions {
  storage?: KeyValueStorage;
  file?: ReturnType<HeadlessWorkbench['save']>;
  /** What the workbook counts its dates from, when no file says it. */
  dateSystem?: 1900 | 1904;
  /** What an older Excel claims (see requirementSets.ts). */
  requirementSets?: Record<string, string>;
}

/** Opens a workbook with the add-in running in it, as Excel does. */
export async function openWorkbook(
  { services, network }: TestServer,
  options: WorkbookOptions = {},
): Promise<Omit<TestBench, 'close'> & { close: () => void }> {
  const storage = options.storage ?? createMemoryStorage();
  const requirementSets = options.requirementSets ?? claimedSets;
  const workbench = await createHeadlessWorkbench({
    functionsMetadata: await (functionsMetadata ??= readFunctionsMetadata()),
    clock: () => services.clock.now(),
    fetch: network.fetch,
    baseUrl,
    ...(options.file ? { file: options.file } : {}),
    ...(requirementSets ? { requirementSets } : {}),
    ...(options.dateSystem ? { dateSystem: options.dateSystem } : {}),
  });
  for (const [id, run] of Object.entries(customFunctions)) CustomFunctions.associate(id, run);
  const addin = startAddin({
    baseUrl,
    fetch: network.fetch,
    storage,
    now: () => services.clock.now(),
    recheckMilliseconds: 20,
    standingMilliseconds: 20,
    retryDelays: [5, 5],
    feedWaitMilliseconds: 20,
  });
  await until(() => addin.store.getSnapshot().session.kind !== 'starting');
  await workbench.settled();
  return {
    services,
    network,
    workbench,
    addin,
    storage,
    close() {
      addin.stop();
      workbench.dispose();
    },
  };
}

/** Waits for something to become true. */
export async function until(isTrue: () => boolean, milliseconds = 20_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`never became true: ${isTrue.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const login = demoLogin;

/** Signs in to a company, as a newcomer does, and waits until the pane is connected. */
export async function signInTo(
  { addin }: Pick<TestBench, 'addin'>,
  company: string,
): Promise<void> {
  const { actions, store } = addin;
  expect(await actions.signIn(login.email, login.password)).toMatchObject({ ok: true });
  expect(await actions.chooseCompany(company)).toMatchObject({ ok: true });
  await until(() => store.getSnapshot().connection.state === 'online');
}
