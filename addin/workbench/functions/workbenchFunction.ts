// A custom function as the formula engine sees it: synchronous, answering from what has arrived so
// far. (The engine's asynchronous functions run one after another, which no sheet could bear.)
import { BaseFunction, NumberValueObject, type BaseValueObject } from '@univerjs/engine-formula';
import type { FunctionMetadata } from './functionMetadata.ts';

export interface CallPlace {
  sheetId: string;
  row: number;
  column: number;
}

export type EvaluateCall = (
  metadata: FunctionMetadata,
  place: CallPlace,
  variants: BaseValueObject[],
) => BaseValueObject;

export class WorkbenchFunction extends BaseFunction {
  constructor(
    private readonly metadata: FunctionMetadata,
    private readonly evaluate: EvaluateCall,
  ) {
    super(metadata.name.toUpperCase());
    this.minParams = metadata.parameters.filter((parameter) => !parameter.optional).length;
    this.maxParams = metadata.parameters.length;
  }

  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    const place = { sheetId: this.subUnitId ?? '', row: this.row, column: this.column };
    return this.evaluate(this.metadata, place, variants);
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
