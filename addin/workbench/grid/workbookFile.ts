// A saved workbook: what Univer keeps, plus what an Excel file carries and Univer has no place for.
import { IResourceLoaderService, type IWorkbookData } from '@univerjs/core';
import type { BookState, BookStateData } from './bookState.ts';
import type { DateSystem } from './dateSystem.ts';
import { WORKBOOK_ID, type Grid } from './grid.ts';
import type { SpillData } from './gridCells.ts';
import type { NamedStyle } from './namedStyle.ts';

export interface WorkbookFile {
  snapshot: IWorkbookData;
  state: BookStateData;
  styles: [string, NamedStyle][];
  dateSystem?: DateSystem;
  /** As an .xlsx does, so that an opened workbook shows what it showed. */
  spills?: SpillData;
}

export function saveWorkbookFile(grid: Grid, state: BookState): WorkbookFile {
  const snapshot = grid.injector.get(IResourceLoaderService).saveUnit<IWorkbookData>(WORKBOOK_ID);
  const file = {
    snapshot: snapshot ?? grid.workbook.getSnapshot(),
    state: state.export(),
    styles: grid.styles.exportNamed(),
    dateSystem: grid.dateSystem,
    spills: grid.cells.exportSpills(),
  };
  return JSON.parse(JSON.stringify(file)) as WorkbookFile;
}

/** What the grid of an opened workbook is given once it is there. */
export function completeGrid(grid: Grid, file: WorkbookFile | undefined): void {
  grid.styles.importNamed(file?.styles ?? []);
  if (file?.spills) grid.cells.importSpills(structuredClone(file.spills));
}

/** A copy, so that the file can be opened again. */
export function openWorkbookFile(file: WorkbookFile): IWorkbookData {
  return JSON.parse(JSON.stringify(file.snapshot)) as IWorkbookData;
}
