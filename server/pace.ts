// Long work shares the process: it lets others in every few milliseconds, and ends when nobody waits for it any more.
import { setImmediate as letOthersIn } from 'node:timers/promises';

/** Nobody waits for the answer: the client has gone, or the server is being stopped. */
export class Abandoned extends Error {
  /** True when it is the server that goes. */
  readonly isStopping: boolean;

  constructor(isStopping: boolean) {
    super('the work was abandoned');
    this.isStopping = isStopping;
  }
}

export interface PaceOptions {
  /** Of the client. */
  signal?: AbortSignal | undefined;
  /** Of the server. */
  stopping?: AbortSignal | undefined;
  /** How long it works before it lets others in. */
  milliseconds?: number | undefined;
}

const usualMilliseconds = 15;
/** Looking at the clock costs more than most units of work. */
const unitsBetweenLooks = 2_000;

export class Pace {
  readonly #options: PaceOptions;
  readonly #milliseconds: number;
  #since = performance.now();
  #units = 0;

  constructor(options: PaceOptions = {}) {
    this.#options = options;
    this.#milliseconds = options.milliseconds ?? usualMilliseconds;
  }

  /** True when it is time to `rest`; cheap enough to be asked for each small piece of work. */
  isDue(units = 1): boolean {
    this.#units += units;
    if (this.#units < unitsBetweenLooks) return false;
    this.#units = 0;
    return performance.now() - this.#since >= this.#milliseconds;
  }

  /**
   * Lets whatever else waits be done.
   * @throws Abandoned when nobody waits for the work any more
   */
  async rest(): Promise<void> {
    await letOthersIn();
    const { signal, stopping } = this.#options;
    if (stopping?.aborted) throw new Abandoned(true);
    if (signal?.aborted) throw new Abandoned(false);
    this.#since = performance.now();
  }
}

/**
 * Does it for each; many of them let others in between.
 * @param unitsEach how much one is, for the pace
 * @throws Abandoned
 */
export async function forEachAtPace<T>(
  elements: readonly T[],
  pace: Pace,
  work: (element: T, index: number) => void,
  unitsEach = 1,
): Promise<void> {
  for (let index = 0; index < elements.length; index += 1) {
    work(elements[index]!, index);
    if (pace.isDue(unitsEach)) await pace.rest();
  }
}

/** Work in steps, of which some want to be done without anybody in between. */
export function runThrough<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** @throws Abandoned */
export async function runAtPace<T>(
  steps: Generator<undefined, T>,
  pace: Pace,
  unitsPerStep: number,
): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (pace.isDue(unitsPerStep)) await pace.rest();
  }
}
