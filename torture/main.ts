// Torture on the command line: `npm run torture -- --cycles 10000 --seed 42 --engine both`. Each part prints its
// seed and what it did; the first thing that is wrong ends the run with exit code 1 and the way to do it again.
import { Command, Option } from 'commander';
import { Chance } from './chance.ts';
import { bundleServer, type ServerBundle } from './kills/bundleServer.ts';
import { runKillCycles } from './kills/killCycles.ts';
import { loseServer } from './offline/lostServer.ts';
import { runLockRaces } from './races/lockRaces.ts';
import { openTwoDoors } from './races/raceSetting.ts';
import { simulate } from './simulator/simulator.ts';
import { postgresMaker, sqliteMaker, type DatabaseMaker } from './tortureDatabase.ts';

const parts = ['kills', 'simulator', 'races', 'offline'] as const;
type Part = (typeof parts)[number];

interface Options {
  cycles: number;
  seed: number;
  engine: 'sqlite' | 'postgres' | 'both';
  only?: Part;
}

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${text} is not a whole number`);
  return value;
};

/** Races and trials per opened company: its books grow with every one. */
const perCompany = 100;
const simulatorSteps = 500;

const program = new Command('torture')
  .option('--cycles <n>', 'kill -9 cycles; simulations, races and trials follow it', whole, 50)
  .option('--seed <n>', 'what a failed run printed', whole, Date.now() % 1_000_000)
  .addOption(new Option('--engine <name>').choices(['sqlite', 'postgres', 'both']).default('both'))
  .addOption(new Option('--only <part>').choices(parts))
  .parse();
const options = program.opts<Options>();

const makers = async (): Promise<DatabaseMaker[]> => [
  ...(options.engine === 'postgres' ? [] : [sqliteMaker()]),
  ...(options.engine === 'sqlite' ? [] : [await postgresMaker()]),
];

async function runKills(maker: DatabaseMaker, bundle: ServerBundle): Promise<void> {
  const { seed, cycles } = options;
  const onCycle = (cycle: number, report: object): void => {
    if (cycle % 25 === 0) tell('kills', maker, seed, report);
  };
  tell('kills', maker, seed, await runKillCycles({ seed, cycles, maker, bundle, onCycle }));
}

/** A seed for each, counted from the first: the one that fails is run again alone. */
async function runSimulator(maker: DatabaseMaker): Promise<void> {
  const count = Math.max(1, Math.ceil(options.cycles / 25));
  for (let seed = options.seed; seed < options.seed + count; seed += 1) {
    const { url, remove } = await maker.create();
    tell('simulator', maker, seed, await simulate({ seed, steps: simulatorSteps, url }));
    await remove();
  }
}

async function runRaces(maker: DatabaseMaker, bundle: ServerBundle): Promise<void> {
  for (let done = 0; done < options.cycles; done += perCompany) {
    const seed = options.seed + done;
    const races = Math.min(perCompany, options.cycles - done);
    for (const own of [undefined, bundle]) {
      const { url, remove } = await maker.create();
      const setting = await openTwoDoors(url, new Chance(seed), own);
      try {
        const report = await runLockRaces({ ...setting, races });
        tell(own ? 'races of processes' : 'races of engines', maker, seed, report);
      } catch (error) {
        if (setting.faults.length > 0) console.error(setting.faults.at(-1));
        throw new Error(`SEED=${seed}`, { cause: error });
      } finally {
        await setting.close();
      }
      await remove();
    }
  }
}

async function runOffline(maker: DatabaseMaker): Promise<void> {
  for (let done = 0; done < options.cycles; done += perCompany) {
    const seed = options.seed + done;
    const { url, remove } = await maker.create();
    try {
      tell('offline', maker, seed, await loseServer(url, new Chance(seed), perCompany));
    } catch (error) {
      throw new Error(`SEED=${seed}`, { cause: error });
    }
    await remove();
  }
}

function tell(part: string, { dialect }: DatabaseMaker, seed: number, report: object): void {
  console.log(`${part} · ${dialect} · seed ${seed} · ${JSON.stringify(report)}`);
}

const bundle = await bundleServer();
const opened = await makers();
try {
  for (const maker of opened) {
    const wanted = (part: Part): boolean => (options.only ?? part) === part;
    if (wanted('simulator')) await runSimulator(maker);
    if (wanted('races')) await runRaces(maker, bundle);
    if (wanted('offline')) await runOffline(maker);
    if (wanted('kills')) await runKills(maker, bundle);
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const maker of opened) await maker.close();
  bundle.remove();
}
