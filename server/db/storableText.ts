// PostgreSQL holds every character but one. The contract refuses it in what is stored; a path or a file
// that carries it ends here with a refusal, not with an error of the driver.
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

/** @throws Refusal `malformed` when the text has a null character */
export function assertStorable(text: string): string {
  if (!text.includes('\0')) return text;
  const detail = 'un texto lleva un carácter nulo';
  throw new Refusal('malformed', reject('request-malformed', { detail }));
}
