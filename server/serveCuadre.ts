// Listens for clients until told to stop; used by `npm start`, `npm run serve` and `cuadre serve`.
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { createApp } from './app.ts';
import { generatePassword } from './auth/passwords.ts';
import { createUser } from './auth/users.ts';
import { countUsers } from './auth/users.store.ts';
import { systemClock } from './clock.ts';
import type { Engine } from './db/engine.ts';
import type { Environment } from './environment.ts';
import { listen } from './http/httpServer.ts';
import { OpenFeeds } from './http/openFeeds.ts';
import { assertChainTails } from './operations/chainTail.ts';
import { checkLargeFile } from './operations/checkLargeFile.ts';
import { Readiness } from './operations/readiness.ts';
import { logRequestWith } from './operations/requestLog.ts';
import { ServerMetrics } from './operations/serverMetrics.ts';
import { manifestFile, projectRoot } from './projectRoot.ts';
import { Refusal } from './refusal.ts';
import { createServices, type Services } from './services.ts';
import { assertDemoDatabase, ensureDemoCompany, refuseDemoLogin } from './setup/demoCompany.ts';
import { describeVersion } from './version.ts';
import { administratorEmail, listWelcome } from './setup/welcome.ts';

export interface ServeOptions {
  /** The newcomer's way: demo company and workbench. Only on this machine. */
  isDemo: boolean;
  print(line: string): void;
}

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/** Reading a large file whole takes a core and the disk for seconds: whoever waits for the server goes first. */
const largeFileCheckDelay = 2_000;

export async function serveCuadre(
  engine: Engine,
  environment: Environment,
  { isDemo, print }: ServeOptions,
): Promise<RunningServer> {
  if (isDemo && !['127.0.0.1', '::1', 'localhost'].includes(environment.host)) {
    throw new Error(
      'La demostración tiene una contraseña conocida: solo se sirve en este equipo (CUADRE_HOST=127.0.0.1).',
    );
  }
  await (isDemo ? assertDemoDatabase(engine) : refuseDemoLogin(engine));
  await assertChainTails(engine);
  const logger = pino({ level: isDemo ? 'warn' : environment.logLevel });
  logger.info({ version: describeVersion(), node: process.version }, 'arrancando');
  const openFeeds = new OpenFeeds();
  const leaving = new AbortController();
  const readiness = new Readiness(engine);
  const metrics = watchServer(engine, openFeeds);
  const services = countPosts(createServices(engine, systemClock), metrics);
  if (isDemo) await ensureDemoCompany(services);
  const app = createApp({
    services,
    logError: (error, requestId) => logger.error({ err: error, requestId }, 'fallo'),
    logRequest: logRequestWith(logger),
    operations: { readiness, metrics, metricsToken: environment.metricsToken },
    openFeeds,
    stopping: leaving.signal,
    trustedProxies: environment.trustedProxies,
    addin: {
      dist: join(projectRoot, 'dist'),
      manifest: manifestFile,
      publicUrl: environment.publicUrl,
      officeJs: environment.officeJs,
      workbench: isDemo,
    },
  });
  const listening = await listen(app.fetch, environment);
  const { url } = listening;
  // Only now: where the port is taken nobody would see the password, and the watch would keep the process from ending.
  const firstPassword = isDemo ? null : await ensureAdministrator(services).catch(endListening);
  const stopWatching = services.watchOtherProcesses();
  for (const line of listWelcome({ url, isDemo, firstPassword }, environment)) print(line);
  const checking = setTimeout(
    () => checkLargeFile(environment.databaseUrl, readiness, logger),
    largeFileCheckDelay,
  );
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      readiness.stop();
      clearTimeout(checking);
      stopWatching();
      openFeeds.cut();
      leaving.abort();
      await listening.close();
      await engine.close();
    })());
  stopOnSignals(stop, logger);
  return { url, stop };

  async function endListening(error: unknown): Promise<never> {
    await listening.close();
    throw error;
  }
}

function watchServer(engine: Engine, openFeeds: OpenFeeds): ServerMetrics {
  const metrics = new ServerMetrics();
  metrics.watchProcess();
  metrics.addGauge('cuadre_open_feeds', 'Change feeds that are open', () => openFeeds.size);
  engine.onCommit((works) => metrics.committed(works));
  return metrics;
}

function countPosts(services: Services, metrics: ServerMetrics): Services {
  return {
    ...services,
    announce: (companyId, postings) => {
      metrics.posted(postings);
      services.announce(companyId, postings);
    },
  };
}

/** A terminal and npm both pass one «Ctrl+C» on; a person needs longer to press it twice. */
const sameSignalMilliseconds = 500;

/** What has begun ends first; a second signal does not wait. */
function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  let toldAt: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (toldAt !== null) {
        if (performance.now() - toldAt > sameSignalMilliseconds) process.exit(1);
        return;
      }
      toldAt = performance.now();
      logger.info({ signal }, 'parando');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.fatal({ err: error }, 'no se pudo parar en orden');
          process.exit(1);
        },
      );
    });
  }
}

/** First start: somebody must be able to come in. @returns the password, only when it was made now */
async function ensureAdministrator({ engine, clock }: Services): Promise<string | null> {
  if ((await engine.read((tx) => countUsers(tx))) > 0) return null;
  const password = generatePassword();
  const user = { email: administratorEmail, name: 'Administrador', password, isOperator: true };
  try {
    await createUser(engine, clock, user);
  } catch (error) {
    // Another process that started at the same moment was first, and shows the password.
    if (error instanceof Refusal && error.reason === 'conflict') return null;
    throw error;
  }
  return password;
}
