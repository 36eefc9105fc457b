// Balances that the server keeps for this workbook: asked again, it tells what changed since and nothing
// else. It may forget them (a restart, others need the room): then they are registered anew.
import type { FigureNotice } from '../../shared/contract/balances.ts';
import type { Change } from '../../shared/contract/changes.ts';
import type { ApiClient } from '../api/apiClient.ts';
import type { ApiFailure } from '../api/apiResult.ts';
import {
  encodeBalanceQuery,
  numberOfAmount,
  valuesOfAmounts,
  type BalanceFigure,
} from './balanceCells.ts';
import type { FigureValue } from './figure.ts';
import type { ListNotices } from './figureNotices.ts';
import { failedAnswer, type FigureAnswer } from './figureReading.ts';

/** An answer and the cells as they stand after it; null when the server keeps none of them. */
export interface CellsAnswer {
  answer: FigureAnswer;
  cells: RegisteredCells | null;
}

/** One set at one version. Never changes: whoever drops an answer goes on with the set of before it. */
export class RegisteredCells {
  readonly figures: readonly BalanceFigure[];
  readonly #cellSet: string;
  readonly #versions: Change;

  private constructor(figures: readonly BalanceFigure[], cellSet: string, versions: Change) {
    this.figures = figures;
    this.#cellSet = cellSet;
    this.#versions = versions;
  }

  static async register(
    api: ApiClient,
    company: string,
    figures: readonly BalanceFigure[],
  ): Promise<CellsAnswer> {
    const query = encodeBalanceQuery(figures);
    const result = await api.registerCells(company, query);
    if (!result.ok) return { answer: failedAnswer(result.failure, figures), cells: null };
    const { cellSet, ledgerVersion, settingsVersion, notices } = result.value;
    const versions = { ledgerVersion, settingsVersion };
    const told = { asked: query.accounts, notices, isOfAllCells: true };
    const values = valuesOfAmounts(
      figures.map(({ key }) => key),
      result.value,
    );
    return {
      answer: { ok: true, reading: { values, ...versions, notices: [told] } },
      cells: new RegisteredCells(figures, cellSet, versions),
    };
  }

  /** What changed since these cells were read. */
  async readChanges(api: ApiClient, company: string): Promise<CellsAnswer> {
    const result = await api.readCells(company, this.#cellSet, this.#versions.ledgerVersion);
    if (!result.ok) {
      if (isForgotten(result.failure)) {
        return RegisteredCells.register(api, company, this.figures);
      }
      return { answer: failedAnswer(result.failure, this.figures), cells: this };
    }
    const { ledgerVersion, settingsVersion, amounts, rejections = [], changes = [] } = result.value;
    // Whoever registered them after a restart did so with another chart: what it changed is not among the changes.
    if (!amounts && settingsVersion !== this.#versions.settingsVersion) {
      return RegisteredCells.register(api, company, this.figures);
    }
    const versions = { ledgerVersion, settingsVersion };
    const values = amounts
      ? valuesOfAmounts(
          this.figures.map(({ key }) => key),
          { amounts, rejections },
        )
      : this.#valuesOfChanges(changes);
    return {
      answer: {
        ok: true,
        reading: { values, ...versions, notices: this.#listNotices(result.value.notices) },
      },
      cells: new RegisteredCells(this.figures, this.#cellSet, versions),
    };
  }

  #listNotices(notices: readonly FigureNotice[] | undefined): ListNotices[] {
    // Left out, they are those of before.
    if (!notices) return [];
    const asked = new Set(this.figures.map(({ account }) => account));
    return [{ asked, notices, isOfAllCells: true }];
  }

  #valuesOfChanges(changes: readonly [number, string | null][]): Map<string, FigureValue> {
    const values = new Map<string, FigureValue>();
    for (const [index, amount] of changes) {
      const figure = this.figures[index];
      if (figure && amount !== null) values.set(figure.key, numberOfAmount(amount));
    }
    return values;
  }
}

function isForgotten(failure: ApiFailure): boolean {
  return (
    failure.kind === 'refused' && failure.rejections.some(({ code }) => code === 'cell-set-unknown')
  );
}
