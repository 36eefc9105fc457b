// What every sheet of Cuadre shares: widths, frozen titles, lines to write on, and one page wide on paper.
import type { AmountWriting } from '../../shared/rejection.ts';
import { columnLetters } from '../sheets/cellGrid.ts';

export interface FormCompany extends AmountWriting {
  code: string;
  name: string;
  currency: string;
}

const titleHeightPoints = 24;

/** A thin line under each row: says «write here» without a grid of boxes. */
export function underlineRows(sheet: Excel.Worksheet, address: string): void {
  const { borders } = sheet.getRange(address).format;
  for (const edge of ['InsideHorizontal', 'EdgeBottom'] as const) {
    const border = borders.getItem(edge);
    border.style = 'Continuous';
    border.weight = 'Hairline';
    border.color = '#B9C4C3';
  }
}

export function finishForm(
  sheet: Excel.Worksheet,
  form: { widths: readonly number[]; titleRow: number },
): void {
  form.widths.forEach((width, column) => {
    const letters = columnLetters(column);
    sheet.getRange(`${letters}:${letters}`).format.columnWidth = width;
  });
  sheet.getRange('1:1').format.rowHeight = titleHeightPoints;
  sheet.freezePanes.freezeRows(form.titleRow + 1);
  sheet.showGridlines = false;
  const { pageLayout } = sheet;
  pageLayout.orientation = 'Landscape';
  pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
  pageLayout.setPrintTitleRows(`$${form.titleRow + 1}:$${form.titleRow + 1}`);
}
