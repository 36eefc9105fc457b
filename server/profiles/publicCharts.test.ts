// Cross-check of the shipped charts against public ones, when those are beside the repository:
// every code that both have must mean the same. Differences are listed with their reason.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findShippedChart } from './shippedChart.ts';

const folder = new URL('../../../shared/data/charts/', import.meta.url);
const hasPublicCharts = existsSync(folder);

interface PublicAccount {
  code: string;
  name: string;
  type?: string;
}

function readPublicChart(file: string): PublicAccount[] {
  const chart = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
    accounts: PublicAccount[];
  };
  return chart.accounts;
}

const emptyWords = new Set(
  'a al con de del e el en la las los o para por s sobre su u y'.split(' '),
);

/** Case, accents, punctuation, dotted initials, articles, prepositions and plurals do not count. */
function foldName(name: string): string {
  return name
    .replaceAll('&quot;', ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('.', '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !emptyWords.has(word))
    .map((word) => word.replace(/s$/, ''))
    .join(' ');
}

interface Difference {
  code: string;
  ours: string;
  theirs: string;
}

function findDifferences(chartId: string, file: string) {
  const publicNames = new Map(readPublicChart(file).map(({ code, name }) => [code, name]));
  const differences: Difference[] = [];
  let sharedCount = 0;
  for (const { code, name } of findShippedChart(chartId) ?? []) {
    const theirs = publicNames.get(code);
    if (theirs === undefined) continue;
    sharedCount += 1;
    if (foldName(theirs) !== foldName(name)) differences.push({ code, ours: name, theirs });
  }
  return { differences, sharedCount, publicNames };
}

/** Differences that are right, by reason. A listed code that no longer differs fails the test. */
const spanishExceptions: Record<string, string[]> = {
  'RD 1/2021 renamed «disponibles para la venta»; the public chart keeps the 2007 name': [
    '133',
    '6632',
    '7632',
    '800',
    '802',
    '900',
    '902',
  ],
  'the public chart shortens the name of 410, whose subaccounts say «por prestaciones de servicios»':
    ['410'],
};

/** The public chart is the PGC: these names belong to the PYMES plan alone. */
const pymesExceptions: Record<string, string[]> = {
  ...spanishExceptions,
  'RD 1/2021 renamed «disponibles para la venta»; the public chart keeps the 2007 name': [],
  'RD 1515/2007 names its own subgroups 11, 13 and 59': ['11', '13', '59'],
  'RD 1515/2007 keeps 293 and 593 for related parties (others in 296 and 596)': ['293', '593'],
  'RD 1515/2007 has no hedge accounting, so 5590 and 5595 are not split': ['5590', '5595'],
};

const colombianExceptions: Record<string, string[]> = {
  'later decrees (2894/1994, 2116/1996, 95/1997) reworded it; the public chart keeps the old name':
    ['1698', '171044', '237005', '429509', '510569', '520569', '523560'],
  'the public chart names the cooperatives’ surplus as well': ['3705'],
  'the public chart merges rebates and discounts into returns': ['4175', '4275', '6225'],
  'the public chart cuts the name at the width of its column': ['133530', '171076', '3205'],
  'UPAC became UVR in 1999': ['421010', '530510'],
  'same thing, other words': ['425035', '429553', '839505'],
};

const kindByPublicType: Record<string, string> = {
  liquidity: 'asset',
  receivable: 'asset',
  current_assets: 'asset',
  non_current_assets: 'asset',
  payable: 'liability',
  current_liabilities: 'liability',
  equity: 'equity',
  revenue: 'income',
  other_income: 'income',
  expenses: 'expense',
};

/** Public code → our code of the same concept. */
const venezuelanConcepts: [string, string][] = [
  ['1111001', '1.1.1.01'], // efectivo
  ['1122001', '1.1.3.01'], // clientes
  ['1124001', '1.1.3.05'], // incobrables
  ['1125003', '1.1.4.03'], // socios
  ['1141002', '1.1.7.01'], // seguros prepagados
  ['1151001', '1.1.5.05'], // ISLR estimada
  ['1151002', '1.1.5.06'], // ISLR retenido por clientes
  ['1151003', '1.1.5.04'], // IVA retenido por clientes
  ['1151004', '1.1.5.01'], // IVA crédito fiscal
  ['1151006', '1.1.5.02'], // IVA crédito fiscal de importación
  ['1251001', '1.2.6.02'], // ISLR diferido
  ['2122001', '2.1.2.01'], // proveedores
  ['2151001', '2.1.3.04'], // dividendos por pagar
  ['2161007', '2.1.6.02'], // IVSS de empleados
  ['2171001', '2.1.6.01'], // IVSS patronal
  ['2171002', '2.1.6.05'], // FAOV patronal
  ['2171003', '2.1.6.07'], // INCES patronal
  ['2172001', '2.1.5.03'], // ISLR retenido a empleados
  ['2172002', '2.1.5.02'], // ISLR retenido a proveedores
  ['2172003', '2.1.4.01'], // IVA débito fiscal
  ['2172004', '2.1.5.01'], // IVA retenido a proveedores
  ['2175002', '2.1.7.02'], // utilidades por pagar
  ['3111001', '3.1.1.01'], // capital
  ['3111003', '3.1.1.02'], // capital por cobrar
  ['3211001', '3.3.1.01'], // utilidades no distribuidas
  ['3211002', '3.3.2.01'], // utilidad del ejercicio
  ['3311001', '3.2.1.01'], // reserva legal
  ['5111001', '4.1.1.01'], // ventas nacionales
  ['5112001', '4.1.2.01'], // servicios
  ['5114002', '4.1.3.01'], // devoluciones
  ['7131018', '6.1.1.04'], // utilidades
  ['7151007', '6.1.2.01'], // honorarios
  ['9111001', '7.2.1.01'], // intereses bancarios
  ['9113006', '7.2.1.03'], // pérdida cambiaria
];

describe.skipIf(!hasPublicCharts)('public charts', () => {
  it.each([
    { chartId: 'pgc', file: 'es-pgc.json', exceptions: spanishExceptions, minimum: 880 },
    { chartId: 'pgc-pymes', file: 'es-pgc.json', exceptions: pymesExceptions, minimum: 750 },
    { chartId: 'puc', file: 'co-puc.json', exceptions: colombianExceptions, minimum: 1300 },
  ])('P01 $chartId means the same by each shared code', ({ chartId, file, ...expected }) => {
    const { differences, sharedCount } = findDifferences(chartId, file);
    const excepted = Object.values(expected.exceptions).flat().sort();
    const unexplained = differences.filter(({ code }) => !excepted.includes(code));
    expect(unexplained).toEqual([]);
    expect(differences.map(({ code }) => code).sort()).toEqual(excepted);
    expect(sharedCount).toBeGreaterThanOrEqual(expected.minimum);
  });

  it('PGC has every group, subgroup, account and four-digit subaccount of the public one', () => {
    const ours = new Set(findShippedChart('pgc')?.map(({ code }) => code));
    const missing = readPublicChart('es-pgc.json')
      .map(({ code }) => code)
      .filter((code) => code.length <= 4 && !ours.has(code));
    expect(missing).toEqual([]);
  });

  it('PUC has every class, group and account of the public one', () => {
    const ours = new Set(findShippedChart('puc')?.map(({ code }) => code));
    const missing = readPublicChart('co-puc.json')
      .map(({ code }) => code)
      .filter((code) => code.length <= 4 && !ours.has(code));
    // Own shares (3110) went under the reserves, 330516 and 330518, in the amended catalogue.
    expect(missing).toEqual(['3110']);
  });

  it('VE shares no code with the public chart, and agrees with it on what each concept is', () => {
    const ours = new Map(findShippedChart('ve-sugerido')?.map(({ code, kind }) => [code, kind]));
    const theirs = new Map(readPublicChart('ve-leaves.json').map(({ code, type }) => [code, type]));
    expect([...theirs.keys()].filter((code) => ours.has(code))).toEqual([]);
    for (const [publicCode, code] of venezuelanConcepts) {
      const type = theirs.get(publicCode) ?? 'missing';
      expect(`${code} ${ours.get(code) ?? 'missing'}`).toBe(
        `${code} ${kindByPublicType[type] ?? type}`,
      );
    }
  });
});
