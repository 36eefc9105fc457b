// What Excel hands over when it calls a function. Excel keeps the metadata of the day the add-in was
// installed: it may know fewer parameters than the function has, or more. The invocation is always last.

/** What a streaming cell is told with: a scalar result is a matrix of one cell, which Excel shows as a scalar. */
export interface Streaming {
  setResult: (value: unknown[][] | CustomFunctions.Error) => void;
  onCanceled?: () => void;
  parameterAddresses?: readonly unknown[];
}

/** An argument as it came: `null` or absent when it was left out. */
export interface Argument {
  value: unknown;
  /**
   * Where it stands: an address, or null for what stands in no cell. Undefined where Excel does not tell
   * (before CustomFunctionsRuntime 1.3, or with metadata that did not ask).
   */
  address: string | null | undefined;
}

export interface Call {
  /** The argument of a parameter, by its position. */
  argument: (position: number) => Argument;
  invocation: Streaming;
}

/**
 * @param given the `arguments` of the function: all that Excel sent, however many
 * @param _declared its parameters, which are those of the metadata of this version
 */
export function readCall(given: ArrayLike<unknown>, ..._declared: unknown[]): Call {
  const values = Array.from(given);
  const invocation = values.pop() as Streaming;
  const addresses = invocation.parameterAddresses;
  return {
    invocation,
    argument: (position) => ({
      value: values[position],
      address: Array.isArray(addresses) ? addressOf(addresses[position]) : undefined,
    }),
  };
}

function addressOf(told: unknown): string | null {
  return typeof told === 'string' && told !== '' ? told : null;
}
