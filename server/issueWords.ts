// What the validation library found, in our words: what is wrong with a value and what would be right. Its own
// sentences are never used, whatever language they are in.
import type * as z from 'zod';
import { countThings } from '../shared/text/countThings.ts';
import { isSecret, mayBeLeftOut, oneOf, typeWords, wordsOf } from './schemaPlaces.ts';

export interface Wrong {
  /** As it follows the member's name: «lleva como mucho 120 caracteres y tiene 300». */
  problem: string;
  /** A sentence without its stop. */
  right: string;
}

/** What was found, where it was found and what the contract has there. */
export interface Finding {
  issue: z.core.$ZodIssue;
  value: unknown;
  /** Undefined where the contract says nothing of the place. */
  schema: z.core.$ZodType | undefined;
}

export function wordIssue(finding: Finding): Wrong {
  const { issue, value, schema } = finding;
  const is = wordsOf(schema);
  const right = `Escriba ${is}`;
  switch (issue.code) {
    case 'invalid_type': {
      const expected = typeWords[issue.expected] ?? is;
      if (value === null && schema && mayBeLeftOut(schema)) {
        return { problem: 'llegó como null', right: `Quítelo, o escriba ${is}` };
      }
      return { problem: `lleva ${expected} y llegó ${received(finding)}`, right };
    }
    case 'too_big':
      return wordSize(finding, issue, issue.maximum);
    case 'too_small':
      return wordSize(finding, issue, issue.minimum);
    case 'invalid_value':
      return {
        problem: `no vale: llegó ${received(finding)}`,
        right: `Use ${oneOf(issue.values)}`,
      };
    case 'not_multiple_of':
      return {
        problem: `no vale: llegó ${received(finding)}`,
        right: `Escriba un múltiplo de ${issue.divisor}`,
      };
    case 'custom': {
      const { problem, right: remedy } = (issue.params ?? {}) as Partial<Wrong>;
      return {
        problem: problem ?? `no vale: llegó ${received(finding)}`,
        right: remedy ?? right,
      };
    }
    default:
      return { problem: `no vale: llegó ${received(finding)}`, right };
  }
}

type SizeIssue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

function wordSize(finding: Finding, issue: SizeIssue, limit: number | bigint): Wrong {
  const { value, schema } = finding;
  const { origin, code, inclusive } = issue;
  const isTooBig = code === 'too_big';
  const right = `Escriba ${wordsOf(schema)}`;
  const things = countedThings[origin];
  if (things === undefined) {
    const bounds = inclusive === false ? ['menor que', 'mayor que'] : ['como mucho', 'al menos'];
    const problem = `es ${bounds[isTooBig ? 0 : 1]} ${limit} y llegó ${received(finding)}`;
    return { problem, right };
  }
  const size = (value as { length?: number } | null)?.length ?? 0;
  const bounded = countThings(Number(limit), ...things);
  if (isTooBig) {
    return {
      problem: `lleva como mucho ${bounded} y tiene ${count(size)}`,
      right: origin === 'string' ? 'Acórtelo' : 'Divídalo en partes más pequeñas',
    };
  }
  return {
    problem: size === 0 ? 'está vacío' : `lleva al menos ${bounded} y tiene ${count(size)}`,
    right: origin === 'string' ? right : `Envíe al menos ${bounded}`,
  };
}

/** What is counted in it; anything else is a number itself. */
const countedThings: Readonly<Record<string, [singular: string, plural: string]>> = {
  string: ['carácter', 'caracteres'],
  array: ['elemento', 'elementos'],
};

/** «2.000». */
const count = (number: number) => countThings(number, '', '').trimEnd();

const longestQuote = 40;

function received({ value, schema }: Finding): string {
  if (schema && isSecret(schema)) return 'otra cosa';
  switch (typeof value) {
    case 'string':
      return value === '' ? 'vacío' : `«${quote(value)}»`;
    case 'number':
      return `el número ${value}`;
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'sin valor';
    default:
      if (value === null) return 'null';
      return Array.isArray(value) ? 'una lista' : 'un objeto';
  }
}

/** So that it can be seen: cut, with control characters and halves of a character as pictures. */
export function quote(text: string): string {
  const cut = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return cut.toWellFormed().replaceAll(/\p{Cc}/gu, picture);
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
