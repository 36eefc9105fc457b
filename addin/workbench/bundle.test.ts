// The built bundle runs beside Office.js as in Excel, with nothing of Node's module system.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createHeadlessWorkbench } from './headless.ts';

const BUNDLE = `
  Office.onReady(function (info) {
    Office.actions.associate('cuadre.write', function (event) {
      Excel.run(function (context) {
        context.workbook.worksheets.getActiveWorksheet().getRange('A1').values = [[info.host]];
        return context.sync();
      }).then(function () {
        return fetch('/v1/session');
      }).then(function (response) {
        localStorage.setItem('status', String(response.status));
        event.completed();
      });
    });
  });
  CustomFunctions.associate('NOMBRE.CUENTA', function (code) { return 'Cuenta ' + code; });
`;

it('loads a built bundle, its commands, functions and requests', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-'));
  const path = join(folder, 'addin.js');
  writeFileSync(path, BUNDLE);
  const asked: string[] = [];
  const storage = new Map<string, string>();
  const workbench = await createHeadlessWorkbench({
    bundlePaths: [path],
    baseUrl: 'https://contabilidad.example',
    storage,
    fetch: async (input) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return new Response('{}', { status: 401 });
    },
    functionsMetadata: {
      functions: [{ id: 'NOMBRE.CUENTA', name: 'NOMBRE.CUENTA', parameters: [{ name: 'cuenta' }] }],
    },
  });
  try {
    workbench.workbook.typeInto('B1', '=NOMBRE.CUENTA(430)');
    await workbench.settled();
    await workbench.runCommand('cuadre.write');
    expect(workbench.workbook.getValues('A1:B1')).toEqual([['Excel', 'Cuenta 430']]);
    expect(asked).toEqual(['https://contabilidad.example/v1/session']);
    expect(storage.get('status')).toBe('401');
  } finally {
    workbench.dispose();
    rmSync(folder, { recursive: true });
  }
});

it('starts waiting functions when the add-in brings them, and again for a new pane', async () => {
  const workbench = await createHeadlessWorkbench({
    functionsMetadata: { functions: [{ id: 'TARDE', name: 'TARDE', parameters: [] }] },
  });
  try {
    workbench.workbook.typeInto('A1', '=TARDE()');
    await workbench.host.grid.calculation.whenDone();
    expect(workbench.traffic.invocations).toBe(0);
    expect(workbench.workbook.getValue('A1')).toBe('#BUSY!');
    CustomFunctions.associate('TARDE', () => 'ya');
    await workbench.settled();
    expect(workbench.workbook.getValue('A1')).toBe('ya');
  } finally {
    workbench.dispose();
  }
});
