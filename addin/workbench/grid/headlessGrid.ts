// A grid without a screen: the parts of Univer that hold and calculate a workbook.
import {
  LocaleType,
  LogLevel,
  Univer,
  UniverInstanceType,
  type IWorkbookData,
} from '@univerjs/core';
import { UniverFormulaEnginePlugin } from '@univerjs/engine-formula';
import { UniverSheetsPlugin } from '@univerjs/sheets';
import { UniverSheetsFormulaPlugin } from '@univerjs/sheets-formula';
import { UniverSheetsNotePlugin } from '@univerjs/sheets-note';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import type { DateSystem } from '../../../shared/localDate.ts';
import { createEmptyWorkbookData, Grid } from './grid.ts';

export function createHeadlessGrid(
  snapshot?: Partial<IWorkbookData>,
  dateSystem?: DateSystem,
): Grid {
  const univer = new Univer({
    locale: LocaleType.ES_ES,
    locales: { [LocaleType.ES_ES]: {} },
    logLevel: LogLevel.ERROR,
  });
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsFormulaPlugin);
  univer.registerPlugin(UniverSheetsNumfmtPlugin);
  univer.registerPlugin(UniverSheetsNotePlugin);
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, snapshot ?? createEmptyWorkbookData());
  return new Grid(univer, dateSystem);
}
