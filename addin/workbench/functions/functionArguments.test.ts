// What reaches a custom function: texts as they are written, addresses when it asks for them, dates of
// the workbook's own system. As in Excel, whatever the formula engine would make of them.
import { afterEach, describe, expect, it } from 'vitest';
import type { WorkbookFile } from '../grid/workbookFile.ts';
import { createHeadlessWorkbench, type HeadlessWorkbench } from '../headless.ts';
import type { RequirementSets } from '../office/requirementSets.ts';
import type { FunctionMetadata } from './functionMetadata.ts';

let workbench: HeadlessWorkbench | undefined;
afterEach(() => workbench?.dispose());

interface Seen {
  values: unknown[];
  address: string | undefined;
  parameterAddresses: string[] | undefined;
}

const parameters = [
  { name: 'cuenta', type: 'any', dimensionality: 'matrix' },
  { name: 'fecha', type: 'any', dimensionality: 'matrix', optional: true },
] satisfies FunctionMetadata['parameters'];

/** Opens a workbook with one function, SALDO, that answers 1 and remembers what it was given. */
async function openWithFunction(
  options: NonNullable<FunctionMetadata['options']>,
  dateSystem: 1900 | 1904 = 1900,
  requirementSets: RequirementSets = {},
  file?: WorkbookFile,
): Promise<Seen[]> {
  workbench = await createHeadlessWorkbench({
    functionsMetadata: { functions: [{ id: 'SALDO', name: 'SALDO', parameters, options }] },
    clock: () => new Date(2026, 10, 26, 12, 0, 0),
    dateSystem,
    requirementSets,
    ...(file ? { file } : {}),
  });
  const seen: Seen[] = [];
  CustomFunctions.associate('SALDO', (...given: unknown[]) => {
    const invocation = given.at(-1) as CustomFunctions.StreamingInvocation<number>;
    const { address, parameterAddresses } = invocation;
    seen.push({ values: given.slice(0, -1), address, parameterAddresses });
    if (options.stream) invocation.setResult(1);
    return 1;
  });
  return seen;
}

async function callWith(seen: Seen[], argument: string): Promise<unknown> {
  workbench!.workbook.typeInto('Hoja1!A1', `=SALDO("430";${argument})`);
  await workbench!.settled();
  return (seen.at(-1)?.values[1] as unknown[][] | undefined)?.[0]?.[0];
}

describe('a text in a formula', { timeout: 30_000 }, () => {
  // support.microsoft.com, «Usar constantes de matriz y texto en fórmulas»: what is quoted is text.
  it.each([
    ['"03/2025"', '03/2025'],
    ['"03/04/2025"', '03/04/2025'],
    ['"4e2"', '4e2'],
    ['"12:30"', '12:30'],
    ['"5%"', '5%'],
    ['"1/2"', '1/2'],
    ['"VERDADERO"', 'VERDADERO'],
    ['"TRUE"', 'TRUE'],
    ['"#N/A"', '#N/A'],
    ['"430"', '430'],
    ['"di ""no"""', 'di "no"'],
    ['"{1,2}"', '{1,2}'],
    ['SI(1=1;"03/2025";"")', '03/2025'],
    ['ELEGIR(1;"03/2025")', '03/2025'],
    ['{"03/2025"}', '03/2025'],
    ['"03/"&"2025"', '03/2025'],
    ['"03/"&2025', '03/2025'],
    ['B1', '03/2025'],
    ['B2', '4e2'],
    ['B3', '0,5'],
    ['1,5', 1.5],
    ['VERDADERO', true],
  ])('%s reaches the function as %j', async (argument, expected) => {
    const seen = await openWithFunction({ stream: true });
    workbench!.workbook.typeInto('Hoja1!B1', "'03/2025");
    workbench!.workbook.typeInto('Hoja1!B2', "'4e2");
    workbench!.workbook.typeInto('Hoja1!B3', "'0,5");
    expect(await callWith(seen, argument)).toBe(expected);
  });
});

describe('addresses of an invocation', { timeout: 30_000 }, () => {
  const formula = '=SALDO(B1:C2;\'Año 1\'!D4)+SALDO("430")';

  async function callFormula(options: NonNullable<FunctionMetadata['options']>): Promise<Seen[]> {
    const seen = await openWithFunction(options);
    workbench!.workbook.addSheet('Año 1');
    workbench!.workbook.typeInto('Hoja1!A1', formula);
    await workbench!.settled();
    return seen;
  }

  it('come to a function that asks for them, null for what is no reference', async () => {
    const seen = await callFormula({ requiresAddress: true, requiresParameterAddresses: true });
    expect(seen.map(({ address }) => address)).toEqual(['Hoja1!A1', 'Hoja1!A1']);
    expect(seen.map(({ parameterAddresses }) => parameterAddresses)).toEqual([
      ['Hoja1!B1:C2', "'Año 1'!D4"],
      [null],
    ]);
  });

  it('come to a streaming function by the options for streaming only', async () => {
    const streaming = { requiresStreamAddress: true, requiresStreamParameterAddresses: true };
    const seen = await callFormula({ stream: true, ...streaming });
    expect(seen[0]).toMatchObject({ address: 'Hoja1!A1' });
    expect(seen[0]?.parameterAddresses).toEqual(['Hoja1!B1:C2', "'Año 1'!D4"]);
  });

  it('do not come in an Excel without CustomFunctionsRuntime 1.3', async () => {
    const sets = { CustomFunctionsRuntime: '1.2' };
    const asked = { requiresAddress: true, requiresParameterAddresses: true };
    const seen = await openWithFunction(asked, 1900, sets);
    await callWith(seen, 'B1');
    expect(seen[0]).toMatchObject({ address: 'Hoja1!A1', parameterAddresses: undefined });
  });

  it('do not come unasked', async () => {
    const [first] = await callFormula({ stream: true, requiresAddress: true });
    expect(first).toMatchObject({ address: undefined, parameterAddresses: undefined });
  });

  it('follow the argument when it moves', async () => {
    const seen = await callFormula({ requiresParameterAddresses: true });
    await workbench!.workbook.insert('Hoja1!B:B');
    await workbench!.settled();
    expect(seen.at(-1)?.parameterAddresses).toEqual(['Hoja1!C1:D2', "'Año 1'!D4"]);
  });
});

describe('a workbook of the 1904 date system', { timeout: 30_000 }, () => {
  // support.microsoft.com, «Sistemas de fechas en Excel»: 5 July 2011 is 40729 or 39267.
  it.each([
    ['FECHA(2011;7;5)', 40_729, 39_267],
    ['HOY()', 46_352, 44_890],
    ['AÑO(0)', 1900, 1904],
    ['MES(FECHA(2025;3;31))', 3, 3],
    ['FIN.MES(FECHA(2025;2;10);0)', 45_716, 44_254],
    ['DIAS(FECHA(2025;3;31);FECHA(2025;3;1))', 30, 30],
    ['FECHANUMERO("31/03/2025")', 45_747, 44_285],
    ['B1', 45_747, 44_285],
  ])('%s gives %d and there %d', async (argument, in1900, in1904) => {
    for (const [system, expected] of [
      [1900, in1900],
      [1904, in1904],
    ] as const) {
      const seen = await openWithFunction({ stream: true }, system);
      workbench!.workbook.typeInto('Hoja1!B1', '31/03/2025');
      expect(workbench!.workbook.getText('Hoja1!B1')).toBe('31/03/2025');
      expect(await callWith(seen, argument)).toBe(expected);
      workbench!.dispose();
    }
  });

  it('stays one when it is saved and opened', async () => {
    await openWithFunction({}, 1904);
    const file = workbench!.save();
    workbench!.dispose();
    workbench = await createHeadlessWorkbench({ file });
    workbench.workbook.typeInto('A1', '=TEXTO(FECHA(2025;3;31);"dd/mm/aaaa")');
    workbench.workbook.typeInto('A2', '=FECHA(2025;3;31)');
    await workbench.settled();
    expect(workbench.workbook.getValue('A1')).toBe('31/03/2025');
    expect(workbench.workbook.getValue('A2')).toBe(44_285);
  });
});

describe('a volatile formula', { timeout: 30_000 }, () => {
  // github.com/OfficeDev/Excel-Custom-Functions/issues/262: HOY() as an argument calls the function again
  // with every edit of the workbook.
  it.each([
    ['HOY()', 3],
    ['AHORA()', 3],
    ['"HOY()"', 1],
    ['"hoy"', 1],
  ])('with %s is called %d times over two edits elsewhere', async (argument, calls) => {
    const seen = await openWithFunction({ stream: true });
    await callWith(seen, argument);
    for (const cell of ['Hoja1!D1', 'Hoja1!D2']) {
      workbench!.workbook.setValue(cell, 1);
      await workbench!.settled();
    }
    expect(seen).toHaveLength(calls);
    expect(workbench!.workbook.getValue('Hoja1!A1')).toBe(1);
    expect(workbench!.host.functions.liveCount).toBe(1);
  });
});

describe('calculating again', { timeout: 30_000 }, () => {
  // learn.microsoft.com, Excel.CalculationType: «Recalculate» is for what is dirty, «Full» for all cells.
  const ways: [string, (context: Excel.RequestContext) => void, number][] = [
    ['Recalculate', ({ application }) => application.calculate('Recalculate'), 1],
    ['Full', ({ application }) => application.calculate('Full'), 2],
    ['the range', ({ workbook }) => workbook.getActiveCell().calculate(), 2],
    ['the sheet', ({ workbook }) => workbook.worksheets.getFirst().calculate(true), 2],
  ];
  it.each(ways)('%s calls the function again or not', async (_, calculate, calls) => {
    const seen = await openWithFunction({ stream: true });
    await callWith(seen, '"hoy"');
    await Excel.run(async (context) => {
      calculate(context);
      await context.sync();
    });
    await workbench!.settled();
    expect(seen).toHaveLength(calls);
    expect(workbench!.host.functions.liveCount).toBe(1);
    expect(workbench!.workbook.getValue('Hoja1!A1')).toBe(1);
  });

  it('wakes the functions of a workbook just opened, which sleep until then', async () => {
    const asleep = await openWithFunction({ stream: true });
    await callWith(asleep, '"hoy"');
    const file = workbench!.save();
    workbench!.dispose();
    const seen = await openWithFunction({ stream: true }, 1900, {}, file);
    await workbench!.settled();
    expect([seen.length, workbench!.workbook.getValue('Hoja1!A1')]).toEqual([0, 1]);
    for (const [type, calls] of [
      ['Recalculate', 0],
      ['Full', 1],
    ] as const) {
      await Excel.run(async (context) => {
        context.application.calculate(type);
        await context.sync();
      });
      await workbench!.settled();
      expect(seen).toHaveLength(calls);
    }
  });
});
