// The metadata of the Excel functions in both languages: joins the English texts to what is generated from
// the Spanish JSDoc, adds where the help of each function is, and says what is missing, left over or against
// Excel's rules, so that neither language falls behind.
import type { FunctionTexts } from '../addin/functions/functionTexts.en.ts';

/** What is used of the metadata that custom-functions-metadata writes. */
export interface FunctionsMetadata {
  functions: {
    id: string;
    name: string;
    description?: string;
    helpUrl?: string;
    parameters: { name: string; description?: string }[];
    options?: { stream?: boolean; cancelable?: boolean };
  }[];
}

/** English texts by function id. */
export type FunctionTextsTable = Readonly<Record<string, FunctionTexts>>;

/** Each function with its place in the page of help, which Excel offers beside the formula. */
export function addHelp<T extends FunctionsMetadata>(metadata: T, page: string): T {
  return {
    ...metadata,
    functions: metadata.functions.map((one) => ({ ...one, helpUrl: `${page}#${one.id}` })),
  };
}

/** The metadata in English: same ids and names (a formula is the same in both), other texts. */
export function translateMetadata<T extends FunctionsMetadata>(
  spanish: T,
  texts: FunctionTextsTable,
): T {
  return {
    ...spanish,
    functions: spanish.functions.map((one) => ({
      ...one,
      description: texts[one.id]?.description,
      parameters: one.parameters.map((parameter, index) => ({
        ...parameter,
        ...texts[one.id]?.parameters[index],
      })),
    })),
  };
}

/** Every gap between the metadata and the table of English texts, one sentence each. */
export function findTextProblems(spanish: FunctionsMetadata, texts: FunctionTextsTable): string[] {
  const ids = new Set(spanish.functions.map(({ id }) => id));
  const leftOver = Object.keys(texts).filter((id) => !ids.has(id));
  return [
    ...leftOver.map((id) => `${id}: English text of a function that does not exist`),
    ...spanish.functions.flatMap((one) => findFunctionProblems(one, texts[one.id])),
  ];
}

function findFunctionProblems(
  { id, description, parameters, options }: FunctionsMetadata['functions'][number],
  text: FunctionTexts | undefined,
): string[] {
  const problems: string[] = [];
  if (!description) problems.push(`${id}: no Spanish description in its JSDoc`);
  // Microsoft, «Manually create JSON metadata for custom functions»: a streaming one is told anyway.
  if (options?.stream && options.cancelable) problems.push(`${id}: both streaming and cancelable`);
  if (!text?.description) problems.push(`${id}: no English description`);
  for (const [index, parameter] of parameters.entries()) {
    const place = `${id}(${parameter.name})`;
    const english = text?.parameters[index];
    if (!parameter.description) problems.push(`${place}: no Spanish description in its JSDoc`);
    if (!english?.name) problems.push(`${place}: no English name`);
    if (!english?.description) problems.push(`${place}: no English description`);
  }
  const leftOver = text?.parameters.slice(parameters.length) ?? [];
  for (const { name } of leftOver) {
    problems.push(`${id}(${name}): English text of a parameter that does not exist`);
  }
  return problems;
}
