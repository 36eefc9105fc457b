// Waiting as something that is passed in: tests decide when a moment comes.

/** Runs something once, later. @returns how to call it off */
export type RunLater = (milliseconds: number, run: () => void) => () => void;

export const runLaterByClock: RunLater = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/** One moment to come at most: asking for it again while it is on its way changes nothing. */
export class Alarm {
  readonly #runLater: RunLater;
  readonly #run: () => void;
  #cancel: (() => void) | null = null;

  constructor(runLater: RunLater, run: () => void) {
    this.#runLater = runLater;
    this.#run = run;
  }

  get isSet(): boolean {
    return this.#cancel !== null;
  }

  set(milliseconds: number): void {
    this.#cancel ??= this.#runLater(milliseconds, () => {
      this.#cancel = null;
      this.#run();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
