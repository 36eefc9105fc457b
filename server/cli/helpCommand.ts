// `cuadre help company create`: the help of any command, by its words.
import { Argument } from 'commander';
import type { AddCommand } from './commandFrame.ts';
import { pathOf, type SpanishCommand } from './spanishCommand.ts';

export function addHelpCommand(program: SpanishCommand, add: AddCommand): void {
  add(program, 'help', {
    description: 'Muestra la ayuda de una orden',
    database: 'none',
    arguments: [new Argument('[orden...]', 'sus palabras')],
    examples: ['help company create'],
    run: async (_context, _options: object, ...words) => {
      findCommand(program, words).outputHelp();
    },
  });
}

function findCommand(program: SpanishCommand, words: readonly string[]): SpanishCommand {
  const [word, ...others] = words;
  if (word === undefined) return program;
  const found = program.commands.find((each) => each.name() === word);
  if (found) return findCommand(found as SpanishCommand, others);
  // Not the arguments of the command: its help takes none.
  if (program.commands.length === 0) {
    const extra = words.map((each) => `«${each}»`).join(' ');
    program.misuse(`Sobra ${extra} después de «${pathOf(program)}».`);
  }
  program.args = [word];
  program.unknownCommand();
  return program;
}
