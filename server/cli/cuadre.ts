// The command line: the same use cases as the server, on the database that the environment names.
import { Command, CommanderError } from 'commander';
import { explainRejection } from '../../shared/text/es.ts';
import { readEnvironment, type Environment } from '../environment.ts';
import { openEngine } from '../db/openEngine.ts';
import type { Engine } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { serveCuadre } from '../serveCuadre.ts';
import { addBooksCommands } from './booksCommands.ts';
import { addCompanyCommands } from './companyCommands.ts';
import { addOperationsCommands } from './operationsCommands.ts';
import { addStorageCommands } from './storageCommands.ts';
import { addUserCommands } from './userCommands.ts';
import type { CommandRunner } from './commandRunner.ts';

const environment = (): Environment => readEnvironment(process.env);

const run: CommandRunner = async (work) => {
  const engine: Engine = await openEngine(environment().databaseUrl);
  try {
    await work(engine, (line) => console.log(line));
  } finally {
    await engine.close();
  }
};

const program = new Command('cuadre')
  .description('Cuadre: empresas, usuarios, importación y comprobación de los libros')
  .exitOverride()
  .showHelpAfterError();
addCompanyCommands(program, run);
addUserCommands(program, run);
addBooksCommands(program, run);
const databaseUrl = (): string => environment().databaseUrl;
addOperationsCommands(program, run, databaseUrl);
addStorageCommands(program, databaseUrl, (line) => console.log(line));
program
  .command('serve')
  .description('Sirve la API y el complemento')
  .action(async () => {
    const settings = environment();
    const engine = await openEngine(settings.databaseUrl);
    await serveCuadre(engine, settings, { isDemo: false, print: (line) => console.log(line) });
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
  } else if (error instanceof Refusal) {
    for (const rejection of error.rejections) {
      const { message, remedy } = explainRejection(rejection, error.writing);
      console.error(`${message}\n  → ${remedy}`);
    }
  } else {
    console.error(error instanceof Error ? error.message : error);
  }
}
