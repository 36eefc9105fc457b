// Starts the server: environment → database → application → listen, and stops it gracefully.
import { openEngine } from './db/openEngine.ts';
import { readEnvironment } from './environment.ts';
import { requireNode } from './requiredNode.ts';
import { serveCuadre } from './serveCuadre.ts';

async function start(): Promise<void> {
  requireNode();
  try {
    const environment = readEnvironment(process.env);
    const engine = await openEngine(environment.databaseUrl);
    const isDemo = process.argv.includes('--demo');
    await serveCuadre(engine, environment, { isDemo, print: (line) => console.log(line) });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

void start();
