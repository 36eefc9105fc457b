// Excel.PageLayout: how a sheet is printed. The workbench prints nothing; it keeps what the add-in set,
// so that tests can read it back, for as long as the workbook is open.
import type { BookState } from '../../grid/bookState.ts';
import { OfficeObject } from '../officeObject.ts';

interface PageSetup {
  orientation: string;
  zoom: Record<string, number>;
  centerHorizontally: boolean;
  titleRows: string | null;
}

const setups = new WeakMap<BookState, Map<string, PageSetup>>();

export class PageLayoutObject extends OfficeObject {
  readonly typeName = 'PageLayout';
  readonly scalars = ['CenterHorizontally', 'Orientation', 'Zoom'];
  private readonly setup: PageSetup;

  constructor(state: BookState, sheetId: string) {
    super();
    const bySheet = setups.get(state) ?? new Map<string, PageSetup>();
    setups.set(state, bySheet);
    this.setup = bySheet.get(sheetId) ?? {
      orientation: 'Portrait',
      zoom: { scale: 100 },
      centerHorizontally: false,
      titleRows: null,
    };
    bySheet.set(sheetId, this.setup);
  }
  get Orientation() {
    return this.setup.orientation;
  }
  set Orientation(orientation: string) {
    this.setup.orientation = orientation;
  }
  get Zoom() {
    return this.setup.zoom;
  }
  set Zoom(zoom: Record<string, number>) {
    this.setup.zoom = zoom;
  }
  get CenterHorizontally() {
    return this.setup.centerHorizontally;
  }
  set CenterHorizontally(isCentered: boolean) {
    this.setup.centerHorizontally = isCentered;
  }
  SetPrintTitleRows(rows: string) {
    this.setup.titleRows = rows;
  }
}

export function copyPageLayout(state: BookState, fromSheetId: string, toSheetId: string): void {
  const bySheet = setups.get(state);
  const setup = bySheet?.get(fromSheetId);
  if (bySheet && setup) bySheet.set(toSheetId, structuredClone(setup));
}
