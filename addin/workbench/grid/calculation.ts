// Knows when the grid's formulas are up to date. The engine collects changes for a tenth of a second
// and then calculates in the background; Office.js requests that read values, and tests, wait here.
import { CommandType, type ICommandInfo, type ICommandService } from '@univerjs/core';
import {
  FormulaExecutedStateType,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
  type IActiveDirtyManagerService,
  type ISetFormulaCalculationNotificationMutation,
} from '@univerjs/engine-formula';
import { SetRangeValuesMutation, SetStyleCommand } from '@univerjs/sheets';
import { cellRange, type CellRange } from './address.ts';

const MARK_CELLS_DIRTY = 'workbench.mutation.mark-cells-dirty';

interface EnteredParams {
  subUnitId?: string;
  cellValue?: Record<string, Record<string, { f?: unknown } | null> | null>;
}

export interface DirtyRange {
  sheetId: string;
  range: CellRange;
}

const MODES = ['Automatic', 'AutomaticExceptTables', 'Manual'] as const;
export type CalculationMode = (typeof MODES)[number];

export function isCalculationMode(mode: string): mode is CalculationMode {
  return (MODES as readonly string[]).includes(mode);
}

export class Calculation {
  /** In manual calculation only what is asked for is calculated, and formulas as they are entered. */
  mode: CalculationMode = 'Automatic';
  /** Changed in manual calculation and not calculated yet. */
  private waiting: DirtyRange[] = [];
  private isWaitingToStart = false;
  private isRunning = false;
  private waiters: (() => void)[] = [];
  /** Number of the evaluation within a run: array formulas are evaluated again after the others. */
  pass = 0;
  /** Called when a run has ended and its results are in the cells. */
  onEnd: () => void = () => {};

  constructor(
    private readonly commands: ICommandService,
    private readonly dirtyManager: IActiveDirtyManagerService,
    unitId: string,
  ) {
    commands.registerCommand({
      id: MARK_CELLS_DIRTY,
      type: CommandType.MUTATION,
      handler: () => true,
    });
    dirtyManager.register(MARK_CELLS_DIRTY, {
      commandId: MARK_CELLS_DIRTY,
      getDirtyData: (command: ICommandInfo) => ({
        dirtyRanges: (command.params as { ranges: DirtyRange[] }).ranges.map(
          ({ sheetId, range }) => ({
            unitId,
            sheetId,
            range,
          }),
        ),
      }),
    });
    const get = dirtyManager.get.bind(dirtyManager);
    dirtyManager.get = (commandId) =>
      this.mode === 'Manual' && commandId !== MARK_CELLS_DIRTY ? undefined : get(commandId);
    commands.onCommandExecuted((command, options) => {
      if (this.mode === 'Manual' && options?.onlyLocal !== true) {
        this.calculateEntered(command);
        const { dirtyRanges = [] } = get(command.id)?.getDirtyData(command) ?? {};
        if (command.id !== MARK_CELLS_DIRTY) this.waiting.push(...dirtyRanges);
      }
      this.follow(command, options?.onlyLocal === true);
    });
  }

  get isIdle(): boolean {
    return !this.isWaitingToStart && !this.isRunning;
  }

  /** Resolves when every change made so far is calculated. */
  whenDone(): Promise<void> {
    if (this.isIdle) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Evaluates these formula cells, and all that depends on them, again. */
  recalculate(ranges: DirtyRange[]): void {
    if (ranges.length > 0) this.commands.syncExecuteCommand(MARK_CELLS_DIRTY, { ranges });
  }

  /** Calculates what changed while nothing was calculated. */
  catchUp(): void {
    this.recalculate(this.waiting.splice(0));
  }

  private calculateEntered(command: Readonly<ICommandInfo>): void {
    if (command.id !== SetRangeValuesMutation.id) return;
    const { subUnitId: sheetId = '', cellValue = {} } = command.params as EnteredParams;
    const entered = Object.entries(cellValue).flatMap(([row, line]) =>
      Object.entries(line ?? {})
        .filter(([, cell]) => cell?.f)
        .map(([column]) => ({ sheetId, range: cellRange(Number(row), Number(column)) })),
    );
    this.recalculate(entered);
  }

  private follow(command: Readonly<ICommandInfo>, isOnlyLocal: boolean): void {
    if (command.id === SetFormulaCalculationStartMutation.id) {
      this.isWaitingToStart = false;
      this.isRunning = true;
      this.pass = 0;
    } else if (command.id === SetFormulaCalculationNotificationMutation.id) {
      this.followProgress(command.params as ISetFormulaCalculationNotificationMutation);
    } else if (this.startsCalculation(command, isOnlyLocal)) {
      this.isWaitingToStart = true;
    }
  }

  private startsCalculation(command: Readonly<ICommandInfo>, isOnlyLocal: boolean): boolean {
    if (!this.dirtyManager.get(command.id)) return false;
    if (command.id !== SetRangeValuesMutation.id) return true;
    const trigger = (command.params as { trigger?: string }).trigger;
    return !isOnlyLocal && trigger !== SetStyleCommand.id;
  }

  private followProgress(progress: ISetFormulaCalculationNotificationMutation): void {
    if (progress.stageInfo) {
      this.pass = progress.stageInfo.totalArrayFormulasToCalculate > 0 ? 1 : 0;
      return;
    }
    // A stopped run is started again at once with the changes that interrupted it.
    if (progress.functionsExecutedState === FormulaExecutedStateType.STOP_EXECUTION) return;
    this.isRunning = false;
    this.onEnd();
    if (!this.isIdle) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}
