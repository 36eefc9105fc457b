// Where a workbook that is kinder than Excel would let the add-in pass: limits, names, copies, manual
// calculation, what a file keeps. Each row is known from Microsoft's documentation, named beside it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHeadlessWorkbench, type HeadlessWorkbench } from '../headless.ts';

let workbench: HeadlessWorkbench;

beforeEach(async () => {
  workbench = await createHeadlessWorkbench();
});
afterEach(() => workbench.dispose());

/** Runs over the active sheet and syncs. */
function onSheet<T>(work: (sheet: Excel.Worksheet) => T): Promise<T> {
  return Excel.run(async (context) => {
    const result = work(context.workbook.worksheets.getActiveWorksheet());
    await context.sync();
    return result;
  });
}

const invalid = { code: 'InvalidArgument' };

describe('names of sheets', () => {
  // support.microsoft.com, «Cambiar el nombre de una hoja de cálculo».
  const refused = ['', ' ', 'History', 'historial', 'x'.repeat(32), "'Caja", "Caja'"];
  it.each([...refused, ...[...'[]:*?/\\'].map((sign) => `a${sign}b`)])(
    '«%s» is refused',
    async (name) => {
      await expect(onSheet((sheet) => (sheet.name = name))).rejects.toMatchObject(invalid);
      const adding = onSheet((sheet) => sheet.context.workbook.worksheets.add(name));
      await expect(adding).rejects.toMatchObject(invalid);
      expect(workbench.workbook.sheets).toEqual(['Hoja1']);
    },
  );

  it('31 characters are enough, and a name is taken once, whatever its case', async () => {
    await onSheet((sheet) => (sheet.name = 'x'.repeat(31)));
    expect(workbench.workbook.sheets).toEqual(['x'.repeat(31)]);
    const adding = onSheet((sheet) => sheet.context.workbook.worksheets.add('X'.repeat(31)));
    await expect(adding).rejects.toMatchObject({ code: 'ItemAlreadyExists' });
  });

  it('the last visible sheet can be neither hidden nor deleted', async () => {
    await onSheet((sheet) => {
      sheet.context.workbook.worksheets.add('Oculta').visibility = 'VeryHidden';
    });
    const hidden = await onSheet((sheet) =>
      sheet.context.workbook.worksheets.getItem('Oculta').load('visibility'),
    );
    expect(hidden.visibility).toBe('VeryHidden');
    await expect(onSheet((sheet) => (sheet.visibility = 'Hidden'))).rejects.toMatchObject(invalid);
    await expect(onSheet((sheet) => sheet.delete())).rejects.toMatchObject(invalid);
  });
});

describe('copies of sheets', () => {
  it('are named «Hoja1 (2)», also from the menu, and a long name is cut', async () => {
    const { workbook } = workbench;
    expect(await workbook.copySheet('Hoja1')).toBe('Hoja1 (2)');
    expect(await workbook.copySheet('Hoja1 (2)')).toBe('Hoja1 (3)');
    await workbook.renameSheet('Hoja1', 'x'.repeat(31));
    expect(await workbook.copySheet('x'.repeat(31))).toBe(`${'x'.repeat(27)} (2)`);
  });

  it('bring the names of the sheet and leave its custom properties', async () => {
    await onSheet((sheet) => {
      sheet.customProperties.add('clave', 'valor');
      sheet.names.add('_oculto', '="di ""no"""').visible = false;
      sheet.names.add('lugar', sheet.getRange('B2'));
      sheet.context.workbook.names.add('total', sheet.getRange('B9'));
      sheet.context.workbook.notes.add('A1', 'Nota');
      sheet.getRange('B2').values = [[5]];
    });
    const name = await workbench.workbook.copySheet('Hoja1');
    const read = await Excel.run(async (context) => {
      const copy = context.workbook.worksheets.getItem(name);
      const items = ['_oculto', 'lugar', 'total'].map((item) => copy.names.getItem(item));
      for (const item of items) item.load('value,visible,scope');
      copy.customProperties.load('items');
      const place = items[1]!.getRange().load('address,values');
      await context.sync();
      expect(copy.customProperties.items).toEqual([]);
      expect(items.map((item) => item.scope)).toEqual(['Worksheet', 'Worksheet', 'Worksheet']);
      expect([items[0]!.value, items[0]!.visible]).toEqual(['di "no"', false]);
      return [place.address, place.values];
    });
    expect(read).toEqual([`'${name}'!B2`, [[5]]]);
    await workbench.workbook.deleteSheet(name);
    expect(workbench.workbook.sheets).toEqual(['Hoja1']);
  });
});

describe('what a cell holds', () => {
  // support.microsoft.com, «Especificaciones y límites de Excel».
  it.each<[string, string, boolean]>([
    ['32,767 characters', 'x'.repeat(32_767), true],
    ['32,768 characters', 'x'.repeat(32_768), false],
    ['a formula of 8,192', `=${'1+'.repeat(4095)}1`, true],
    ['a formula of more', `=${'1+'.repeat(4096)}1`, false],
  ])('%s: %3$s', async (_, text, isAccepted) => {
    const writing = onSheet((sheet) => (sheet.getRange('A1').values = [[text]]));
    if (isAccepted) await writing;
    else await expect(writing).rejects.toMatchObject(invalid);
  });

  it('refuses tables of another or of no shape, and leaves what is null', async () => {
    workbench.workbook.paste('A1', [[1, 2]]);
    for (const values of [[], [[1], [2]], [[1, 2], [3]], [1, 2], [[1, { a: 1 }]]]) {
      const writing = onSheet((sheet) => (sheet.getRange('A1:B1').values = values as unknown[][]));
      await expect(writing, JSON.stringify(values)).rejects.toMatchObject(invalid);
    }
    await onSheet((sheet) => (sheet.getRange('A1:B1').values = [[null, 5]]));
    expect(workbench.workbook.getValues('A1:B1')).toEqual([[1, 5]]);
  });

  it('merging keeps the first value only, and nothing is written beneath', async () => {
    // support.microsoft.com, «Combinar y separar celdas».
    workbench.workbook.paste('A1', [
      ['', 'uno'],
      ['dos', 'tres'],
    ]);
    await onSheet((sheet) => sheet.getRange('A1:B2').merge());
    expect(workbench.workbook.getValues('A1:B2')).toEqual([
      ['uno', ''],
      ['', ''],
    ]);
    await onSheet(
      (sheet) =>
        (sheet.getRange('A1:B2').values = [
          ['a', 'b'],
          ['c', 'd'],
        ]),
    );
    await onSheet((sheet) => sheet.getRange('A1:B2').unmerge());
    expect(workbench.workbook.getValues('A1:B2')).toEqual([
      ['a', ''],
      ['', ''],
    ]);
  });

  it('an error that is typed is an error, a text that spells one is a text', async () => {
    workbench.workbook.paste('A1', [['#N/D', "'#N/A", '#N/A']]);
    workbench.workbook.setFormula('A2', '=ISERROR(A1)');
    await workbench.settled();
    const range = await onSheet((sheet) =>
      sheet.getRange('A1:C1').load('values,valueTypes,text,formulas'),
    );
    expect(range.values).toEqual([['#N/A', '#N/A', '#N/A']]);
    expect(range.valueTypes).toEqual([['Error', 'String', 'String']]);
    expect(range.text).toEqual([['#N/D', '#N/A', '#N/A']]);
    expect(workbench.workbook.getValue('A2')).toBe(true);
  });

  it('has formulas and formats in the language of the computer too', async () => {
    await onSheet((sheet) => {
      sheet.getRange('A1').formulasLocal = [['=SUMA(1,5;2)']];
      sheet.getRange('A1').numberFormatLocal = [['#.##0,00']];
    });
    const range = await onSheet((sheet) =>
      sheet.getRange('A1').load('formulas,formulasLocal,numberFormat,numberFormatLocal,text'),
    );
    expect(range.formulas).toEqual([['=SUM(1.5,2)']]);
    expect(range.formulasLocal).toEqual([['=SUMA(1,5;2)']]);
    expect([range.numberFormat, range.numberFormatLocal]).toEqual([[['#,##0.00']], [['#.##0,00']]]);
    expect(range.text).toEqual([['3,50']]);
  });
});

describe('names of cells', () => {
  // support.microsoft.com, «Usar nombres en fórmulas»: a name does not read as a cell.
  it.each(['A1', 'TAX2025', 'R1C1', 'c', '1a', 'con espacio', 'x'.repeat(256)])(
    '«%s» is refused',
    async (name) => {
      const adding = onSheet((sheet) => sheet.names.add(name, sheet.getRange('A1')));
      await expect(adding).rejects.toMatchObject(invalid);
    },
  );

  it('stand for texts of at most 255 characters', async () => {
    await onSheet((sheet) => sheet.names.add('corto', `="${'x'.repeat(255)}"`));
    const adding = onSheet((sheet) => sheet.names.add('largo', `="${'x'.repeat(256)}"`));
    await expect(adding).rejects.toMatchObject(invalid);
  });
});

describe('looks', () => {
  it('takes colours by their HTML names and refuses others', async () => {
    await onSheet((sheet) => {
      sheet.getRange('A1').format.fill.color = 'LightBlue';
      sheet.getRange('A1').format.font.color = 'rebeccapurple';
    });
    expect(workbench.workbook.getFill('A1')).toBe('#ADD8E6');
    expect(workbench.workbook.getFontColor('A1')).toBe('#663399');
    const painting = onSheet((sheet) => (sheet.getRange('A1').format.fill.color = 'celeste'));
    await expect(painting).rejects.toMatchObject(invalid);
  });

  it('has the cell styles of Excel, which nobody deletes', async () => {
    await onSheet((sheet) => (sheet.getRange('A1').style = 'Good'));
    expect(workbench.workbook.getStyleName('A1')).toBe('Good');
    expect(workbench.workbook.getFill('A1')).toBe('#C6EFCE');
    const style = await onSheet((sheet) =>
      sheet.context.workbook.styles.getItem('Heading1').load('builtIn'),
    );
    expect(style.builtIn).toBe(true);
    const deleting = onSheet((sheet) => sheet.context.workbook.styles.getItem('Good').delete());
    await expect(deleting).rejects.toMatchObject(invalid);
    const unknown = onSheet((sheet) => (sheet.getRange('A1').style = 'Bueno'));
    await expect(unknown).rejects.toMatchObject({ code: 'ItemNotFound' });
  });

  it('shows a note always when told so', async () => {
    const note = await onSheet((sheet) => {
      const added = sheet.context.workbook.notes.add('B2', 'Mire aquí');
      added.visible = true;
      return added.load('visible');
    });
    expect(note.visible).toBe(true);
  });

  it('clears what it knows and names what it does not', async () => {
    const links = onSheet((sheet) => sheet.getRange('A1').clear('Hyperlinks'));
    await expect(links).rejects.toMatchObject({ code: 'ApiNotFound' });
    const other = onSheet((sheet) => sheet.getRange('A1').clear('Todo' as 'All'));
    await expect(other).rejects.toMatchObject(invalid);
  });
});

describe('calculation', () => {
  async function setMode(mode: Excel.CalculationMode | 'Automatic' | 'Manual'): Promise<void> {
    await Excel.run(async (context) => {
      context.application.calculationMode = mode;
      await context.sync();
    });
    await workbench.settled();
  }

  // learn.microsoft.com, Excel.CalculationMode: «Calculation is done when the user requests it».
  it('waits to be asked for in manual mode, and catches up afterwards', async () => {
    const { workbook } = workbench;
    workbook.setValue('A1', 1);
    workbook.setFormula('B1', '=A1*2');
    await workbench.settled();
    await setMode('Manual');
    workbook.setValue('A1', 5);
    workbook.setFormula('C1', '=A1*3');
    await workbench.settled();
    expect(workbook.getValues('B1:C1')).toEqual([[2, 15]]);
    await Excel.run(async (context) => {
      context.application.calculate('Recalculate');
      await context.sync();
    });
    await workbench.settled();
    expect(workbook.getValue('B1')).toBe(10);
    workbook.setValue('A1', 6);
    await workbench.settled();
    expect(workbook.getValue('B1')).toBe(10);
    await setMode('Automatic');
    expect(workbook.getValues('B1:C1')).toEqual([[12, 18]]);
  });

  it('has three modes and no other', async () => {
    await expect(setMode('Siempre' as 'Manual')).rejects.toMatchObject(invalid);
  });

  it('keeps spilled results in the file, and takes them back when they shrink', async () => {
    workbench.workbook.setValue('A1', 3);
    workbench.workbook.setFormula('B1', '=SEQUENCE(A1)*10');
    workbench.workbook.setFormula('C1', '=SUM(B1:B3)');
    await workbench.settled();
    const file = workbench.save();
    workbench.dispose();
    workbench = await createHeadlessWorkbench({ file });
    const { workbook } = workbench;
    expect(workbook.getValues('B1:B4')).toEqual([[10], [20], [30], ['']]);
    const range = await onSheet((sheet) => sheet.getRange('B1:B3').load('values,hasSpill'));
    expect([range.values, range.hasSpill]).toEqual([[[10], [20], [30]], true]);
    workbook.setValue('A1', 2);
    await workbench.settled();
    expect(workbook.getValues('B1:B4')).toEqual([[10], [20], [''], ['']]);
    expect(workbook.getValue('C1')).toBe(30);
  });
});
