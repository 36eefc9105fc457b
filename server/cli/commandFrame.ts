// How a command declares itself, and what it gets: a database that is opened before and closed after, the
// clock, and where to print. What a command only reads is never created, nor can it be written.
import type { Argument, Option } from 'commander';
import { systemClock, type Clock } from '../clock.ts';
import type { Engine } from '../db/engine.ts';
import { openEngine } from '../db/openEngine.ts';
import { readEnvironment, type Environment } from '../environment.ts';
import { Misuse, type ExitCode } from './exitCodes.ts';
import { pathOf, type SpanishCommand } from './spanishCommand.ts';

/** What a command does with the database that the environment names. */
export type DatabaseUse =
  /** Looks only; there must be one. */
  | 'reads'
  /** Changes one that exists. */
  | 'writes'
  /** What one may begin with: makes the database if there is none, and says so. */
  | 'creates'
  /** Opens what it needs by itself. */
  | 'none';

export type ReadingEngine = Omit<Engine, 'write'>;

export interface CommandContext {
  environment: Environment;
  clock: Clock;
  /** What the command answers, for people or programs. */
  print(line: string): void;
  /** What whoever runs it should know besides; never part of the answer. */
  notice(line: string): void;
}

interface Engines {
  reads: { engine: ReadingEngine };
  writes: { engine: Engine };
  creates: { engine: Engine };
  none: object;
}

export interface CommandDeclaration<Use extends DatabaseUse, Options> {
  description: string;
  database: Use;
  arguments?: readonly Argument[];
  options?: readonly Option[];
  /** Without «cuadre»; shown in the help and tried by the tests. */
  examples?: readonly string[];
  /** More for the help: a paragraph. */
  help?: string;
  /** @returns how it ends; nothing: done */
  run(
    context: CommandContext & Engines[Use],
    options: Options,
    ...words: string[]
  ): Promise<ExitCode | void>;
}

/** What runs commands: output and settings are given, so that tests may give theirs. */
export interface CommandHost {
  variables: NodeJS.ProcessEnv;
  print(line: string): void;
  notice(line: string): void;
  ends(code: ExitCode): void;
}

export type AddCommand = <Use extends DatabaseUse, Options>(
  parent: SpanishCommand,
  name: string,
  declaration: CommandDeclaration<Use, Options>,
) => void;

export function commandAdder(host: CommandHost): AddCommand {
  return <Use extends DatabaseUse, Options>(
    parent: SpanishCommand,
    name: string,
    declaration: CommandDeclaration<Use, Options>,
  ): void => {
    const command = parent.command(name).description(declaration.description);
    for (const argument of declaration.arguments ?? []) command.addArgument(argument);
    for (const option of declaration.options ?? []) command.addOption(option);
    command.addHelpText('after', () => furtherHelp(command, declaration));
    command.action(async () => {
      const context = contextOf(host);
      const words = command.processedArgs.flat() as string[];
      const work = (engines: object): Promise<ExitCode | void> =>
        declaration.run(
          { ...context, ...engines } as CommandContext & Engines[Use],
          command.opts() as Options,
          ...words,
        );
      const code = await withDatabase(declaration.database, context, work);
      if (code !== undefined) host.ends(code);
    });
  };
}

function furtherHelp<Use extends DatabaseUse, Options>(
  command: SpanishCommand,
  { help, examples = [] }: CommandDeclaration<Use, Options>,
): string {
  const program = pathOf(command).split(' ')[0];
  const lines = examples.map((words) => `  ${program} ${words}`);
  const parts = [help ?? '', lines.length > 0 ? `Por ejemplo:\n${lines.join('\n')}` : ''];
  return parts
    .filter((part) => part !== '')
    .map((part) => `\n${part}`)
    .join('\n');
}

function contextOf({ variables, print, notice }: CommandHost): CommandContext {
  let environment: Environment;
  try {
    environment = readEnvironment(variables);
  } catch (error) {
    throw error instanceof Error ? new Misuse(error.message) : error;
  }
  return { environment, clock: systemClock, print, notice };
}

async function withDatabase(
  use: DatabaseUse,
  { environment, notice }: CommandContext,
  work: (engines: object) => Promise<ExitCode | void>,
): Promise<ExitCode | void> {
  if (use === 'none') return work({});
  const engine = await openEngine(environment.databaseUrl, {
    mustExist: use !== 'creates',
    onCreated: (place) => notice(`Base de datos nueva: ${place}`),
  });
  try {
    return await work({ engine });
  } finally {
    await engine.close();
  }
}
