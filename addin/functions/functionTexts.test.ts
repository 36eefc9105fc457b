// The Spanish metadata is generated from functions.ts; the English texts must fit it exactly.
import { fileURLToPath } from 'node:url';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import { describe, expect, it } from 'vitest';
import { customFunctions } from './functions.ts';
import { englishFunctionTexts } from './functionTexts.en.ts';

interface Metadata {
  functions: {
    id: string;
    name: string;
    description: string;
    options: Record<string, boolean>;
    parameters: { name: string; description: string; optional?: boolean }[];
  }[];
}

const path = fileURLToPath(new URL('functions.ts', import.meta.url));

describe('function metadata', async () => {
  const generated = await generateCustomFunctionsMetadata([path], true);
  const { functions } = JSON.parse(generated.metadataJson) as Metadata;

  it('is generated without errors, streaming and not cancelable beside it, with Spanish words', () => {
    expect(generated.errors).toEqual([]);
    expect(functions.map(({ id, name }) => [id, name])).toEqual([
      ['SALDO', 'SALDO'],
      ['NOMBRE.CUENTA', 'NOMBRE.CUENTA'],
      ['BALANCE.COMPROBACION', 'BALANCE.COMPROBACION'],
    ]);
    for (const { options, description, parameters } of functions) {
      // A streaming function has its own `onCanceled`: the two options exclude each other.
      expect(options).toMatchObject({ stream: true });
      expect(options).not.toHaveProperty('cancelable');
      expect(description).not.toBe('');
      for (const parameter of parameters) expect(parameter.description).not.toBe('');
    }
    expect(Object.keys(customFunctions)).toEqual(functions.map(({ id }) => id));
  });

  it('has an English text for each function and parameter', () => {
    expect(Object.keys(englishFunctionTexts)).toEqual(functions.map(({ id }) => id));
    for (const { id, parameters } of functions) {
      expect(englishFunctionTexts[id]?.parameters).toHaveLength(parameters.length);
    }
  });
});
