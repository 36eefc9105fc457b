// The chart in memory: parents, levels, leaves, and what somebody may type for a code (P01, P02).
import { describe, expect, it } from 'vitest';
import { readChart, smallChart } from '../testing/testBooks.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';

const spanish = new ChartIndex(
  readChart(`${smallChart}
    4304 Clientes en moneda extranjera · activo
  `),
  10,
);
const dotted = new ChartIndex(
  readChart(`
    1 Activo · activo
    1.1 Corriente · activo
    1.1.01 Caja · activo
    1.1.02 Bancos · activo
    1.10 Otros · activo
    1.10.1 Varios · activo
    2 Pasivo · pasivo
    2.1 Proveedores · pasivo
  `),
  0,
);

describe('P01 P02 levels and leaves', () => {
  it('follow the codes, whatever order the rows come in', () => {
    const shuffled = new ChartIndex(readChart(smallChart).reverse(), 10);
    expect(
      shuffled.accounts.map((account) => {
        const { code, level, parentCode, isPostable } = toWireAccount(account);
        return `${'  '.repeat(level - 1)}${code} ${parentCode ?? '–'}${isPostable ? '' : ' total'}`;
      }),
    ).toEqual([
      '1 – total',
      '  12 1 total',
      '    120 12',
      '    121 12',
      '    129 12',
      '4 – total',
      '  400 4',
      '  43 4 total',
      '    430 43 total',
      '      4300000001 430',
      '      4300000002 430',
      '57 – total',
      '  570 57',
      '  572 57',
      '  573 57',
      '60 – total',
      '  600 60',
      '629 –',
      '70 – total',
      '  700 70',
    ]);
  });

  it('nest by segment where codes have dots', () => {
    expect(dotted.accounts.map(({ code, level }) => `${code} ${level}`)).toEqual([
      '1 1',
      '1.1 2',
      '1.1.01 3',
      '1.1.02 3',
      '1.10 2',
      '1.10.1 3',
      '2 1',
      '2.1 2',
    ]);
  });
});

describe('P01 what somebody types', () => {
  it.each([
    ['430', '430'],
    [" '430 ", '430'],
    ['430.1', '4300000001'],
    ['430.0000001', '4300000001'],
    ['430.3', undefined],
    // 430.4 stands for 4300000004, which does not exist: never for 4304.
    ['430.4', undefined],
    ['4304', '4304'],
    ['43.00000001', '4300000001'],
    ['', undefined],
    ['zz', undefined],
  ])('ES %j is %s', (text, code) => {
    expect(spanish.resolve(text)?.code).toBe(code);
  });

  it.each([
    ['1.1.01', '1.1.01'],
    ['1101', undefined],
    ['1102', '1.1.02'],
    ['11', '1.1'],
    ['1.102', '1.1.02'],
    ['21', '2.1'],
    ['2.1.', '2.1'],
    ['3', undefined],
  ])('VE %j is %s', (text, code) => {
    // 1.1.01 and 1.10.1 are both 1101 without dots: neither is guessed.
    expect(dotted.resolve(text)?.code).toBe(text === '1101' ? undefined : code);
  });

  it('names the nearest codes, and the leaves of a total', () => {
    expect(spanish.nearest('4300001')).toEqual(['4300000001']);
    expect(spanish.nearest('579')).toEqual(['570', '572', '573']);
    // Neither a slip of the hand nor near: another subaccount of the same account.
    expect(spanish.nearest('4300000077')).toEqual([]);
    expect(spanish.nearest('4309')).toEqual(['4304']);
    expect(spanish.nearest('9')).toEqual([]);
    expect(spanish.leavesBelow(spanish.find('4')!).map(({ code }) => code)).toEqual([
      '400',
      '4300000001',
      '4300000002',
    ]);
  });

  it('does not know an id that no row has', () => {
    expect(() => spanish.get(999)).toThrow('account 999');
  });
});
