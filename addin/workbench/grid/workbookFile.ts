// A saved workbook: what Univer keeps, plus what an Excel file carries and Univer has no place for.
import { IResourceLoaderService, type IWorkbookData } from '@univerjs/core';
import type { BookState, BookStateData } from './bookState.ts';
import type { DateSystem } from './dateSystem.ts';
import { WORKBOOK_ID, type Grid } from './grid.ts';
import type { NamedStyle } from './namedStyle.ts';

export interface WorkbookFile {
  snapshot: IWorkbookData;
  state: BookStateData;
  styles: [string, NamedStyle][];
  dateSystem?: DateSystem;
}

export function saveWorkbookFile(grid: Grid, state: BookState): WorkbookFile {
  const snapshot = grid.injector.get(IResourceLoaderService).saveUnit<IWorkbookData>(WORKBOOK_ID);
  const file = {
    snapshot: snapshot ?? grid.workbook.getSnapshot(),
    state: state.export(),
    styles: grid.styles.exportNamed(),
    dateSystem: grid.dateSystem,
  };
  return JSON.parse(JSON.stringify(file)) as WorkbookFile;
}

/** A copy, so that the file can be opened again. */
export function openWorkbookFile(file: WorkbookFile): IWorkbookData {
  return JSON.parse(JSON.stringify(file.snapshot)) as IWorkbookData;
}
