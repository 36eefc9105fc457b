// A custom function as the formula engine sees it: synchronous, answering from what has arrived so
// far. (The engine's asynchronous functions run one after another, which no sheet could bear.)
import {
  BaseFunction,
  NumberValueObject,
  type BaseReferenceObject,
  type BaseValueObject,
} from '@univerjs/engine-formula';
import type { CellRange } from '../grid/address.ts';
import type { FunctionMetadata } from './functionMetadata.ts';

export interface CallPlace {
  sheetId: string;
  row: number;
  column: number;
}

/** An argument: its value, and the cells that it comes from when it is a reference. */
export interface CallArgument {
  value: BaseValueObject;
  reference: { sheetId: string; range: CellRange } | null;
}

export type EvaluateCall = (
  metadata: FunctionMetadata,
  place: CallPlace,
  variants: CallArgument[],
) => BaseValueObject;

function toArgument(variant: BaseValueObject | BaseReferenceObject): CallArgument {
  if (!variant.isReferenceObject()) return { value: variant as BaseValueObject, reference: null };
  const reference = variant as BaseReferenceObject;
  const { startRow, startColumn, endRow, endColumn } = reference.getRangePosition();
  return {
    value: reference.toArrayValueObject(),
    reference: {
      sheetId: reference.getSheetId(),
      range: { startRow, startColumn, endRow, endColumn },
    },
  };
}

export class WorkbenchFunction extends BaseFunction {
  override needsReferenceObject = true;

  constructor(
    private readonly metadata: FunctionMetadata,
    private readonly evaluate: EvaluateCall,
  ) {
    super(metadata.name.toUpperCase());
    this.minParams = metadata.parameters.filter((parameter) => !parameter.optional).length;
    this.maxParams = metadata.parameters.length;
  }

  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    const given = variants.map(toArgument);
    const place = { sheetId: this.subUnitId ?? '', row: this.row, column: this.column };
    return this.evaluate(this.metadata, place, given);
  }
}

/** HOY() and AHORA() by the clock that was passed in, so that tests choose their day. */
export class ClockFunction extends BaseFunction {
  constructor(
    name: 'TODAY' | 'NOW',
    private readonly readSerial: () => number,
  ) {
    super(name);
    this.minParams = 0;
    this.maxParams = 0;
  }

  override calculate(): BaseValueObject {
    const serial = NumberValueObject.create(this.readSerial());
    serial.setPattern(this.name === 'TODAY' ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm');
    return serial;
  }
}
