// Importing from the command line: what the three corrected files of one company leave, and what each kind of wrong file
// is told (features.md section 3, decision 9).
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCuadre } from './cuadre.ts';

const base = {
  ...{ company: 'Ficticia', currency: 'EUR' },
  fiscal_years: [{ from: '2025-01-01', to: '2025-12-31' }],
  accounts: [
    { code: '572', name: 'Bancos' },
    { code: '700', name: 'Ventas' },
  ],
  opening: [
    { code: '572', amount: '100.00' },
    { code: '100', amount: '-100.00' },
  ],
};
const voucher = (number: string, amount: string, more: object = {}) => ({
  ...{ series: 'A', number, date: '2025-02-01', text: 'bien' },
  lines: [
    { code: '572', debit: amount },
    { code: '700', credit: amount },
  ],
  ...more,
});
/** The files of one complaint: the good one, and what each of the wrong ones has otherwise. */
const files = {
  good: { ...base, vouchers: [voucher('1', '10.00')] },
  'opening-off': {
    ...{ ...base, vouchers: [voucher('1', '10.00')] },
    opening: [base.opening[0], { code: '100', amount: '-99.99' }],
  },
  'three-decimals': { ...base, vouchers: [voucher('1', '33.333', { text: '3 dec' })] },
  'unbalanced-second': {
    ...base,
    vouchers: [
      voucher('1', '10.00'),
      voucher('2', '10.00', {
        lines: [
          { code: '572', debit: '10.00' },
          { code: '700', credit: '9.99' },
        ],
      }),
      voucher('3', '1.00', { date: '2026-02-02' }),
    ],
  },
};
type FileName = keyof typeof files;

describe('books from the command line', () => {
  let folder: string;
  let count = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cuadre-books-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    count += 1;
    await run('company', 'create', '--code', 'UNO', '--name', 'Uno', '--profile', 'ES');
  });

  const run = async (...words: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const variables = { CUADRE_DATABASE_URL: `sqlite:${join(folder, `${count}.db`)}` };
    const code = await runCuadre(words, {
      ...{ variables, print: (line) => void out.push(line), notice: (line) => void err.push(line) },
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const write = (content: string | Uint8Array | object): string => {
    const path = join(folder, 'libros.json');
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(path, isRaw ? content : JSON.stringify(content, null, 1));
    return path;
  };
  const importBooks = (content: string | Uint8Array | object, ...more: string[]) =>
    run('import-books', write(content), '--company', 'UNO', ...more);
  const balances = async (date = '2025-12-31'): Promise<Record<string, string>> => {
    const { out } = await run('trial-balance', '--company', 'UNO', '--date', date, '--json');
    const rows = JSON.parse(out) as { code: string; balance: string }[];
    return Object.fromEntries(rows.map(({ code, balance }) => [code, balance]));
  };
  const right = { '100': '-100.00', '572': '110.00', '700': '-10.00' };

  it.each<[string, FileName[]]>([
    ['the good file last', ['opening-off', 'three-decimals', 'unbalanced-second', 'good']],
    ['the good file first', ['good', 'unbalanced-second', 'three-decimals', 'opening-off']],
    ['each twice', ['good', 'good', 'unbalanced-second', 'unbalanced-second', 'good']],
  ])('corrected files one after another post nothing twice: %s', async (_name, order) => {
    for (const name of order) {
      const { code } = await importBooks(files[name]);
      expect(`${name} ${code}`).toBe(`${name} ${name === 'good' ? 0 : 1}`);
    }
    expect(await balances()).toEqual(right);
    expect((await run('verify', '--company', 'UNO')).out).toContain('Todo concuerda');
  });

  it('what is accepted with refusals is completed by the corrected file, and not repeated', async () => {
    const partly = await importBooks(files['unbalanced-second'], '--accept-refused');
    expect(partly.code).toBe(3);
    expect(partly.out).toContain('✗ Rechazado: comprobante A-2 del 2025-02-01');
    expect(await balances()).toEqual(right);
    const whole = { ...base, vouchers: [voucher('1', '10.00'), voucher('2', '5.00')] };
    const corrected = await importBooks(whole);
    expect(corrected.code).toBe(0);
    expect(corrected.out).toContain('Ya se importaron, no se contabilizan otra vez (2):');
    expect(await balances()).toMatchObject({ '572': '115.00' });
    const again = await importBooks(whole);
    expect(again.out).toContain('Estos mismos libros ya se importaron');
    const list = await run('imports', '--company', 'UNO');
    expect(list.out.split('\n')).toMatchObject([
      expect.stringMatching(/^N\.º/),
      expect.stringMatching(/^ *2 +Ficticia +libros\.json .* 1 +0 +en los libros$/),
      expect.stringMatching(/^ *1 +Ficticia +libros\.json .* 3 +1 +en los libros$/),
    ]);
  });

  it('a number that came in with other content is refused, with what to do; undone, it comes in', async () => {
    await importBooks(files.good);
    const changed = { ...base, vouchers: [voucher('1', '12.00')] };
    const refused = await importBooks(changed);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('Ya se importó con otro contenido');
    expect(refused.err).toContain('cuadre import-undo 1');
    const undone = await run('import-undo', '1', '--company', 'UNO', '--reason', 'otra');
    expect(undone.out).toContain('Importación n.º 1 deshecha: 2 comprobantes anulados');
    expect(await balances()).toEqual({});
    const again = await run('import-undo', '1', '--company', 'UNO');
    expect([again.code, again.out]).toEqual([0, 'La importación n.º 1 ya estaba deshecha.']);
    expect((await importBooks(changed)).code).toBe(0);
    expect(await balances()).toMatchObject({ '572': '112.00' });
    expect((await run('verify', '--company', 'UNO')).out).toContain('Todo concuerda');
    const unknown = await run('import-undo', '9', '--company', 'UNO');
    expect([unknown.code, unknown.err]).toMatchObject([1, expect.stringContaining('n.º 9')]);
  });

  it('another opening of the same year is asked about; what was posted may stay', async () => {
    await importBooks(files.good);
    const other = {
      ...{ ...base, vouchers: [voucher('2', '1.00')] },
      opening: [
        { code: '572', amount: '90.00' },
        { code: '100', amount: '-90.00' },
      ],
    };
    const asked = await importBooks(other);
    expect([asked.code, asked.err]).toMatchObject([1, expect.stringContaining('--keep-opening')]);
    expect((await importBooks(other, '--keep-opening')).out).toContain('vale la que ya se importó');
    expect(await balances()).toMatchObject({ '100': '-100.00', '572': '111.00' });
  });

  it('a file without anything to post is not said to have come in before', async () => {
    const rejected = JSON.parse(named) as { vouchers: object[]; opening: object[] };
    const { vouchers } = rejected;
    const first = JSON.stringify({ ...rejected, vouchers: [], opening: [] });
    await importBooks(first);
    const again = JSON.stringify({ ...rejected, opening: [], vouchers: [], rejected: vouchers });
    const { code, out } = await importBooks(again);
    expect([code, out.split('\n')[0]]).toEqual([
      ...[3, 'El archivo no trae nada que contabilizar, ni nada que falte en esta empresa.'],
    ]);
  });

  it('a rehearsal says the same and writes nothing', async () => {
    const file = join(folder, `${count}.db`);
    const rehearsed = await importBooks(files.good, '--dry-run');
    expect(rehearsed.code).toBe(0);
    const done = await importBooks(files.good);
    const body = (text: string) => text.split('\n').slice(2).join('\n');
    expect(rehearsed.out).toContain('Ensayo: no se ha escrito nada');
    expect(body(rehearsed.out).replaceAll(/, versión \d+/g, '')).toBe(
      body(done.out).replaceAll(/, versión \d+/g, ''),
    );
    expect(done.out).toContain('Importación n.º 1.');
    expect(existsSync(file)).toBe(true);
  });

  const named = JSON.stringify({ ...base, vouchers: [voucher('1', '10.00', { text: 'Camión' })] });
  const wide = (text: string, isBig: boolean): Buffer => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return isBig ? bytes.swap16() : bytes;
  };
  it.each<[string, Uint8Array, string[]]>([
    ['UTF-8', Buffer.from(named), []],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${named}`), []],
    ['UTF-16 LE', wide(named, false), []],
    ['UTF-16 BE', wide(named, true), []],
    ['UTF-16 LE without mark', wide(named, false).subarray(2), []],
    ['UTF-16 BE without mark', wide(named, true).subarray(2), []],
    ['Windows-1252, asked for', Buffer.from(named, 'latin1'), ['--encoding', 'windows-1252']],
  ])('reads %s', async (_name, bytes, options) => {
    expect(await importBooks(bytes, ...options)).toMatchObject({ code: 0, err: '' });
    // However it was written, it is the same voucher.
    expect((await importBooks(named)).out).toContain('ya se importaron');
  });

  it.each<[string, string | Uint8Array, string[], RegExp]>([
    [
      'Windows-1252',
      Buffer.from(named, 'latin1'),
      [],
      /byte \d+ \(línea 1\).*Camión.*\n.*--encoding windows-1252/s,
    ],
    [
      'Windows-1252, at the letter that comes first',
      Buffer.from(named.replace('Camión', 'Año de 5 \u0080'), 'latin1'),
      [],
      /línea 1\) no lo es, junto a «Año»/,
    ],
    [
      'UTF-8 taken for another',
      named,
      ['--encoding', 'windows-1252'],
      /está en UTF-8.*«CamiÃ³n».*Repita sin/s,
    ],
    ['a workbook', Buffer.from('PK\u0003\u0004…', 'latin1'), [], /parece un libro de Excel/],
    ['nothing', '', [], /no es JSON: está vacío/],
    ['binary', Buffer.from([1, 2, 0, 0, 3]), [], /parece un archivo binario/],
    ['half of a file', named.slice(0, 300), [], /no es JSON: .*línea 1, columna \d+/s],
    [
      'a member twice',
      named.replace('"text"', '"date":"2025-03-01","text"'),
      [],
      /«date» está dos veces/,
    ],
    [
      'an account that nobody declares, by a remedy that a file can follow',
      named.replace('"code":"700","credit"', '"code":"7999","credit"'),
      [],
      /La cuenta 7999 no existe.*declárela en «accounts» del archivo/s,
    ],
    ['today', named.replace('2025-02-01', 'hoy'), [], /«hoy» no es una fecha.*AAAA-MM-DD/s],
    ['no books', '{"a":1}', [], /No existe «a»\.\n.*Se admiten: /],
    ['books of nothing', '{}', [], /no trae libros/],
    [
      'another currency',
      named.replace('EUR', 'USD'),
      [],
      /está en USD y la empresa lleva sus libros en EUR/,
    ],
    [
      'a slip of the pen',
      named.replace('"credit"', '"credito"'),
      [],
      /No existe «credito» .*«credit»/s,
    ],
    [
      'an unknown kind',
      named.replace('"Bancos"', '"Bancos","type":"haber"'),
      [],
      /«type».*uno de estos: asset/s,
    ],
    ['a null character', named.replace('Camión', 'a\\u0000b'), [], /caracteres de control/],
    ['half a character', named.replace('Camión', 'a\\ud800b'), [], /no es Unicode válido/],
    ['brackets', `{"meta":${'['.repeat(5000)}${']'.repeat(5000)}}`, [], /anida más de 64 niveles/],
    [
      'a number for an amount',
      named.replace('"10.00"', '10.5'),
      [],
      /«debit» .*llegó el número 10.5/s,
    ],
    [
      'a text too long',
      named.replace('Camión', 'x'.repeat(600)),
      [],
      /tiene 600 caracteres y se admiten 500/,
    ],
    [
      'a year that nobody keeps',
      named.replace('2025-01-01', '9998-01-01').replace('2025-12-31', '9998-12-31'),
      [],
      /Corrija el año: un ejercicio termina como tarde el 31\/12\/2199/,
    ],
  ])('refuses %s, in Spanish and with its place', async (_name, content, options, told) => {
    const { code, out, err } = await importBooks(content, ...options);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(told);
    expect(err).not.toMatch(/ at \w+ \(|Error:|undefined|invalid/);
    expect(await balances()).toEqual({});
  });

  const page = new URL('../../docs/importing.md', import.meta.url);
  it('the example of the documentation comes in whole', async () => {
    const example = /```json\n([\s\S]*?)\n```/.exec(readFileSync(page, 'utf8'))![1]!;
    const { code, out, err } = await importBooks(example);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('2 comprobantes');
    expect(await balances()).toEqual({
      '100': '-3000.00',
      '4300000001': '1210.00',
      '477': '-210.00',
      '5720000001': '3800.00',
      '700': '-1000.00',
      '9400': '-800.00',
    });
  });
});
