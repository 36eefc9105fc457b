// Two doors to one database: two applications with an engine each, or two server processes.
import { createApp } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import type { Engine } from '../../server/db/engine.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import { createServices } from '../../server/services.ts';
import { callApp, callServer } from '../call.ts';
import type { Chance } from '../chance.ts';
import { frequentCheckpoints } from '../frequentCheckpoints.ts';
import type { ServerBundle } from '../kills/bundleServer.ts';
import { ServerProcess } from '../kills/serverProcess.ts';
import { openTortureBooks, type Country } from '../tortureBooks.ts';
import type { RaceSetting } from './lockRaces.ts';

export type TwoDoors = Omit<RaceSetting, 'races'> & {
  /** Faults of the applications, when they run in this process. */
  faults: Error[];
  close(): Promise<void>;
};

/** @param bundle left out: both doors are in this process */
export async function openTwoDoors(
  url: string,
  chance: Chance,
  bundle?: ServerBundle,
): Promise<TwoDoors> {
  const observer = await openEngine(url);
  const country = chance.pick<Country>(['ES', 'CO', 'VE']);
  const { companyId, token, accounts } = await openTortureBooks(observer, systemClock, country);
  const setting = { chance, companyId, accounts, observer, faults: [] as Error[] };
  if (bundle) {
    const start = (): Promise<ServerProcess> => ServerProcess.start(bundle.server, url);
    const servers = [await start(), await start()];
    const close = async (): Promise<void> => {
      for (const server of servers) await server.kill();
      await observer.close();
    };
    return { ...setting, doors: servers.map((server) => callServer(() => server.url, token)), close };
  }
  const open = (): Promise<Engine> => openEngine(url, { walBounds: frequentCheckpoints });
  const engines = [await open(), await open()];
  const doors = engines.map((engine) => {
    const services = createServices(engine, systemClock);
    const logError = (error: Error): void => void setting.faults.push(error);
    return callApp(createApp({ services, logError }), token);
  });
  const close = async (): Promise<void> => {
    for (const engine of [...engines, observer]) await engine.close();
  };
  return { ...setting, doors, close };
} // prettier-ignore
