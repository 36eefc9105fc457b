// The grid on the screen: the same workbook as the headless one, with Univer's interface in Spanish.
import {
  LocaleType,
  LogLevel,
  ThemeService,
  Univer,
  UniverInstanceType,
  mergeLocales,
  type IWorkbookData,
} from '@univerjs/core';
import { FunctionType, type IFunctionInfo } from '@univerjs/engine-formula';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import sheetsSpanish from '@univerjs/preset-sheets-core/locales/es-ES';
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note';
import notesSpanish from '@univerjs/preset-sheets-note/locales/es-ES';
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-note/lib/index.css';
import { IDescriptionService } from '@univerjs/sheets-formula';
import { SheetsNumfmtCellContentController } from '@univerjs/sheets-numfmt';
import type { FunctionsMetadata } from '../functions/functionMetadata.ts';
import { createEmptyWorkbookData, Grid } from '../grid/grid.ts';

export function createPageGrid(
  container: HTMLElement,
  snapshot: Partial<IWorkbookData> | undefined,
): Grid {
  const univer = new Univer({
    locale: LocaleType.ES_ES,
    locales: { [LocaleType.ES_ES]: mergeLocales(sheetsSpanish, notesSpanish) },
    logLevel: LogLevel.ERROR,
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      header: true,
      toolbar: false,
      disableAutoFocus: true,
      // Account codes are digits kept as text; a warning on each of them would help nobody.
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
    }),
    UniverSheetsNotePreset(),
  ];
  for (const { plugins } of presets) {
    for (const plugin of plugins) {
      if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
      else univer.registerPlugin(plugin);
    }
  }
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, snapshot ?? createEmptyWorkbookData());
  univer.__getInjector().get(SheetsNumfmtCellContentController).setNumfmtLocal('es');
  return new Grid(univer);
}

export function setGridDark(grid: Grid, isDark: boolean): void {
  grid.injector.get(ThemeService).setDarkMode(isDark);
}

/** So that typing `=SAL` offers SALDO with its help, as Excel does. */
export function describeFunctions(grid: Grid, metadata: FunctionsMetadata): void {
  const infos = metadata.functions.map((definition): IFunctionInfo => ({
    functionName: definition.name.toUpperCase(),
    functionType: FunctionType.User,
    description: definition.description ?? '',
    abstract: definition.description ?? '',
    functionParameter: definition.parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description ?? '',
      example: '',
      require: parameter.optional ? 0 : 1,
      repeat: parameter.repeating ? 1 : 0,
    })),
  }));
  grid.injector.get(IDescriptionService).registerDescriptions(infos);
}
