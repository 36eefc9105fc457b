// Values on their way between the grid's formula engine and a custom function: arguments become what
// Excel passes (text, numbers, truth values, tables), results become what a cell can hold.
import type { Nullable } from '@univerjs/core';
import type { ErrorType } from '@univerjs/engine-formula';
import {
  ArrayValueObject,
  BooleanValueObject,
  ErrorValueObject,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
  type BaseValueObject,
} from '@univerjs/engine-formula';
import type { CellValue } from '../grid/cellInput.ts';
import type { FunctionParameter } from './functionMetadata.ts';

export type FunctionArgument = CellValue | null | (CellValue | null)[][];

/** What a cell shows while its function has not answered. Univer has no such code of its own. */
export const BUSY = '#BUSY!' as ErrorType;

export function busyValue(): BaseValueObject {
  return ErrorValueObject.create(BUSY);
}

function toScalar(value: Nullable<BaseValueObject>): CellValue | null {
  if (!value || value.isNull()) return null;
  const plain = value.getValue();
  if (value.isBoolean()) return Boolean(plain);
  return plain;
}

/** Empty cells of a range reach the function as `''`. */
function toTable(value: BaseValueObject): (CellValue | null)[][] {
  if (!value.isArray()) return [[toScalar(value) ?? '']];
  const array = value as ArrayValueObject;
  return Array.from({ length: array.getRowCount() }, (_, row) =>
    Array.from(
      { length: array.getColumnCount() },
      (_unused, column) => toScalar(array.get(row, column)) ?? '',
    ),
  );
}

function firstError(value: BaseValueObject): BaseValueObject | undefined {
  if (value.isError()) return value;
  if (!value.isArray()) return undefined;
  let found: BaseValueObject | undefined;
  (value as ArrayValueObject).iterator((item) => {
    if (item?.isError()) found ??= item;
  });
  return found;
}

export type ReadArguments =
  | { error: BaseValueObject; values?: undefined }
  | { error?: undefined; values: FunctionArgument[] };

/** As in Excel, an argument with an error is the result of the function, which is not called. */
export function readArguments(
  variants: BaseValueObject[],
  parameters: FunctionParameter[],
): ReadArguments {
  const values: FunctionArgument[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const variant = variants[index];
    const error = variant && firstError(variant);
    if (error) return { error };
    const isOmitted = !variant || (variant.isNull() && !variant.isArray());
    if (isOmitted) values.push(null);
    else if (parameter.dimensionality === 'matrix') values.push(toTable(variant));
    else values.push(toTable(variant)[0]?.[0] ?? null);
  }
  return { values };
}

export interface FunctionFailure {
  code: string;
  message: string | undefined;
}

/** Numbers that Office.js sends for each error of a custom function. */
const FAILURE_CODES: Record<number, string> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
  9: '#NAME?',
  10: '#NAME?',
};

export function failureFromNumber(code: number, message: unknown): FunctionFailure {
  return {
    code: FAILURE_CODES[code] ?? '#VALUE!',
    message: typeof message === 'string' && message !== '' ? message : undefined,
  };
}

interface WireFunctionObject {
  type?: string;
  valueType?: string;
  code?: string;
  basicValue?: CellValue;
  numberFormat?: string;
  message?: string;
}

/** The error that `CustomFunctions.Error` became on the wire, if this is one. */
export function failureFromValue(value: unknown): FunctionFailure | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { type, code, basicValue, message } = value as WireFunctionObject;
  if (type !== 'Error') return undefined;
  return { code: code ?? String(basicValue ?? '#VALUE!'), message: message || undefined };
}

function toScalarObject(value: unknown): BaseValueObject {
  const failure = failureFromValue(value);
  if (failure) return ErrorValueObject.create(failure.code as ErrorType);
  if (typeof value === 'number') return NumberValueObject.create(value);
  if (typeof value === 'boolean') return BooleanValueObject.create(value);
  if (typeof value === 'string') return StringValueObject.create(value);
  if (typeof value === 'object' && value !== null) {
    const { basicValue, numberFormat } = value as WireFunctionObject;
    const object = toScalarObject(basicValue ?? '');
    if (numberFormat && object instanceof NumberValueObject) object.setPattern(numberFormat);
    return object;
  }
  return StringValueObject.create('');
}

export function toValueObject(result: unknown): BaseValueObject {
  if (!Array.isArray(result)) return toScalarObject(result);
  const rows = result.map((row: unknown): unknown[] => (Array.isArray(row) ? row : [row]));
  const columnCount = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length === 0 || columnCount === 0) return NullValueObject.create();
  if (rows.length === 1 && columnCount === 1) return toScalarObject(rows[0]?.[0]);
  return ArrayValueObject.create({
    calculateValueList: rows.map((row) =>
      Array.from({ length: columnCount }, (_, column) => toScalarObject(row[column])),
    ),
    rowCount: rows.length,
    columnCount,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
}
