// The idempotency key of what the user asks for. While nobody knows whether it was done, asking for the same again is
// the same act under the same key, so that the server does it once and answers what it answered then.
import type { ApiResult } from '../api/apiResult.ts';
import { contentSignature } from './contentSignature.ts';

export class ActKeys {
  readonly #newKey: () => string;
  /** Of acts whose answer is missing, by the signature of what was asked. */
  readonly #missing = new Map<string, string>();

  constructor(newKey: () => string) {
    this.#newKey = newKey;
  }

  /** @param act all that was asked: what it is, in which company, of what, with which content */
  async run<T>(
    act: readonly unknown[],
    send: (key: string) => Promise<ApiResult<T>>,
  ): Promise<ApiResult<T>> {
    const signature = await contentSignature(act);
    const key = this.#missing.get(signature) ?? this.#newKey();
    this.#missing.set(signature, key);
    const answer = await send(key);
    // After something else was done, the same words may be another act: a lock set again after it was lifted.
    if (answer.ok) this.#missing.clear();
    else if (answer.failure.kind === 'refused') this.#missing.delete(signature);
    return answer;
  }
}
