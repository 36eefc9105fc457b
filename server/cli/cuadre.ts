// The command line: the same use cases as the server, on the database that the environment names.
import { CommanderError } from 'commander';
import { addBooksCommands } from './booksCommands.ts';
import { commandAdder, type CommandHost } from './commandFrame.ts';
import { addCompanyCommands } from './companyCommands.ts';
import { exitCodes, exitCodesText, type ExitCode } from './exitCodes.ts';
import { explainFailure } from './explainFailure.ts';
import { addHelpCommand } from './helpCommand.ts';
import { addOperationsCommands } from './operationsCommands.ts';
import { addServeCommand } from './serveCommand.ts';
import { SpanishCommand } from './spanishCommand.ts';
import { addStorageCommands } from './storageCommands.ts';
import { addUserCommands } from './userCommands.ts';
import { describeVersion } from '../version.ts';

const introduction = `Cuadre: empresas, usuarios, importación, comprobación y copia de los libros.
Trabaja en la base de datos que dice CUADRE_DATABASE_URL (si falta, sqlite:./data/cuadre.db), con el servidor en marcha o sin él.`;

/**
 * Carries out one command.
 * @param words what follows the program's name
 * @returns how it ends
 */
export async function runCuadre(
  words: readonly string[],
  { variables, print, notice }: Omit<CommandHost, 'ends'>,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = createProgram({ variables, print, notice, ends: (end) => (code = end) });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    // Its sentence is already written; help and version end this way too.
    if (error instanceof CommanderError) return error.exitCode as ExitCode;
    const failure = explainFailure(error, variables);
    notice(failure.text);
    return failure.code;
  }
}

export function createProgram(host: CommandHost): SpanishCommand {
  const program = new SpanishCommand('cuadre')
    .description(introduction)
    .version(describeVersion(), '-V, --version', 'muestra la versión')
    .addHelpText('after', `\n${exitCodesText}`)
    .configureOutput({
      writeOut: (text) => host.print(text.replace(/\n$/, '')),
      writeErr: (text) => host.notice(text.replace(/\n$/, '')),
    });
  const add = commandAdder(host);
  addCompanyCommands(program, add);
  addUserCommands(program, add);
  addBooksCommands(program, add);
  addOperationsCommands(program, add);
  addStorageCommands(program, add);
  addServeCommand(program, add);
  addHelpCommand(program, add);
  return program;
}
