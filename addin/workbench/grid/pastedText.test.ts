// What Excel, a text editor or a web page leave on the clipboard.
import { expect, it } from 'vitest';
import { splitPastedText } from './pastedText.ts';

it('splits lines and tabs, whatever ends the lines', () => {
  expect(splitPastedText('430\tClientes\t1.210,00\r\n572\tBancos\t\r\n')).toEqual([
    ['430', 'Clientes', '1.210,00'],
    ['572', 'Bancos', ''],
  ]);
});

it('undoes quotation marks around a cell and keeps those inside', () => {
  expect(splitPastedText('"Bar ""El Puerto"""\t12"')).toEqual([['Bar "El Puerto"', '12"']]);
});
