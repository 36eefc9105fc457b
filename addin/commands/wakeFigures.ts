// Cells whose function Excel has not called show an old figure, or an error, and know nothing of the ledger:
// they are looked for, and called. What cannot be called is said.
import { customFunctions } from '../functions/functions.ts';
import type { FigureBook } from '../functions/figureBook.ts';
import {
  findErrorCells,
  findFunctionCells,
  recalculateSheets,
  rewriteFormulas,
  type FunctionCells,
} from '../host/functionCells.ts';
import { loadWithDocument } from '../host/startupBehavior.ts';
import { reportFault } from '../state/reportFault.ts';

export interface WakeOutcome {
  /** Calls that the formulas of the workbook name. */
  mentions: number;
  /** Cells that Excel would not call. */
  asleep: number;
}

export interface WakeOptions {
  /** Asked for by somebody: cells are written again also where Excel may only have shared a call. */
  isThorough: boolean;
}

/** Excel calls functions a moment after it was told to. */
const usualLookMilliseconds = 50;
const mostLooks = 40;
const patienceLooks = 6;
const againMilliseconds = 5_000;

export class FigureWaker {
  readonly #figures: Pick<FigureBook, 'callCount' | 'setAsleep'>;
  /** Mentions without a call of their own: Excel shares calls with the same arguments, and leaves out what
   * a condition does not reach. Known once every cell was written again. */
  #shared = 0;
  readonly #lookMilliseconds: number;
  #isLoadedWithDocument = false;
  #last: Promise<unknown> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    figures: Pick<FigureBook, 'callCount' | 'setAsleep'>,
    lookMilliseconds = usualLookMilliseconds,
  ) {
    this.#figures = figures;
    this.#lookMilliseconds = lookMilliseconds;
    // Nobody has looked yet.
    figures.setAsleep(1);
  }

  /** One look after another. */
  wake(options: WakeOptions): Promise<WakeOutcome> {
    const turn = this.#last.then(() => this.#wakeNow(options));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** When nobody asked: until it was possible to look, nobody says that all is up to date. */
  async wakeQuietly(): Promise<void> {
    clearTimeout(this.#again);
    try {
      await this.wake({ isThorough: false });
    } catch {
      // A dialog is open or Excel is busy.
      this.#again = setTimeout(() => void this.wakeQuietly(), againMilliseconds);
    }
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  async #wakeNow({ isThorough }: WakeOptions): Promise<WakeOutcome> {
    const cells = await findFunctionCells(Object.keys(customFunctions));
    const { mentions } = cells;
    if (mentions > 0) await this.keepLoaded();
    const asleep = await this.#callThem(cells, isThorough);
    this.#figures.setAsleep(asleep);
    return { mentions, asleep };
  }

  async #callThem(cells: FunctionCells, isThorough: boolean): Promise<number> {
    const { runs, mentions, sheetIds } = cells;
    if (this.#lacking(mentions) <= 0) return 0;
    await recalculateSheets(sheetIds);
    await this.#untilCalled(mentions);
    if (this.#lacking(mentions) <= 0) return 0;
    const isAllAsleep = this.#figures.callCount === 0;
    const isWhole = isThorough || isAllAsleep;
    const refused = await rewriteFormulas(isWhole ? runs : await findErrorCells(runs));
    await this.#untilCalled(mentions);
    const lacking = mentions - this.#figures.callCount;
    if (this.#figures.callCount === 0) return lacking;
    if (isWhole) this.#shared = Math.max(0, lacking - refused);
    return Math.min(refused, Math.max(0, lacking));
  }

  #lacking(mentions: number): number {
    return mentions - this.#figures.callCount - this.#shared;
  }

  /** Until every call is there, or no more come for a while. */
  async #untilCalled(mentions: number): Promise<void> {
    let seen = this.#figures.callCount;
    let quiet = 0;
    for (let look = 0; look < mostLooks; look += 1) {
      if (this.#lacking(mentions) <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, this.#lookMilliseconds));
      quiet = this.#figures.callCount === seen ? quiet + 1 : 0;
      seen = this.#figures.callCount;
      if (quiet >= patienceLooks && seen > 0) return;
    }
  }

  /** The workbook has functions: the add-in begins with it from now on. */
  async keepLoaded(): Promise<void> {
    if (this.#isLoadedWithDocument) return;
    this.#isLoadedWithDocument = true;
    try {
      await loadWithDocument();
    } catch (error) {
      // A workbook that may not be changed: the pane is opened by hand.
      reportFault(error);
    }
  }
}
