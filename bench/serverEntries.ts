// Which programs are measured: the bundle, as the product ships, or the sources run by tsx.
import { fileURLToPath } from 'node:url';
import { bundleServer } from './bundleServer.ts';

/** What follows `node` to run each. The label says what for: a profile is called after it. */
export interface ServerEntries {
  description: string;
  main(label: string): readonly string[];
  cli(label: string): readonly string[];
  /** The bench's own server (benchServer.ts). */
  bench(label: string): readonly string[];
}

export async function bundleEntries(): Promise<ServerEntries> {
  const { main, cli, bench } = await bundleServer();
  return {
    description: 'one bundle, as it ships',
    main: () => [main],
    cli: () => [cli],
    bench: () => [bench],
  };
}

export function sourceEntries(): ServerEntries {
  const run = (path: string) => (): string[] => [
    '--import',
    'tsx',
    fileURLToPath(new URL(`../${path}`, import.meta.url)),
  ];
  return {
    description: 'sources through tsx',
    main: run('server/main.ts'),
    cli: run('server/cli/main.ts'),
    bench: run('bench/benchServer.ts'),
  };
}

/** The same programs, each leaving a CPU profile when it ends. */
export function profiled(entries: ServerEntries, folder: string): ServerEntries {
  const flags = (label: string): string[] => [
    '--cpu-prof',
    `--cpu-prof-dir=${folder}`,
    `--cpu-prof-name=${label.replaceAll(/\W+/g, '-')}.cpuprofile`,
  ];
  return {
    description: `${entries.description}, profiled: the figures suffer`,
    main: (label) => [...flags(label), ...entries.main(label)],
    cli: (label) => [...flags(label), ...entries.cli(label)],
    bench: (label) => [...flags(label), ...entries.bench(label)],
  };
}
