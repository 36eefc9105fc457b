// The reader of chart tables: inheritance of traits, variants of a chart, and clear complaints.
import { describe, expect, it } from 'vitest';
import { findParentCode, parseChartTables } from './chartTable.ts';
import type { CodeSyntax } from './profile.ts';

const undotted: CodeSyntax = { separator: '', levelLengths: [1, 2, 4, 6], maxLength: 20 };
const dotted: CodeSyntax = { separator: '.', levelLengths: [], maxLength: 20 };

function parse(table: string, chartId = 'whole') {
  return parseChartTables([table], undotted, chartId);
}

describe('parseChartTables', () => {
  it('gives each account what its parent has and what its own row states', () => {
    const accounts = parse(`
      # a remark
      1 | Activo | asset
      13 | Deudores | party
      1305 | Clientes
      1399 | Provisiones | contra no-party
      139905 | Clientes
    `);
    expect(accounts.find(({ code }) => code === '1305')).toEqual({
      code: '1305',
      name: 'Clientes',
      kind: 'asset',
      nature: 'debit',
      parentCode: '13',
      requiresParty: true,
      requiresCostCenter: false,
      isContra: false,
    });
    expect(accounts.find(({ code }) => code === '139905')).toMatchObject({
      nature: 'credit',
      isContra: true,
      requiresParty: false,
    });
  });

  it('forgets contra when a row states its kind, and keeps it when the row repeats it', () => {
    const accounts = parse(`
      1 | Uno | equity contra
      11 | Pasivo | liability
      12 | Pasivo que resta | contra liability
      13 | Memorando | memorandum credit
      1305 | Por contra | contra
    `);
    expect(accounts.map(({ code, nature }) => `${code} ${nature}`)).toEqual([
      '1 debit',
      '11 credit',
      '12 debit',
      '13 credit',
      '1305 debit',
    ]);
  });

  it('leaves out of a chart the rows of another one, with all below them', () => {
    const table = `
      1 | Activo | asset
      11 | Nombre corto | only:small
      11 | Nombre largo | only:whole
      1105 | Caja
      12 | Derivados | only:whole
      1205 | De cobertura
    `;
    expect(parse(table, 'small').map(({ name }) => name)).toEqual([
      'Activo',
      'Nombre corto',
      'Caja',
    ]);
    expect(parse(table, 'whole').map(({ code }) => code)).toEqual([
      '1',
      '11',
      '1105',
      '12',
      '1205',
    ]);
  });

  it('P01 refuses a row whose parent is not above it, or whose code fits no level', () => {
    expect(() => parse('13 | Deudores | asset')).toThrow('Account 13 has no parent 1');
    expect(() => parse('1 | Activo | asset\n130 | Deudores')).toThrow('1, 2, 4, 6 digits');
    expect(() => parse('1 | Activo | asset\n1A | Deudores')).toThrow('digits');
  });

  it('P05 refuses a code that appears twice in the same chart', () => {
    expect(() => parse('1 | Activo | asset\n1 | Activo')).toThrow('Account 1 appears twice');
  });

  it('refuses rows it cannot understand, quoting them', () => {
    expect(() => parse('1 | Activo | assets')).toThrow('Unknown trait "assets"');
    expect(() => parse('1 | Activo')).toThrow('No kind stated or inherited');
    expect(() => parse('1 | Activo | asset income')).toThrow('Two kinds');
    expect(() => parse('1 | Activo | asset credit')).toThrow('Only memorandum');
    expect(() => parse('8 | Orden | memorandum')).toThrow('needs debit or credit');
    expect(() => parse('1 Activo')).toThrow('"1 Activo"');
  });
});

describe('findParentCode', () => {
  it('P01 reads levels from the separator or from the number of digits', () => {
    expect(findParentCode('1.1.1.01', dotted)).toBe('1.1.1');
    expect(findParentCode('1', dotted)).toBeNull();
    expect(findParentCode('110505', undotted)).toBe('1105');
    expect(() => findParentCode('1..1', dotted)).toThrow('not made of digits');
  });

  it('P04 refuses codes longer than the syntax allows', () => {
    expect(() => findParentCode('1.1.1.01.001.001.00001', dotted)).toThrow('longer than 20');
  });
});
