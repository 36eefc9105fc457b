// Custom functions through real Office.js: streaming, cancelling, spilling, failing, moving.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionsMetadata } from './functions/functionMetadata.ts';
import { createHeadlessWorkbench, type HeadlessWorkbench } from './headless.ts';

interface StreamingCall {
  values: unknown[];
  invocation: CustomFunctions.StreamingInvocation<unknown>;
  isCanceled: boolean;
}

const functionsMetadata: FunctionsMetadata = {
  functions: [
    {
      id: 'SALDO',
      name: 'SALDO',
      parameters: [
        { name: 'cuenta', type: 'any', dimensionality: 'matrix' },
        { name: 'fecha', type: 'any' },
        { name: 'filtros', type: 'any', optional: true },
      ],
      options: { stream: true, cancelable: true },
    },
    {
      id: 'BALANCE.COMPROBACION',
      name: 'BALANCE.COMPROBACION',
      parameters: [{ name: 'desde', type: 'any' }],
      result: { dimensionality: 'matrix' },
      options: { stream: true, cancelable: true },
    },
    { id: 'DOBLE', name: 'DOBLE', parameters: [{ name: 'importe', type: 'number' }] },
  ],
};

let workbench: HeadlessWorkbench;
let calls: StreamingCall[];

/** Answers as the caller of the test wants, and remembers every call. */
function associateStreaming(id: string, answer: (call: StreamingCall) => void): void {
  CustomFunctions.associate(id, (...args: unknown[]) => {
    const invocation = args.at(-1) as CustomFunctions.StreamingInvocation<unknown>;
    const call: StreamingCall = { values: args.slice(0, -1), invocation, isCanceled: false };
    invocation.onCanceled = () => {
      call.isCanceled = true;
    };
    calls.push(call);
    answer(call);
  });
}

beforeEach(async () => {
  calls = [];
  workbench = await createHeadlessWorkbench({
    functionsMetadata,
    clock: () => new Date(2025, 2, 31, 10, 0, 0),
  });
});
afterEach(() => workbench.dispose());

describe('custom functions', () => {
  it('passes Spanish typing, ranges, omitted arguments and the clock to the function', async () => {
    associateStreaming('SALDO', ({ invocation }) => invocation.setResult(1210.5));
    workbench.workbook.setValue('Hoja1!C1', '430');
    workbench.workbook.typeInto('Hoja1!C2', "'0043");
    workbench.workbook.typeInto('Hoja1!A1', '=SALDO("430";HOY())');
    workbench.workbook.typeInto(
      'Hoja1!A2',
      '=SI(SALDO(C1:C3;FECHA(2025;1;31);"cc=01")>1000,5;"sí";"no")',
    );
    await workbench.settled();
    expect(workbench.workbook.getValue('Hoja1!A1')).toBe(1210.5);
    expect(workbench.workbook.getValue('Hoja1!A2')).toBe('sí');
    expect(calls.map((call) => call.values)).toEqual([
      [[['430']], 45747, null],
      [[[430], ['0043'], ['']], 45688, 'cc=01'],
    ]);
    expect(workbench.workbook.getFormula('Hoja1!A1')).toBe('=SALDO("430",TODAY())');
  });

  it('shows #BUSY! until the first result and follows every later one', async () => {
    associateStreaming('SALDO', () => {});
    workbench.workbook.typeInto('A1', '=SALDO("430";"2025")');
    workbench.workbook.typeInto('A2', '=A1*2');
    await workbench.host.grid.calculation.whenDone();
    expect(workbench.workbook.getValue('A1')).toBe('#BUSY!');
    await expect.poll(() => calls.length).toBe(1);
    calls[0]!.invocation.setResult(10);
    await workbench.settled();
    expect(workbench.workbook.getValues('A1:A2')).toEqual([[10], [20]]);
    calls[0]!.invocation.setResult(-7.25);
    await expect.poll(() => workbench.workbook.getValue('A2')).toBe(-14.5);
    expect(calls).toHaveLength(1);
  });

  it('cancels when the formula goes or its arguments change', async () => {
    associateStreaming('SALDO', ({ invocation, values }) => {
      invocation.setResult(String((values[0] as string[][])[0]![0]));
    });
    workbench.workbook.setValue('B1', 'x430');
    workbench.workbook.typeInto('A1', '=SALDO(B1;"2025")');
    await workbench.settled();
    expect(workbench.workbook.getValue('A1')).toBe('x430');
    workbench.workbook.setValue('B1', 'x700');
    await workbench.settled();
    expect(workbench.workbook.getValue('A1')).toBe('x700');
    expect(calls.map((call) => call.isCanceled)).toEqual([true, false]);
    workbench.workbook.clear('A1');
    await workbench.settled();
    expect(calls.map((call) => call.isCanceled)).toEqual([true, true]);
    expect(workbench.traffic).toMatchObject({ invocations: 2, cancellations: 2 });
    expect(workbench.host.functions.liveCount).toBe(0);
  });

  it('spills a table, also when a later one has another size', async () => {
    associateStreaming('BALANCE.COMPROBACION', ({ invocation }) =>
      invocation.setResult([
        ['430', 'Clientes', 1210],
        ['700', 'Ventas', -1000],
      ]),
    );
    workbench.workbook.typeInto('B2', '=BALANCE.COMPROBACION("2025")');
    workbench.workbook.typeInto('F1', '=SUMA(D2:D9)');
    await workbench.settled();
    expect(workbench.workbook.getValues('B2:D3')).toEqual([
      ['430', 'Clientes', 1210],
      ['700', 'Ventas', -1000],
    ]);
    expect(workbench.workbook.getValue('F1')).toBe(210);
    calls[0]!.invocation.setResult([['430', 'Clientes', 5]]);
    await expect.poll(() => workbench.workbook.getValue('F1')).toBe(5);
    expect(workbench.workbook.getValues('B2:D3')).toEqual([
      ['430', 'Clientes', 5],
      ['', '', ''],
    ]);
    const spilled = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Hoja1');
      const spill = sheet.getRange('B2').getSpillingToRangeOrNullObject();
      const used = sheet.getUsedRangeOrNullObject(true);
      spill.load('address');
      used.load('address');
      await context.sync();
      return [spill.address, used.address];
    });
    expect(spilled).toEqual(['Hoja1!B2:D2', 'Hoja1!B1:F2']);
  });

  it('shows errors with their message', async () => {
    const { ErrorCode } = CustomFunctions;
    associateStreaming('SALDO', ({ invocation, values }) => {
      const account = (values[0] as string[][])[0]![0];
      const code = account === '999' ? ErrorCode.notAvailable : ErrorCode.invalidValue;
      const error = new CustomFunctions.Error(code, `La cuenta ${account} no existe`);
      invocation.setResult(error);
    });
    CustomFunctions.associate('DOBLE', () => {
      // CustomFunctions.Error is an Error in Office.js; its type declaration forgets it.
      throw new CustomFunctions.Error(
        ErrorCode.invalidValue,
        'Importe incorrecto',
      ) as unknown as Error;
    });
    workbench.workbook.typeInto('A1', '=SALDO("999";"2025")');
    workbench.workbook.typeInto('A2', '=SALDO("4x";"2025")');
    workbench.workbook.typeInto('A3', '=DOBLE(2)');
    workbench.workbook.typeInto('A4', '=SI.ERROR(SALDO("999";"2026");"nada")');
    await workbench.settled();
    const { workbook } = workbench;
    expect(workbook.getValues('A1:A4').flat()).toEqual(['#N/A', '#VALUE!', '#VALUE!', 'nada']);
    expect(workbook.getErrorMessage('A1')).toBe('La cuenta 999 no existe');
    expect(workbook.getErrorMessage('A2')).toBe('La cuenta 4x no existe');
    expect(workbook.getErrorMessage('A3')).toBe('Importe incorrecto');
    expect(workbook.getErrorMessage('A4')).toBeUndefined();
  });

  it('keeps an invocation alive when rows and columns come and go around its cell', async () => {
    associateStreaming('SALDO', ({ invocation }) => invocation.setResult(5));
    workbench.workbook.typeInto('B5', '=SALDO("430";"2025")');
    await workbench.settled();
    await workbench.workbook.insert('2:3');
    await workbench.workbook.insert('A:A');
    await workbench.workbook.delete('1:1');
    await workbench.settled();
    expect(workbench.workbook.getFormula('C6')).toBe('=SALDO("430","2025")');
    expect(workbench.workbook.getValue('C6')).toBe(5);
    calls[0]!.invocation.setResult(6);
    await expect.poll(() => workbench.workbook.getValue('C6')).toBe(6);
    expect(workbench.traffic).toMatchObject({ invocations: 1, cancellations: 0 });
    await workbench.workbook.delete('6:6');
    await workbench.settled();
    expect(calls[0]!.isCanceled).toBe(true);
  });

  it('sends a thousand calls in one message and takes their answers in one round trip', async () => {
    associateStreaming('SALDO', ({ invocation, values }) =>
      invocation.setResult(Number((values[0] as number[][])[0]![0]) * 2),
    );
    const rows = Array.from({ length: 1000 }, (_, row) => [row, `=SALDO(A${row + 1},"2025")`]);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Hoja1').getRange('A1:B1000').formulas = rows;
      await context.sync();
    });
    await workbench.settled();
    expect(workbench.workbook.getValue('B1000')).toBe(1998);
    expect(workbench.traffic).toMatchObject({
      invocations: 1000,
      invocationMessages: 1,
      functionRequests: 1,
      requests: 1,
    });
  });
});
