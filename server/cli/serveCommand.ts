// `cuadre serve`, which is also what `dist/server/main.js` runs.
import { openEngine } from '../db/openEngine.ts';
import { serveCuadre } from '../serveCuadre.ts';
import { describeVersion } from '../version.ts';
import { flag } from './commandOptions.ts';
import type { AddCommand } from './commandFrame.ts';
import type { SpanishCommand } from './spanishCommand.ts';

export function addServeCommand(program: SpanishCommand, add: AddCommand): void {
  add(program, 'serve', {
    description: 'Sirve la API y el complemento hasta que se le pare',
    database: 'none',
    options: [
      flag('--demo', 'empresa de demostración y banco de pruebas, solo en este equipo'),
      // The build's, which starts the server once to compile it.
      flag('--keep-compiled', '').hideHelp(),
    ],
    run: async ({ environment, print }, { demo = false }: { demo?: boolean }) => {
      const engine = await openEngine(environment.databaseUrl);
      await serveCuadre(engine, environment, { isDemo: demo, print });
    },
  });
  program.commands
    .find((each) => each.name() === 'serve')
    ?.version(describeVersion(), '-V, --version', 'muestra la versión');
}
