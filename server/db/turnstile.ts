// Lets asynchronous work through one at a time, in order of arrival.

export class Turnstile {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all that came before has finished, however it finished. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything that was let in has finished. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
