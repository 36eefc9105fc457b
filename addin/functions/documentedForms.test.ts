// Every form that the guide teaches gives the ledger's own figure, typed in the formula and taken from
// cells; and no document teaches a form that is not tested here.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BalanceAnswer, TrialBalance } from '../../shared/contract/balances.ts';
import type { Chart } from '../../shared/contract/accounts.ts';
import type { Validation } from '../../shared/contract/vouchers.ts';
import { localDateOfInstant } from '../../shared/localDate.ts';
import {
  baseUrl,
  login,
  openWorkbook,
  startTestServer,
  until,
  type TestServer,
} from '../testing/testBench.ts';
import {
  listDocumentedForms,
  writeForm,
  writeFormRows,
  type FormArgument,
  type FormMeaning,
} from './documentedForms.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const layouts = ['=SALDO(A2:A4;B1:D1)', '=SALDO(A:A;B1)', '=NOMBRE.CUENTA(A2:A4)'];
const forms = listDocumentedForms(localDateOfInstant(new Date()));

describe('documents', () => {
  it('the table of the guide is this one', () => {
    const guide = read('docs/guia.md').split('\n');
    const rows = guide.filter((line) => line.startsWith('| `='));
    expect(rows).toEqual(writeFormRows());
  });

  const taught = new Set(forms.map((form) => writeForm(form)));
  it.each([
    'README.md',
    'docs/guia.md',
    'addin/help/ayuda.html',
    'addin/help/help.html',
    'addin/taskpane/firstSteps.ts',
    'manifest.xml',
  ])('%s teaches no other form, and nothing volatile', (path) => {
    const text = read(path).replaceAll('&quot;', '"');
    const called = /=(?:SALDO|NOMBRE\.CUENTA|BALANCE\.COMPROBACION)\((?:[^()]|\([^()]*\))*\)/g;
    const found = [...text.matchAll(called)];
    const formulas = found
      .map(([formula]) => formula.replaceAll('; ', ';').replaceAll('",', '";'))
      // The layout of ranges is tested apart; in the guide `…` stands for a formula with its parts.
      .filter((formula) => !layouts.includes(formula) && !formula.includes('…'));
    expect(formulas.filter((formula) => !taught.has(formula))).toEqual([]);
    // Excel calculates every formula that holds HOY() at every edit.
    expect(text).not.toMatch(/(?:SALDO|COMPROBACION)\([^)]*(?:HOY|TODAY)\(/);
  });
});

describe('in a workbook', { timeout: 120_000 }, () => {
  let server: TestServer;
  let bench: Awaited<ReturnType<typeof openWorkbook>>;
  let token: string;
  beforeAll(async () => {
    server = await startTestServer();
    bench = await openWorkbook(server);
    const { actions, store } = bench.addin;
    await actions.signIn(login.email, login.password);
    await actions.chooseCompany('ESPIGA');
    await until(() => store.getSnapshot().connection.state === 'online');
    ({ token } = await ask<{ token: string }>('/v1/sessions', login));
    writeWorkbook();
    await bench.workbench.settled(60_000);
  }, 120_000);
  afterAll(async () => {
    bench.close();
    await server.close();
  });

  /** Each form typed in column A of its rows, and from the cells of columns L to O. */
  function writeWorkbook(): void {
    const { workbook } = bench.workbench;
    workbook.typeInto('B1', '03/2025');
    forms.forEach((form, index) => {
      const row = rowOf(index);
      const sheet = form.means.kind === 'trialBalance' ? tableSheet(index) : null;
      if (sheet) workbook.addSheet(sheet);
      const place = sheet ? `${sheet}!` : 'Hoja1!';
      workbook.typeInto(`${place}A${row}`, writeForm(form).replace('B1', 'Hoja1!B1'));
      form.given.forEach((argument, at) => {
        if (argument !== null)
          workbook.typeInto(`${place}${cellColumns[at]}${row}`, typed(argument));
      });
      const cells = form.given.map((argument, at) =>
        argument === null ? '' : `${cellColumns[at]}${row}`,
      );
      workbook.typeInto(`${place}${sheet ? 'S' : 'C'}${row}`, `=${form.name}(${cells.join(';')})`);
    });
  }

  async function ask<T>(path: string, body?: unknown): Promise<T> {
    const response = await server.network.fetch(`${baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBeLessThan(300);
    return (await response.json()) as T;
  }

  it.each(forms.map((form, index) => [writeForm(form), form, index] as const))(
    '%s',
    async (_formula, { means }, index) => {
      const wanted = await figureOf(means);
      const { workbook } = bench.workbench;
      const place = means.kind === 'trialBalance' ? `${tableSheet(index)}!` : 'Hoja1!';
      for (const column of means.kind === 'trialBalance' ? ['A', 'S'] : ['A', 'C']) {
        const start = `${place}${column}${rowOf(index)}`;
        if (means.kind !== 'trialBalance') {
          expect(workbook.getValue(start), workbook.getErrorMessage(start)).toBe(wanted);
          continue;
        }
        const last = column === 'A' ? 'F' : 'X';
        const rows = wanted as unknown[][];
        const found = workbook.getValues(`${start}:${last}${rowOf(index) + rows.length}`);
        expect(found, workbook.getErrorMessage(start)).toEqual([...rows, Array(6).fill('')]);
      }
    },
  );

  it('a table from one formula: rows of accounts, columns of months; a whole column to its last row', async () => {
    const { workbook } = bench.workbench;
    workbook.addSheet('Meses');
    const accounts = ['430', '572', '700'];
    accounts.forEach((code, at) => workbook.typeInto(`Meses!A${at + 2}`, code));
    ['01/2025', '02/2025', '03/2025'].forEach((month, at) =>
      workbook.typeInto(`Meses!${'BCD'[at]}1`, month),
    );
    expect(workbook.getValues('Meses!B1:D1')[0]).toEqual([45_658, 45_689, 45_717]);
    const [table, column, names] = layouts as [string, string, string];
    workbook.typeInto('Meses!F2', table);
    workbook.typeInto('Meses!K1', column);
    workbook.typeInto('Meses!M2', names);
    await bench.workbench.settled(60_000);
    const ends = ['2025-01-31', '2025-02-28', '2025-03-31'];
    const wanted: number[][] = [];
    for (const account of accounts) {
      const row: number[] = [];
      for (const end of ends) {
        row.push(await balanceOf({ kind: 'balance', plus: [account], from: end, to: end }));
      }
      wanted.push(row);
    }
    expect(workbook.getValues('Meses!F2:H4')).toEqual(wanted);
    // A1 is blank, and so is its row; nothing is spilled below the last account.
    expect(workbook.getValues('Meses!K1:K6').flat()).toEqual([
      ...['', ...wanted.map(([january]) => january), '', ''],
    ]);
    expect(workbook.getValues('Meses!M2:M4').flat()).toEqual([
      ...[
        'Clientes',
        'Bancos e instituciones de crédito c/c vista, euros',
        'Ventas de mercaderías',
      ],
    ]);
    expect(bench.addin.store.getSnapshot().figureNotices).toEqual([]);
  });

  it('the format of the cell decides, and «Actualizar» looks at it again', async () => {
    const { workbook } = bench.workbench;
    const setFormat = (address: string, format: string) =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem('Meses').getRange(address).numberFormat = [[format]];
        await context.sync();
      });
    const balanceAt = (to: string) => balanceOf({ kind: 'balance', plus: ['430'], from: to, to });
    workbook.typeInto('Meses!T1', '15/01/2025');
    workbook.typeInto('Meses!T2', '=SALDO("430";T1)');
    await bench.workbench.settled();
    expect(workbook.getValue('Meses!T2')).toBe(await balanceAt('2025-01-15'));
    for (const [format, end] of [
      ['mmm-yy', '2025-01-31'],
      ['yyyy', '2025-12-31'],
      ['dd/mm/yyyy', '2025-01-15'],
    ] as const) {
      await setFormat('T1', format);
      await bench.addin.commands.actualizar();
      const wanted = await balanceAt(end);
      await until(() => workbook.getValue('Meses!T2') === wanted);
    }
  });

  it('what is left of a list without accounts is told in the pane, and forgotten with its cell', async () => {
    const { workbook } = bench.workbench;
    const { store } = bench.addin;
    workbook.typeInto('Meses!P1', '=SALDO("430;99*";"03/2025")');
    await until(() => store.getSnapshot().figureNotices.length > 0);
    expect(store.getSnapshot().figureNotices[0]).toContain('«99*»');
    await bench.workbench.settled();
    expect(workbook.getValue('Meses!P1')).toBe(workbook.getValue('Meses!H2'));
    workbook.typeInto('Meses!P1', '=SALDO("430;999";"03/2025")');
    await until(() => store.getSnapshot().figureNotices.length === 0);
    await bench.workbench.settled();
    expect(workbook.getValue('Meses!P1')).toBe('#N/A');
    expect(workbook.getErrorMessage('Meses!P1')).toContain('La cuenta 999 no existe');
  });

  it.each([
    ['430.1', 'Hotel Miramar, S.A.'],
    ['43.0', null],
    ['430.9', null],
    ['4300000001', 'Hotel Miramar, S.A.'],
    ['999', null],
  ])('a code is read alike by the balance, the name and a voucher: %s', async (code, name) => {
    const { workbook } = bench.workbench;
    workbook.typeInto('Meses!R1', `=SALDO("${code}";"20/03/2025")`);
    workbook.typeInto('Meses!R2', `=NOMBRE.CUENTA("${code}")`);
    await bench.workbench.settled();
    expect(workbook.getValue('Meses!R2')).toBe(name ?? '#N/A');
    expect(typeof workbook.getValue('Meses!R1')).toBe(name === null ? 'string' : 'number');
    const { accountNames } = await ask<Validation>('/v1/companies/ESPIGA/vouchers/validate', {
      date: '2025-03-20',
      lines: [{ line: 1, account: code, debit: '1.00' }],
    });
    expect(Object.values(accountNames)).toEqual(name === null ? [] : [name]);
  });

  async function figureOf(means: FormMeaning): Promise<unknown> {
    if (means.kind === 'name') {
      const { accounts } = await ask<Chart>('/v1/companies/ESPIGA/accounts');
      return accounts.find(({ code }) => code === means.account)!.name;
    }
    if (means.kind === 'balance') return balanceOf(means);
    const { from, to, level } = means;
    const levels = level === undefined ? '' : `&level=${level}`;
    const { rows } = await ask<TrialBalance>(
      `/v1/companies/ESPIGA/trial-balance?from=${from}&to=${to}${levels}`,
    );
    expect(rows.length).toBeGreaterThan(3);
    return [
      ['Cuenta', 'Nombre', 'Inicial', 'Debe', 'Haber', 'Final'],
      ...rows.map(({ code, name, opening, debit, credit, closing }) => [
        ...[code, name, ...[opening, debit, credit, closing].map(Number)],
      ]),
    ];
  }

  /** Plain codes only, added here: the grammar is what is tested. */
  async function balanceOf(means: Extract<FormMeaning, { kind: 'balance' }>): Promise<number> {
    const { plus, minus = [], from, to } = means;
    const accounts = [...plus, ...minus];
    const { amounts } = await ask<BalanceAnswer>('/v1/companies/ESPIGA/balances/query', {
      accounts,
      periods: [{ from, to }],
      measures: ['closing'],
      cells: accounts.flatMap((_, at) => [at, 0, 0]),
    });
    const cents = amounts.map((amount) => Math.round(Number(amount) * 100));
    const sum = cents.reduce((total, one, at) => total + (at < plus.length ? one : -one), 0);
    expect(sum).not.toBe(0);
    return sum / 100;
  }
});

const cellColumns = ['L', 'M', 'N'];
/** Names do not begin with a letter that could be a column. */
const tableSheet = (index: number) => `Tabla_${index}`;
const rowOf = (index: number) => index + 3;

/** As a person types it in a Spanish Excel; an apostrophe keeps a text what it is. */
function typed(argument: Exclude<FormArgument, null>): string {
  if (typeof argument === 'string') return `'${argument}`;
  if (typeof argument === 'number') return String(argument);
  return 'day' in argument ? [...argument.day].reverse().join('/') : argument.month;
}
