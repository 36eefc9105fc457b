// The base of what Office.js can reach in the workbench. Members of a subclass that begin with a
// capital letter carry the names of the wire protocol (`GetRange`, `Values`): that is all the
// dispatcher will call. What is not there is not supported, and says so by its name.

export type WireValue = unknown;

export class HostError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function apiNotFound(typeName: string, member: string): HostError {
  const name = `${typeName}.${member}`;
  return new HostError('ApiNotFound', `ApiNotFound: ${name} no está en el banco de pruebas`);
}

/** In the words of Office.js, with the member and the set that has it. */
export function apiTooNew(typeName: string, member: string, set: string): HostError {
  const name = `${typeName}.${member}`;
  return new HostError('ApiNotFound', `ApiNotFound: ${name} es de ${set}, que este libro no tiene`);
}

export function itemNotFound(what: string): HostError {
  return new HostError('ItemNotFound', `No existe ${what} en este libro`);
}

export function invalidArgument(message: string): HostError {
  return new HostError('InvalidArgument', message);
}

export abstract class OfficeObject {
  /** As in the documentation of Office.js: `Worksheet`, `RangeFont`. */
  abstract readonly typeName: string;
  /** What a `load()` without names brings. */
  abstract readonly scalars: readonly string[];

  /** Sent back when the object is first named, so that Office.js can name it again. */
  identity(): Record<string, WireValue> {
    return {};
  }
}

export abstract class OfficeCollection extends OfficeObject {
  abstract items(): OfficeObject[];
  readonly scalars: readonly string[] = [];
}

/** Stands for what `getItemOrNullObject` did not find; so does everything reached through it. */
export class NullObject extends OfficeObject {
  readonly typeName = 'NullObject';
  readonly scalars = [];
}
