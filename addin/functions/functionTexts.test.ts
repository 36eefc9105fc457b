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

  it('is generated without errors, streaming, with Spanish words', () => {
    expect(generated.errors).toEqual([]);
    expect(functions.map(({ id, name }) => [id, name])).toEqual([
      ['SALDO', 'SALDO'],
      ['NOMBRE.CUENTA', 'NOMBRE.CUENTA'],
      ['BALANCE.COMPROBACION', 'BALANCE.COMPROBACION'],
    ]);
    for (const { options, description, parameters } of functions) {
      expect(options.stream).toBe(true);
      expect(options.cancelable).toBeUndefined();
      expect(description).not.toBe('');
      for (const parameter of parameters) expect(parameter.description).not.toBe('');
    }
    expect(Object.keys(customFunctions)).toEqual(functions.map(({ id }) => id));
  });

  it('asks for the addresses of dates, and lets them be left out', () => {
    const asked = functions.map(({ id, options, parameters }) => [
      id,
      // A streaming function asks with an option of its own.
      options.requiresStreamParameterAddresses === true,
      parameters.filter(({ optional }) => optional).map(({ name }) => name),
    ]);
    expect(asked).toEqual([
      ['SALDO', true, ['fecha', 'filtros']],
      ['NOMBRE.CUENTA', false, []],
      ['BALANCE.COMPROBACION', true, ['hasta', 'nivel', 'filtros']],
    ]);
  });

  it('has an English text for each function and parameter', () => {
    expect(Object.keys(englishFunctionTexts)).toEqual(functions.map(({ id }) => id));
    for (const { id, parameters } of functions) {
      expect(englishFunctionTexts[id]?.parameters).toHaveLength(parameters.length);
    }
  });
});
