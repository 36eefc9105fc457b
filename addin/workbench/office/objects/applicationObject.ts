// Excel.Application, the reader's culture (Spanish of Spain) and Excel.Runtime.
import { WHOLE_SHEET } from '../../grid/address.ts';
import { findVolatileCells } from '../../functions/volatileFormulas.ts';
import { isCalculationMode } from '../../grid/calculation.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeObject, invalidArgument } from '../officeObject.ts';

class NumberFormatInfoObject extends OfficeObject {
  readonly typeName = 'NumberFormatInfo';
  readonly scalars = ['CurrencySymbol', 'NumberDecimalSeparator', 'NumberGroupSeparator'];
  readonly CurrencySymbol = '€';
  readonly NumberDecimalSeparator = ',';
  readonly NumberGroupSeparator = '.';
}

class DatetimeFormatInfoObject extends OfficeObject {
  readonly typeName = 'DatetimeFormatInfo';
  readonly scalars = [
    'DateSeparator',
    'LongDatePattern',
    'LongTimePattern',
    'ShortDatePattern',
    'TimeSeparator',
  ];
  readonly DateSeparator = '/';
  readonly LongDatePattern = 'dddd, d" de "mmmm" de "yyyy';
  readonly LongTimePattern = 'h:mm:ss';
  readonly ShortDatePattern = 'dd/mm/yyyy';
  readonly TimeSeparator = ':';
}

class CultureInfoObject extends OfficeObject {
  readonly typeName = 'CultureInfo';
  readonly scalars = ['Name'];
  readonly Name = 'es-ES';
  readonly NumberFormat = new NumberFormatInfoObject();
  readonly DatetimeFormat = new DatetimeFormatInfoObject();
}

export class ApplicationObject extends OfficeObject {
  readonly typeName = 'Application';
  readonly scalars = [
    'CalculationMode',
    'CalculationState',
    'DecimalSeparator',
    'ThousandsSeparator',
    'UseSystemSeparators',
  ];
  readonly CultureInfo = new CultureInfoObject();
  readonly DecimalSeparator = ',';
  readonly ThousandsSeparator = '.';
  readonly UseSystemSeparators = true;

  constructor(private readonly context: OfficeContext) {
    super();
  }
  get CalculationMode() {
    return this.context.grid.calculation.mode;
  }
  set CalculationMode(mode: string) {
    if (!isCalculationMode(mode)) throw invalidArgument(`«${mode}» no es un modo de cálculo`);
    const { calculation } = this.context.grid;
    const wasManual = calculation.mode === 'Manual';
    calculation.mode = mode;
    if (wasManual && mode !== 'Manual') calculation.catchUp();
  }
  get CalculationState() {
    return this.context.grid.calculation.isIdle ? 'Done' : 'Calculating';
  }
  /** What has changed, and what is volatile; or everything, changed or not. */
  Calculate(type: string) {
    const { grid } = this.context;
    if (type === 'Recalculate') {
      this.context.recalculate(findVolatileCells(grid));
      grid.calculation.catchUp();
    } else if (type === 'Full' || type === 'FullRebuild') {
      this.context.recalculate(
        grid.sheets.map((sheet) => ({
          sheetId: sheet.getSheetId(),
          range: grid.clip(sheet.getSheetId(), WHOLE_SHEET),
        })),
      );
    } else throw invalidArgument(`«${type}» no es una forma de calcular`);
  }
  /** The grid always calculates and paints after a request, never in the middle of it. */
  SuspendApiCalculationUntilNextSync() {}
  SuspendScreenUpdatingUntilNextSync() {}
}

export class RuntimeObject extends OfficeObject {
  readonly typeName = 'Runtime';
  readonly scalars = ['EnableEvents'];
  constructor(private readonly context: OfficeContext) {
    super();
  }
  get EnableEvents() {
    return this.context.settings.eventsEnabled;
  }
  set EnableEvents(isEnabled: boolean) {
    this.context.settings.eventsEnabled = isEnabled;
  }
}
