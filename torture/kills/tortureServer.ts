// The server as `server/main.ts` starts it, but with checkpoints so frequent that many of its deaths fall into one.
import { openEngine } from '../../server/db/openEngine.ts';
import { readEnvironment } from '../../server/environment.ts';
import { serveCuadre } from '../../server/serveCuadre.ts';
import { frequentCheckpoints } from '../frequentCheckpoints.ts';

const environment = readEnvironment(process.env);
const engine = await openEngine(environment.databaseUrl, { walBounds: frequentCheckpoints });
await serveCuadre(engine, environment, { isDemo: false, print: (line) => console.log(line) });
