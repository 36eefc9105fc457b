// Which account may be added, and what it inherits (P01–P05).
import { describe, expect, it } from 'vitest';
import { readChart } from '../testing/testBooks.ts';
import { planAccount } from './accounts.ts';
import { ChartIndex } from './chartIndex.ts';

const chart = new ChartIndex(
  readChart(`
    12 Resultados · patrimonio
    129 Resultado · patrimonio
    4 Deudores · activo
    430 Clientes · activo · tercero
    4300000001 Cliente uno · activo · tercero
    431 Efectos · activo
    570 Caja · activo
    629 Servicios · gasto · cc
    9 Orden · orden
  `),
  10,
);
const used = new Set([chart.find('570')!.id, chart.find('430')!.id]);
const plan = (code: string | number, input: Partial<Parameters<typeof planAccount>[1]> = {}) =>
  planAccount(chart, { code, name: ' Nueva ', ...input }, (id) => used.has(id));
const rejectionsOf = (...input: Parameters<typeof plan>) =>
  plan(...input).rejections.map(({ code, field }) => `${code} ${field}`);

describe('refused', () => {
  it.each<[string, string | number, string[]]>([
    ['P04 more than 20 characters', '1'.repeat(21), ['account-code-invalid code']],
    ['P04 a formula', '=SUMA(A1)', ['account-code-unsafe code']],
    ['P04 no code', 'niño', ['account-code-invalid code']],
    ['P04 what Excel takes for a number', '5.7E5', ['account-code-unsafe code']],
    ['P04 what Excel takes for a date', '1-2', ['account-code-unsafe code']],
    ['P04 a number that lost its digits', 1e20, ['account-code-invalid code']],
    ['P05 «Registro ya fue incluido»', '430', ['account-duplicate code']],
    ['P05 however it is written', " '4 30 ", ['account-duplicate code']],
    ['P05 as a number', 4_300_000_001, ['account-duplicate code']],
    ['P05 by the point shorthand', '430.1', ['account-duplicate code']],
    ['P03 the account above has entries', '5701', ['account-parent-has-postings code']],
    ['P03 also when blanks surround the code', ' 5701 ', ['account-parent-has-postings code']],
    ['P03 in the middle of the chart', '43', ['account-in-the-middle code']],
    ['P03 above everything', '43000', ['account-in-the-middle code']],
    ['no account above says what it is', '8', ['account-kind-missing kind']],
    ['everything at once', '62', ['account-in-the-middle code', 'account-kind-missing kind']],
  ])('%s', (_name, code, expected) => {
    expect(rejectionsOf(code)).toEqual(expected);
  });
});

describe('accepted', () => {
  it('P01 below the nearest account, from which it takes what it is', () => {
    expect(plan('4310')).toEqual({
      rejections: [],
      row: {
        code: '4310',
        name: 'Nueva',
        kind: 'asset',
        nature: 'debit',
        requiresParty: false,
        requiresCostCenter: false,
        closesInto: null,
        closesApart: false,
      },
    });
    expect(plan('6291')).toMatchObject({ row: { kind: 'expense', requiresCostCenter: true } });
  });

  it('P01 the point shorthand makes a working subaccount', () => {
    expect(plan('430.2')).toMatchObject({
      row: { code: '4300000002', requiresParty: true, kind: 'asset' },
    });
  });

  it('P02 a total that had entries before it became one takes further accounts', () => {
    // 430 has entries of old, and 4300000001 below it already: adding another changes nothing.
    expect(rejectionsOf('4300000002')).toEqual([]);
  });

  it('says for itself what it is', () => {
    expect(plan('8', { kind: 'income' })).toMatchObject({ row: { nature: 'credit' } });
    expect(plan('1291', { nature: 'debit' })).toMatchObject({
      row: { kind: 'equity', nature: 'debit' },
    });
    expect(plan('439', { kind: 'liability', requiresParty: true })).toMatchObject({
      row: { kind: 'liability', nature: 'credit', requiresParty: true },
    });
    expect(plan('91')).toMatchObject({ row: { kind: 'memorandum', nature: 'debit' } });
  });
});
