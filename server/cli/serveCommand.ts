// `cuadre serve`, which is also what `dist/server/main.js` runs.
import { openEngine } from '../db/openEngine.ts';
import { listUnknownSettings } from '../environment.ts';
import { serveCuadre } from '../serveCuadre.ts';
import { demoDatabaseUrl } from '../setup/demoCompany.ts';
import { describeVersion } from '../version.ts';
import type { AddCommand, CommandContext } from './commandFrame.ts';
import { flag } from './commandOptions.ts';
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
    help:
      'La primera vez crea la base de datos y un administrador, y muestra su contraseña una sola vez.\n' +
      `La demostración usa una base de datos suya (${demoDatabaseUrl}).`,
    run: serve,
  });
  program.commands
    .find((each) => each.name() === 'serve')
    ?.version(describeVersion(), '-V, --version', 'muestra la versión');
}

interface ServeOptions {
  demo?: boolean;
  keepCompiled?: boolean;
}

async function serve(
  { environment, variables, print, notice }: CommandContext,
  { demo: isDemo = false, keepCompiled: isBuilding = false }: ServeOptions,
): Promise<void> {
  for (const sentence of listUnknownSettings(variables)) notice(sentence);
  const isOwn = isDemo && environment.isDefaultDatabase;
  const databaseUrl = isOwn ? demoDatabaseUrl : environment.databaseUrl;
  const engine = await openEngine(databaseUrl, {
    onCreated: (place) => isBuilding || notice(`Base de datos nueva: ${place}`),
  });
  try {
    await serveCuadre(engine, { ...environment, databaseUrl }, { isDemo, print });
  } catch (error) {
    await engine.close();
    throw error;
  }
}
