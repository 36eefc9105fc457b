// functions.json, as custom-functions-metadata writes it and Excel reads it.

export interface FunctionParameter {
  name: string;
  description?: string;
  type?: string;
  dimensionality?: 'scalar' | 'matrix';
  optional?: boolean;
  repeating?: boolean;
}

export interface FunctionMetadata {
  id: string;
  name: string;
  description?: string;
  parameters: FunctionParameter[];
  result?: { type?: string; dimensionality?: 'scalar' | 'matrix' };
  options?: {
    stream?: boolean;
    cancelable?: boolean;
    volatile?: boolean;
    requiresAddress?: boolean;
    requiresParameterAddresses?: boolean;
    /** What a streaming function asks for instead of the two above. */
    requiresStreamAddress?: boolean;
    requiresStreamParameterAddresses?: boolean;
  };
}

export interface FunctionsMetadata {
  functions: FunctionMetadata[];
}

/**
 * Whether the invocation carries the address of its cell, and those of its arguments. A streaming
 * function asks with options of its own (learn.microsoft.com/office/dev/add-ins/excel/custom-functions-json:
 * «A function can't use both the stream and requiresAddress properties»).
 */
export function wantedAddresses({ options = {} }: FunctionMetadata) {
  return options.stream
    ? {
        ofCell: options.requiresStreamAddress === true,
        ofParameters: options.requiresStreamParameterAddresses === true,
      }
    : {
        ofCell: options.requiresAddress === true,
        ofParameters: options.requiresParameterAddresses === true,
      };
}
