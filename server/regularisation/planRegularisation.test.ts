// What closing a year would take where, as an accountant would write it (K02, K10, K12; features.md section 3).
import { describe, expect, it } from 'vitest';
import { readChart, testBooks, type TestBooksOptions } from '../testing/testBooks.ts';
import { ChartIndex } from '../accounts/chartIndex.ts';
import { ClosingTargets } from './closingTargets.ts';
import { planRegularisation } from './planRegularisation.ts';
import { listRegularisationEntries } from './regularisationEntries.ts';

const spain = `
  115 Reservas por pérdidas actuariales · patrimonio
  129 Resultado del ejercicio · patrimonio
  1290000000 Resultado del ejercicio · patrimonio
  130 Subvenciones · patrimonio
  133 Ajustes · patrimonio
  570 Caja · activo
  600 Compras · gasto
  700 Ventas · ingreso
  710 Variación de existencias · costo
  8 Gastos imputados · gasto · aparte
  830 Impuesto · gasto
  8301 Impuesto diferido · gasto
  83010 De subvenciones · gasto · cierra 130
  83011 Sin decir · gasto
  84 Transferencias · gasto · cierra 130
  840 De capital · gasto
  841 Otras · gasto · cierra 133
  940 Subvenciones · ingreso · aparte · cierra 130
`;
const colombia = `
  3605 Utilidad del ejercicio · patrimonio
  3610 Pérdida del ejercicio · patrimonio
  4135 Ventas · ingreso
  5195 Diversos · gasto
  5905 Ganancias y pérdidas · gasto
  6135 Costo de ventas · costo
`;
const venezuela = `
  3.3.1.01 Superávit · patrimonio
  3.3.2.01 Utilidad · patrimonio
  4.1 Ventas · ingreso
  6.1 Gastos · gasto
`;

function plan(options: TestBooksOptions, balances: Record<string, number>) {
  const books = testBooks(options);
  const of = Object.entries(balances).map(([code, units]) => ({
    account: books.chart.find(code)!,
    amount: BigInt(units),
  }));
  return planRegularisation(new ClosingTargets(books), of);
}

/** `target amount < account…`, one transfer a line; what stays follows `?`. */
function write({ transfers, withoutTarget }: ReturnType<typeof plan>): string[] {
  const name = (list: (typeof withoutTarget)[number][]) =>
    list.map(({ account }) => account.code).join(' ');
  const lines = transfers.map(
    ({ target, through, amount, balances }) =>
      `${target.code} ${amount}${through ? ` por ${through.code}` : ''} < ${name(balances)}`,
  );
  return withoutTarget.length === 0 ? lines : [...lines, `? ${name(withoutTarget)}`];
}

describe('planRegularisation', () => {
  it.each<[string, TestBooksOptions, Record<string, number>, string[]]>([
    ['K02 ES a profit is on the credit side of the first account below 129', { chart: spain }, { 600: 400, 700: -1000, 710: 50 }, ['1290000000 -550 < 600 700 710']],
    ['K02 ES a loss on its debit side', { chart: spain }, { 600: 400, 700: -100 }, ['1290000000 300 < 600 700']],
    ['a result of zero is still taken out of its accounts', { chart: spain }, { 600: 400, 700: -400 }, ['1290000000 0 < 600 700']],
    ['an account without balance has no line', { chart: spain }, { 600: 0, 700: -1 }, ['1290000000 -1 < 700']],
    ['nothing at all', { chart: spain }, { 600: 0 }, []],
    ['K02 ES groups 8 and 9 go to their own accounts, never to 129', { chart: spain }, { 570: 0, 940: -2000 }, ['130 -2000 < 940']],
    ['inherited from above, unless it says another', { chart: spain }, { 840: 10, 841: 20, 940: -5 }, ['130 5 < 840 940', '133 20 < 841']],
    ['decision 2: without target it stays', { chart: spain }, { 83011: 400, 600: 7 }, ['1290000000 7 < 600', '? 83011']],
    ['a subaccount says what the account above leaves open', { chart: spain }, { 83010: 400, 83011: 1 }, ['130 400 < 83010', '? 83011']],
    ['K12 CO a profit, through 5905', { chart: colombia, profile: 'CO' }, { 4135: -1000, 5195: 200, 6135: 300 }, ['3605 -500 por 5905 < 4135 5195 6135']],
    ['K12 CO a loss to its own account', { chart: colombia, profile: 'CO' }, { 5195: 700 }, ['3610 700 por 5905 < 5195']],
    ['K12 CO what stands on 5905 goes on', { chart: colombia, profile: 'CO' }, { 4135: -10, 5905: 4 }, ['3605 -6 por 5905 < 4135 5905']],
    ['CO without an account for losses: the result account takes them', { chart: colombia.replace(/ {2}3610.*\n/, ''), profile: 'CO' }, { 5195: 700 }, ['3605 700 por 5905 < 5195']],
    ['VE K09 directly', { chart: venezuela, profile: 'VE' }, { '4.1': -10, '6.1': 4 }, ['3.3.2.01 -6 < 4.1 6.1']],
    ['VE K10 «Asiento Superávit»', { chart: venezuela, profile: 'VE', resultAccount: '3.3.1.01' }, { '4.1': -10 }, ['3.3.1.01 -10 < 4.1']],
    ['a chart without result account: everything stays where it is', { chart: '600 Compras · gasto' }, { 600: 4 }, ['? 600']],
    ['a result account that takes no balance over the year end is none', { chart: '129 Resultado · gasto\n600 Compras · gasto' }, { 600: 4 }, ['? 600']],
    ['an inactive account takes nothing; another below the same does', { chart: '129 Resultado · patrimonio\n1290 Vieja · patrimonio · inactiva\n1291 Nueva · patrimonio\n600 Compras · gasto' }, { 600: 4 }, ['1291 4 < 600']],
  ])('%s', (_name, options, balances, expected) => {
    expect(write(plan(options, balances))).toEqual(expected);
  }); // prettier-ignore

  it('parts of one account, by third party, are kept apart', () => {
    const books = testBooks({ chart: spain });
    const account = books.chart.find('700')!;
    const parts = [
      { account, amount: -3n, party: 'A' },
      { account, amount: -4n, party: 'B' },
    ];
    const [transfer] = planRegularisation(new ClosingTargets(books), parts).transfers;
    expect(transfer).toMatchObject({ amount: -7n, balances: parts });
  });
});

describe('listRegularisationEntries', () => {
  const entries = (...of: Parameters<typeof plan>) =>
    listRegularisationEntries(plan(...of)).map(({ description, lines }) => {
      expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
      return [description, ...lines.map(({ account, amount }) => `${account.code} ${amount}`)];
    });

  it('K02 ES one entry for each account that takes something, in code order', () => {
    const balances = { 700: -1000, 600: 400, 940: -20, 840: 5, 841: 3, 83011: 9 };
    expect(entries({ chart: spain }, balances)).toEqual([
      ['Regularización a 1290000000', '600 -400', '700 1000', '1290000000 -600'],
      ['Regularización a 130', '840 -5', '940 20', '130 -15'],
      ['Regularización a 133', '841 -3', '133 3'],
    ]);
  });

  it('a result of zero has no line of its own', () => {
    expect(entries({ chart: spain }, { 600: 1, 700: -1 })).toEqual([
      ['Regularización a 1290000000', '600 -1', '700 1'],
    ]);
  });

  it('K12 CO income, expenses and costs against 5905, and its balance to the result', () => {
    const balances = { 4135: -1000, 5195: 200, 6135: 300, 5905: 7 };
    expect(entries({ chart: colombia, profile: 'CO' }, balances)).toEqual([
      ['Cancelación de ingresos', '4135 1000', '5905 -1000'],
      ['Cancelación de gastos y costos', '5195 -200', '6135 -300', '5905 500'],
      ['Traslado del resultado', '5905 -7', '5905 500', '3605 -493'],
    ]);
    expect(entries({ chart: colombia, profile: 'CO' }, { 5195: 700 })).toEqual([
      ['Cancelación de gastos y costos', '5195 -700', '5905 700'],
      ['Traslado del resultado', '5905 -700', '3610 700'],
    ]);
  });
});

it('where an account closes is that of the nearest account above that says it', () => {
  const chart = new ChartIndex(readChart(spain), 10);
  const said = (code: string) => {
    const { closesInto, closesApart } = chart.find(code)!;
    return [closesInto, closesApart];
  };
  expect(said('700')).toEqual([null, false]);
  expect(said('8301')).toEqual([null, true]);
  expect(said('83010')).toEqual(['130', true]);
  expect(said('840')).toEqual(['130', true]);
  expect(said('841')).toEqual(['133', true]);
});
