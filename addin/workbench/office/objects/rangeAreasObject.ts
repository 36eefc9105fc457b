// Excel.RangeAreas: several ranges of one sheet, as far as their addresses are asked for.
import { formatAddress, type CellRange } from '../../grid/address.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeObject } from '../officeObject.ts';

export class RangeAreasObject extends OfficeObject {
  readonly typeName = 'RangeAreas';
  readonly scalars = ['Address', 'AreaCount'];

  constructor(
    private readonly context: OfficeContext,
    private readonly sheetId: string,
    private readonly areas: readonly CellRange[],
  ) {
    super();
  }

  /** Found again the way it was found, cells moved meanwhile or not. */
  readonly _ReferenceId = '';
  _KeepReference() {}

  get Address() {
    const name = this.context.grid.findSheet(this.sheetId)!.getName();
    return this.areas.map((area) => formatAddress(name, area)).join(',');
  }
  get AreaCount() {
    return this.areas.length;
  }
}
