// Excel.Functions: worksheet functions that an add-in calls by name. Only DATE, which says what the
// workbook counts its dates from.
import { localDateOf, serialOfLocalDate } from '../../../../shared/localDate.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeObject } from '../officeObject.ts';

class FunctionResultObject extends OfficeObject {
  readonly typeName = 'FunctionResult';
  readonly scalars = ['Value', 'Error'];
  constructor(
    readonly Value: number | null,
    readonly Error: string | null,
  ) {
    super();
  }
}

export class FunctionsObject extends OfficeObject {
  readonly typeName = 'Functions';
  readonly scalars = [];

  constructor(private readonly context: OfficeContext) {
    super();
  }

  Date(year: number, month: number, day: number) {
    const date = localDateOf(year, month, day);
    return date === null
      ? new FunctionResultObject(null, '#NUM!')
      : new FunctionResultObject(serialOfLocalDate(date, this.context.grid.dateSystem), null);
  }
}
