// The shipped charts as an accountant would check them: structure, kinds, sides and flags.
import { describe, expect, it } from 'vitest';
import { oppositeNature, usualNature } from '../../shared/account.ts';
import { findLeafCodes, type ChartAccount } from './chartAccount.ts';
import { findParentCode } from './chartTable.ts';
import { listProfiles } from './profile.ts';
import { findShippedChart } from './shippedChart.ts';

const charts = listProfiles().flatMap((profile) =>
  profile.charts.map(({ id }) => ({ id, profile, accounts: findShippedChart(id) ?? [] })),
);

function account(chartId: string, code: string): ChartAccount {
  const found = findShippedChart(chartId)?.find((candidate) => candidate.code === code);
  if (found === undefined) throw new Error(`${chartId} has no account ${code}`);
  return found;
}

/** One account in a line: code, kind, side, and what it asks for. */
function describeAccount(chartId: string, code: string): string {
  const { kind, nature, isContra, requiresParty } = account(chartId, code);
  const marks = [isContra ? 'contra' : '', requiresParty ? 'party' : ''].filter((mark) => mark);
  return [code, kind, nature, ...marks].join(' ');
}

function describeAll(chartId: string, codes: string): string[] {
  return codes.split(' ').map((code) => describeAccount(chartId, code));
}

describe.each(charts)('chart $id', ({ id, profile, accounts }) => {
  it('P05 has no code twice, and no code or name with stray blanks', () => {
    expect(new Set(accounts.map(({ code }) => code)).size).toBe(accounts.length);
    for (const { code, name } of accounts) {
      expect(code).toBe(code.trim());
      expect(name, code).toMatch(/^\S+( \S+)*$/);
    }
  });

  it('P01 hangs every account from the level above, which stands before it', () => {
    const seen = new Set<string>();
    for (const { code, parentCode } of accounts) {
      expect(parentCode).toBe(findParentCode(code, profile.codeSyntax));
      if (parentCode !== null) expect(seen.has(parentCode), `parent of ${code}`).toBe(true);
      seen.add(code);
    }
  });

  it('P02 takes for leaves exactly the accounts that are nobody’s parent', () => {
    const leaves = findLeafCodes(accounts);
    const parents = new Set(accounts.map(({ parentCode }) => parentCode));
    for (const { code } of accounts) expect(leaves.has(code)).toBe(!parents.has(code));
    expect(leaves.size).toBeGreaterThan(accounts.length / 2);
  });

  it('grows every account on the side of its kind, unless it is contra', () => {
    for (const { code, kind, nature, isContra } of accounts) {
      if (kind === 'memorandum') continue;
      const usual = usualNature(kind);
      expect(nature, code).toBe(isContra ? oppositeNature(usual) : usual);
    }
  });

  it('closes into equity leaves only, and only result accounts', () => {
    const leaves = findLeafCodes(accounts);
    for (const { code, kind, closesInto } of accounts) {
      if (closesInto === undefined) continue;
      expect(['income', 'expense'], code).toContain(kind);
      expect(account(id, closesInto).kind, code).toBe('equity');
      expect(leaves.has(closesInto), `${code} → ${closesInto}`).toBe(true);
    }
  });
});

describe('Spain', () => {
  it('PYMES has groups 1 to 7; PGC also 8 and 9', () => {
    const groups = (id: string) =>
      (findShippedChart(id) ?? []).filter(({ code }) => code.length === 1).map(({ code }) => code);
    expect(groups('pgc-pymes').join('')).toBe('1234567');
    expect(groups('pgc').join('')).toBe('123456789');
  });

  it('PYMES leaves out what RD 1515/2007 does not have', () => {
    const pymes = new Set(findShippedChart('pgc-pymes')?.map(({ code }) => code));
    const left =
      '111 115 133 134 135 136 140 146 147 178 204 2553 257 466 501 58 599 643 644 645 774';
    for (const code of left.split(' ')) {
      expect(pymes.has(code), code).toBe(false);
      expect(account('pgc', code).code).toBe(code);
    }
    for (const code of '137 255 296 559 596 663'.split(' '))
      expect(pymes.has(code), code).toBe(true);
  });

  it.each(['pgc-pymes', 'pgc'])('%s knows equity and its deductions', (id) => {
    expect(describeAll(id, '100 103 1034 109 120 121 129 190 194 550 557')).toEqual([
      '100 equity credit',
      '103 equity debit contra',
      '1034 liability debit contra',
      '109 equity debit contra',
      '120 equity credit',
      '121 equity debit contra',
      '129 equity credit',
      '190 liability debit contra',
      '194 liability credit',
      '550 equity credit',
      '557 equity debit contra',
    ]);
  });

  it.each(['pgc-pymes', 'pgc'])('%s T01 keeps 40–44, 46 and 47 by third party', (id) => {
    for (const { code, requiresParty } of findShippedChart(id) ?? []) {
      const expected = /^4[013467]/.test(code);
      expect(requiresParty, code).toBe(expected);
    }
    expect(describeAll(id, '4000 407 4300 437 438 4700 472 4750 477 490 499')).toEqual([
      '4000 liability credit party',
      '407 asset debit party',
      '4300 asset debit party',
      '437 asset credit contra party',
      '438 liability credit party',
      '4700 asset debit party',
      '472 asset debit party',
      '4750 liability credit party',
      '477 liability credit party',
      '490 asset credit contra',
      '499 liability credit',
    ]);
  });

  it.each(['pgc-pymes', 'pgc'])('%s knows depreciation, cash, purchases and sales', (id) => {
    const codes = '2811 2911 249 390 480 485 555 570 572 600 608 610 700 706 708 709 710';
    expect(describeAll(id, codes)).toEqual([
      '2811 asset credit contra',
      '2911 asset credit contra',
      '249 asset credit contra',
      '390 asset credit contra',
      '480 asset debit',
      '485 liability credit',
      '555 liability credit',
      '570 asset debit',
      '572 asset debit',
      '600 expense debit',
      '608 expense credit contra',
      '610 expense debit',
      '700 income credit',
      '706 income debit contra',
      '708 income debit contra',
      '709 income debit contra',
      '710 income credit',
    ]);
    expect(findLeafCodes(findShippedChart(id) ?? []).has('572')).toBe(true);
  });

  it('K02 takes groups 8 and 9 to subgroups 11 and 13, not to 129', () => {
    const into = Object.fromEntries(
      '800 812 813 820 834 840 850 860 900 941 991'
        .split(' ')
        .map((code) => [code, account('pgc', code).closesInto]),
    );
    expect(into).toEqual({
      '800': '133',
      '812': '1340',
      '813': '1341',
      '820': '135',
      '834': '1370',
      '840': '130',
      '850': '115',
      '860': '136',
      '900': '133',
      '941': '131',
      '991': '133',
    });
    expect(account('pgc', '700').closesInto).toBeUndefined();
    // Which item the tax belongs to depends on the year: no account is fixed for it.
    expect(account('pgc', '8300').closesInto).toBeUndefined();
  });
});

describe('Colombia', () => {
  it('knows contra accounts in every class', () => {
    const codes = '1299 1399 1499 159205 159610 1599 1698 1798 262010 310510 3610 3710 4175 6225';
    expect(describeAll('puc', codes)).toEqual([
      '1299 asset credit contra',
      '1399 asset credit contra',
      '1499 asset credit contra',
      '159205 asset credit contra',
      '159610 asset credit contra',
      '1599 asset credit contra',
      '1698 asset credit contra',
      '1798 asset credit contra',
      '262010 liability debit contra',
      '310510 equity debit contra',
      '3610 equity debit contra',
      '3710 equity debit contra',
      '4175 income debit contra party',
      '6225 cost credit contra party',
    ]);
  });

  it('T01 asks for a third party where the yearly reports need it', () => {
    const codes = '110505 130505 135515 2205 236540 2408 2505 280505 4135 510506 516010 6135 3605';
    expect(describeAll('puc', codes)).toEqual([
      '110505 asset debit',
      '130505 asset debit party',
      '135515 asset debit party',
      '2205 liability credit party',
      '236540 liability credit party',
      '2408 liability credit party',
      '2505 liability credit party',
      '280505 liability credit party',
      '4135 income credit party',
      '510506 expense debit party',
      '516010 expense debit',
      '6135 cost debit party',
      '3605 equity credit',
    ]);
  });

  it('can post the accounts of the worked closing: 4135, 6135, 5905, 3605, 3610', () => {
    const leaves = findLeafCodes(findShippedChart('puc') ?? []);
    for (const code of ['4135', '6135', '5905', '3605', '3610']) {
      expect(leaves.has(code), code).toBe(true);
    }
  });

  it('sets memorandum accounts on both sides, with their counterparts', () => {
    expect(describeAll('puc', '7 71 8 81 84 85 86 9 91 94 95 96')).toEqual([
      '7 cost debit',
      '71 cost debit',
      '8 memorandum debit',
      '81 memorandum debit',
      '84 memorandum credit contra',
      '85 memorandum credit contra',
      '86 memorandum credit contra',
      '9 memorandum credit',
      '91 memorandum credit',
      '94 memorandum debit contra',
      '95 memorandum debit contra',
      '96 memorandum debit contra',
    ]);
  });
});

describe('Venezuela', () => {
  it('P01 has dotted codes of four levels, the last of two digits', () => {
    const leaves = findLeafCodes(findShippedChart('ve-sugerido') ?? []);
    for (const code of leaves) expect(code).toMatch(/^\d\.\d\.\d\.\d\d$/);
    expect(account('ve-sugerido', '1.1.1.01').name).toBe('Caja principal');
  });

  it('T01 asks for the RIF on withholdings, customers and suppliers', () => {
    const codes =
      '1.1.3.01 1.1.3.05 1.1.5.01 1.1.5.04 1.1.5.06 2.1.2.01 2.1.4.01 2.1.5.01 2.1.5.02';
    expect(describeAll('ve-sugerido', codes)).toEqual([
      '1.1.3.01 asset debit party',
      '1.1.3.05 asset credit contra',
      '1.1.5.01 asset debit',
      '1.1.5.04 asset debit party',
      '1.1.5.06 asset debit party',
      '2.1.2.01 liability credit party',
      '2.1.4.01 liability credit',
      '2.1.5.01 liability credit party',
      '2.1.5.02 liability credit party',
    ]);
  });

  it('knows kinds and sides in every class', () => {
    const codes =
      '1.2.2.04 3.1.1.02 3.3.1.02 3.3.2.01 4.1.3.01 5.1.1.01 5.1.1.06 6.1.1.01 7.1.1.01';
    expect(describeAll('ve-sugerido', `${codes} 7.2.1.01 8.1.1.01 9.1.1.01`)).toEqual([
      '1.2.2.04 asset credit contra',
      '3.1.1.02 equity debit contra',
      '3.3.1.02 equity debit contra',
      '3.3.2.01 equity credit',
      '4.1.3.01 income debit contra',
      '5.1.1.01 cost debit',
      '5.1.1.06 cost credit contra',
      '6.1.1.01 expense debit',
      '7.1.1.01 income credit',
      '7.2.1.01 expense debit',
      '8.1.1.01 memorandum debit',
      '9.1.1.01 memorandum credit',
    ]);
  });
});
