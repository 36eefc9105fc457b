// What a value is, in the words of the sentence that refuses another. They stand beside the schema, so that every
// refusal of a member says the same, and not in its metadata, which is the document's.
import * as z from 'zod';

interface Wording {
  /** As it follows «Escriba» or «Lleva»: «un día con la forma AAAA-MM-DD». */
  is: string;
  /** Never repeated in a sentence. */
  isSecret?: boolean;
}

/** Registered last, or before the checks that follow: `schema.register(wordings, { is: '…' })`. */
export const wordings = z.registry<Wording>();

/**
 * A rule of ours, for `refine`: what is wrong with a value, as it follows the member's name, and what would be right,
 * as a sentence without its stop. Without them it is refused for not being what `is` says.
 */
export const breaks = (problem: string, right: string) => ({ params: { problem, right } });
