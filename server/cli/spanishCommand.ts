// The library of commands in Spanish: what it says by itself is English, so every sentence of it is said here.
// Those without types are the library's own, by the names it has had since its version 2; the tests of the
// commands notice if one is no longer called.
import { Command, type Argument, type Help, type HelpContext, type Option } from 'commander';
import { nearestName } from '../nearestName.ts';
import { exitCodes } from './exitCodes.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argumentos:',
  'Options:': 'Opciones:',
  'Commands:': 'Órdenes:',
};

export class SpanishCommand extends Command {
  constructor(name?: string) {
    super(name);
    this.helpOption('-h, --help', 'muestra esta ayuda');
    this.helpCommand(false);
    this.configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      commandUsage: (command) => `${pathOf(command)} ${command.usage()}`.trim(),
      subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trim(),
      optionDescription: describeOption,
    });
    this.exitOverride();
  }

  override createCommand(name?: string): SpanishCommand {
    return new SpanishCommand(name);
  }

  /** How it is used, without the library's «[options]». */
  override usage(): string;
  override usage(text: string): this;
  override usage(text?: string): string | this {
    if (text !== undefined) return super.usage(text);
    const words = this.commands.length > 0 ? '<orden>' : argumentsOf(this);
    const mandatory = this.options
      .filter((option) => option.mandatory && option.defaultValue === undefined)
      .map((option) => option.flags);
    const others = this.options.some((option) => !mandatory.includes(option.flags));
    return [words, ...mandatory, others ? '[opciones]' : '']
      .filter((part) => part !== '')
      .join(' ');
  }

  /** A group without the command that it needs is a misuse; asking for help is not. */
  override help(context?: HelpContext | ((text: string) => string)): never {
    if (typeof context !== 'object' || context.error !== true) {
      return super.help(context as HelpContext);
    }
    return this.misuse(`Falta la orden después de «${pathOf(this)}»: ${list(namesOf(this))}.`);
  }

  /** `cuadre verfy --help` is a word that nobody knows, not a question about all the others. */
  override outputHelp(context?: HelpContext | ((text: string) => string)): void {
    const [word = '-'] = this.args;
    const names = namesOf(this);
    const isUnknown = !word.startsWith('-') && !names.includes(word);
    if (names.length > 0 && isUnknown) this.unknownCommand();
    super.outputHelp(context as HelpContext);
  }

  /** Ends the command line with a sentence, and where to read more. */
  misuse(message: string): never {
    const help = `  → Vea «${pathOf(this)} --help».`;
    this.error(`${message}\n${help}`, { exitCode: exitCodes.misuse, code: 'cuadre.misuse' });
  }

  unknownCommand(): void {
    const [word = ''] = this.args;
    const names = namesOf(this);
    const meant = nearestName(word, names);
    const offer = meant === undefined ? `Hay ${list(names)}.` : `¿Quiso decir «${meant}»?`;
    this.misuse(`No hay ninguna orden «${word}» en «${pathOf(this)}». ${offer}`);
  }

  unknownOption(flag: string): void {
    const known = this.createHelp().visibleOptions(this).map(longNameOf);
    const [name = flag] = flag.split('=');
    const meant = nearestName(name, known);
    const offer = meant === undefined ? `Admite ${list(known)}.` : `¿Quiso decir «${meant}»?`;
    this.misuse(`«${pathOf(this)}» no tiene la opción «${name}». ${offer}`);
  }

  missingArgument(name: string): void {
    this.misuse(`Falta <${name}> después de «${pathOf(this)}».`);
  }

  optionMissingArgument(option: Option): void {
    this.misuse(`Falta el valor de la opción: ${option.flags}.`);
  }

  /** All that are missing, not the first alone. */
  missingMandatoryOptionValue(): void {
    const missing = this.options.filter(
      (option) => option.mandatory && this.getOptionValue(option.attributeName()) === undefined,
    );
    const flags = list(missing.map((option) => option.flags));
    this.misuse(`«${pathOf(this)}» necesita ${flags}.`);
  }

  _conflictingOption(option: Option, other: Option): void {
    this.misuse(`${longNameOf(option)} y ${longNameOf(other)} no van juntas.`);
  }

  _excessArguments(received: readonly string[]): void {
    const extra = received.slice(this.registeredArguments.length).map((word) => `«${word}»`);
    this.misuse(`Sobra ${extra.join(' ')} después de «${pathOf(this)}».`);
  }
}

/** As it is called: «cuadre company create». */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function namesOf(command: Command): string[] {
  return command.commands.map((each) => each.name());
}

function argumentsOf(command: Command): string {
  return command.registeredArguments.map(termOf).join(' ');
}

function termOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function longNameOf(option: Option): string {
  return option.long ?? option.flags;
}

function describeOption(this: Help, option: Option): string {
  const { description } = option;
  const defaultValue = option.defaultValue as string | undefined;
  const isShown = defaultValue !== undefined && !option.isBoolean();
  return isShown ? `${description} (si falta, ${defaultValue})` : description;
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} y ${words[words.length - 1]}`;
}
