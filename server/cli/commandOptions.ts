// The options of commands: each reads its value as it comes, and says in its own name what is wrong with it.
import { Option } from 'commander';
import { explainRejection } from '../../shared/text/es.ts';
import { nearestName } from '../nearestName.ts';
import { Refusal } from '../refusal.ts';
import { Misuse } from './exitCodes.ts';

type Read<T> = (text: string) => T;
const asWritten: Read<string> = (text) => text;

/** @param flags such as `--date <fecha>` */
export function required(
  flags: string,
  description: string,
  read: Read<unknown> = asWritten,
): Option {
  return optional(flags, description, read).makeOptionMandatory();
}

export function optional(
  flags: string,
  description: string,
  read: Read<unknown> = asWritten,
): Option {
  const option = new Option(flags, description);
  let isSaid = false;
  return option.argParser((text) => {
    if (isSaid) throw new Misuse(`${option.long} está dos veces y admite un solo valor.`);
    isSaid = true;
    return readValue(option, text, read);
  });
}

/** May be said several times; its value is the list. */
export function repeated(
  flags: string,
  description: string,
  read: Read<unknown> = asWritten,
): Option {
  const option = new Option(flags, description);
  return option.argParser((text, before: unknown[] | undefined) => [
    ...(before ?? []),
    readValue(option, text, read),
  ]);
}

export function flag(flags: string, description: string): Option {
  return new Option(flags, description);
}

/** One of some words. */
export function choice(
  flags: string,
  description: string,
  words: readonly string[],
  fallback: string,
): Option {
  const read = (text: string): string => {
    if (words.includes(text)) return text;
    const meant = nearestName(text, words);
    const offer = meant === undefined ? `Admite ${words.join(', ')}.` : `¿Quiso decir «${meant}»?`;
    throw new Misuse(`«${text}» no se admite. ${offer}`);
  };
  return optional(flags, `${description}: ${words.join(', ')}`, read).default(fallback);
}

export const companyOption = (): Option => required('--company <código>', 'código de la empresa');
export const jsonOption = (): Option => flag('--json', 'el resultado como JSON');

function readValue<T>(option: Option, text: string, read: Read<T>): T {
  if (/^--[a-z]/.test(text)) {
    throw new Misuse(`Falta el valor de ${option.flags}: lo que sigue es «${text}».`);
  }
  if (text.trim() === '') throw new Misuse(`El valor de ${option.flags} está vacío.`);
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Misuse) throw new Misuse(`${option.long}: ${error.message}`);
    if (!(error instanceof Refusal)) throw error;
    const sentences = error.rejections.map((rejection) => {
      const { message, remedy } = explainRejection(rejection, error.writing);
      return `${option.long}: ${message}\n  → ${remedy}`;
    });
    throw new Misuse(sentences.join('\n'));
  }
}
