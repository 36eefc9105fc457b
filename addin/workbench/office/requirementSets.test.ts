// The workbook answers for the Excel that it claims to be: members of newer sets fail by their name, and
// every member that it offers is one of Office.js.
import { afterEach, describe, expect, it } from 'vitest';
import { createHeadlessWorkbench, loadApiSets, type HeadlessWorkbench } from '../headless.ts';
import { documentedMember } from './apiSets.ts';
import { OfficeObject } from './officeObject.ts';
import { isSetSupported, missingSet, NEWEST_SETS } from './requirementSets.ts';
import { WorkbookObject } from './objects/workbookObject.ts';

let workbench: HeadlessWorkbench | undefined;
afterEach(() => workbench?.dispose());

async function openAs(excelApi: string): Promise<void> {
  workbench = await createHeadlessWorkbench({ requirementSets: { ExcelApi: excelApi } });
}

describe('requirement sets', () => {
  it.each([
    ['Worksheet', 'CustomProperties', 'ExcelApi 1.12'],
    ['Worksheet', 'Name', 'ExcelApi 1.1'],
    ['Worksheet', 'Gridlines', 'ExcelApi 1.8'],
    ['Worksheet', '_RegisterDataChangedEvent', 'ExcelApi 1.7'],
    ['Workbook', 'Notes', 'ExcelApi 1.18'],
    ['Workbook', '_Runtime', 'ExcelApi 1.8'],
    ['Application', 'CultureInfo', 'ExcelApi 1.11'],
    ['Range', 'GetSpecialCellsOrNullObject', 'ExcelApi 1.9'],
    ['Worksheet', 'GetRange', 'ExcelApi 1.1'],
  ])('%s.%s belongs to %3$s', (type, name, set) => {
    expect(loadApiSets()[documentedMember(type, name) ?? '']).toBe(set);
  });

  it('are compared as versions, not as decimals', () => {
    expect(isSetSupported({ ExcelApi: '1.9' }, 'ExcelApi', '1.10')).toBe(false);
    expect(isSetSupported({ ExcelApi: '1.10' }, 'ExcelApi', '1.9')).toBe(true);
    expect(isSetSupported({ ExcelApi: '1.10' }, 'ExcelApi', 1.1)).toBe(true);
    expect(isSetSupported({}, 'ExcelApi', '1.1')).toBe(false);
  });

  it('leave Office.js its own plumbing', () => {
    expect(
      missingSet({ ExcelApi: '1.1' }, loadApiSets(), 'Range', '_KeepReference'),
    ).toBeUndefined();
  });

  it('refuse what is newer, by its name and set, and serve what is old enough', async () => {
    await openAs('1.11');
    expect(Office.context.requirements.isSetSupported('ExcelApi', '1.11')).toBe(true);
    expect(Office.context.requirements.isSetSupported('ExcelApi', '1.12')).toBe(false);
    const asked = Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.customProperties.load('items');
      await context.sync();
    });
    await expect(asked).rejects.toMatchObject({
      code: 'ApiNotFound',
      message: expect.stringContaining('1.12') as unknown,
    });
    await Excel.run(async (context) => {
      context.application.cultureInfo.load('name');
      await context.sync();
    });
  });

  it('refuse it also when Office.js itself does not ask', async () => {
    await openAs('1.8');
    // Bound to no class of Office.js's own check: the message is made by hand.
    const host = workbench!.host;
    const answers: string[] = [];
    host.connect({ post: (text) => answers.push(text), hasFunction: () => false });
    const body = {
      Actions: [
        {
          Id: 1,
          ActionType: 2,
          Name: '',
          ObjectPathId: 3,
          QueryInfo: { Select: ['rowHidden', 'cellCount'] },
        },
      ],
      ObjectPaths: {
        1: { Id: 1, ObjectPathType: 1, Name: '' },
        2: { Id: 2, ObjectPathType: 3, Name: 'GetActiveCell', ParentObjectPathId: 1 },
        3: {
          Id: 3,
          ObjectPathType: 3,
          Name: 'GetSpecialCellsOrNullObject',
          ParentObjectPathId: 2,
          ArgumentInfo: { Arguments: ['Visible'] },
        },
      },
    };
    host.receive(JSON.stringify({ id: 1, type: 1, message: { url: 'ProcessQuery', body } }));
    await workbench!.settled();
    expect(answers.join()).toContain('GetSpecialCellsOrNullObject es de ExcelApi 1.9');
  });
});

/** Types reached from the workbook by reading its members and those of what they hold. */
function reachableTypes(start: OfficeObject): Map<string, OfficeObject> {
  const found = new Map<string, OfficeObject>();
  const waiting = [start];
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (found.has(object.typeName)) continue;
    found.set(object.typeName, object);
    for (const name of membersOf(object)) {
      const isGetter = typeof readMember(object, name) === 'object';
      const value = isGetter ? readMember(object, name) : undefined;
      if (value instanceof OfficeObject) waiting.push(value);
    }
    const items = (object as { items?: () => OfficeObject[] }).items?.() ?? [];
    const [first] = items;
    if (first) waiting.push(first);
  }
  return found;
}

function readMember(object: OfficeObject, name: string): unknown {
  try {
    return (object as unknown as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function membersOf(object: OfficeObject): string[] {
  const names = new Set(Object.getOwnPropertyNames(object));
  for (let type = Object.getPrototypeOf(object) as object; type !== OfficeObject.prototype;) {
    for (const name of Object.getOwnPropertyNames(type)) names.add(name);
    type = Object.getPrototypeOf(type) as object;
  }
  return [...names].filter((name) => /^[A-Z]/.test(name));
}

it('every member that the workbook offers is one of Office.js, within the newest sets', async () => {
  await openAs('1.18');
  await Excel.run(async (context) => {
    const { workbook } = context;
    const sheet = workbook.worksheets.getActiveWorksheet();
    workbook.settings.add('a', 'b');
    workbook.names.add('nombre', sheet.getRange('A1'));
    workbook.styles.add('estilo');
    sheet.tables.add('A1:B2', true);
    sheet.customProperties.add('a', 'b');
    workbook.notes.add('C1', 'nota');
    await context.sync();
  });
  const context = (
    workbench!.host as unknown as { context: ConstructorParameters<typeof WorkbookObject>[0] }
  ).context;
  const workbook = new WorkbookObject(context);
  const types = reachableTypes(workbook);
  for (const [name, object] of reachableTypes(workbook.GetActiveCell())) types.set(name, object);
  const apiSets = loadApiSets();
  const strangers = [...types].flatMap(([typeName, object]) =>
    membersOf(object)
      .map((name) => documentedMember(typeName, name))
      .filter((name) => name !== undefined && !(name in apiSets)),
  );
  expect(types.size).toBeGreaterThan(20);
  expect(strangers).toEqual([]);
  const tooNew = [...types].flatMap(([typeName, object]) =>
    membersOf(object).filter((name) => missingSet(NEWEST_SETS, apiSets, typeName, name)),
  );
  expect(tooNew).toEqual([]);
});
