// The command line as a person runs it: a process of its own on a database file, its words and exit codes.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const tsx = fileURLToPath(import.meta.resolve('tsx'));

describe('cuadre', { timeout: 60_000 }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cuadre-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, CUADRE_DATABASE_URL: `sqlite:${join(folder, 'cuadre.db')}` };
      const child = spawn(process.execPath, ['--import', tsx, main, ...args], { env });
      let [out, err] = ['', ''];
      child.stdout.on('data', (data: Buffer) => (out += data.toString()));
      child.stderr.on('data', (data: Buffer) => (err += data.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });

  it('E02 creates a company and its user, imports books, shows their balances and verifies them', async () => {
    const created = await run(
      'company',
      'create',
      '--code',
      'UNO',
      '--name',
      'Uno, S.L.',
      '--profile',
      'ES',
      '--currency',
      'EUR',
    );
    expect(created).toEqual({
      code: 0,
      out: 'Empresa UNO creada.\n',
      err: `Base de datos nueva: ${join(folder, 'cuadre.db')}\n`,
    });
    const user = await run(
      'user',
      'create',
      '--email',
      'ana@ejemplo.es',
      '--company',
      'UNO',
      '--role',
      'administrador',
    );
    expect(user.code).toBe(0);
    expect(user.out).toMatch(
      /^Usuario ana@ejemplo.es creado, administrador en UNO\.\nContraseña: [a-z2-9-]{24}\n$/,
    );

    const file = join(folder, 'libros.json');
    const line = (code: string, debit: string, credit: string) => ({ code, debit, credit });
    const books = {
      fiscal_years: [{ from: '2020-01-01', to: '2020-12-31' }],
      accounts: [{ code: '5799', name: 'Caja del almacén', type: 'asset' }],
      opening: [
        { code: '5799', amount: '10.00' },
        { code: '100', amount: '-10.00' },
      ],
      vouchers: [
        {
          series: 'A',
          number: '1',
          date: '2020-02-01',
          lines: [line('5799', '5.50', '0'), line('700', '0', '5.50')],
        },
        {
          series: 'A',
          number: '2',
          date: '2020-02-02',
          lines: [line('5799', '5.50', '0'), line('700', '0', '5')],
        },
      ],
    };
    writeFileSync(file, JSON.stringify(books));
    const imported = await run('import-books', file, '--company', 'UNO');
    // 3: it was done, and something was refused.
    expect(imported.code).toBe(3);
    expect(imported.out).toContain('1 cuentas creadas');
    expect(imported.out).toContain('1 comprobantes y 2 líneas contabilizados');
    expect(imported.out).toContain('✗ Rechazado: comprobante A-2 del 2020-02-02');
    expect(imported.out).toContain('El asiento no cuadra: debe 5,50, haber 5,00.');

    const [twice, balance, verified, written, wrong] = await Promise.all([
      run('import-books', file, '--company', 'UNO'),
      run('trial-balance', '--company', 'UNO', '--date', '2020-12-31', '--json'),
      run('verify', '--company', 'UNO'),
      run('trial-balance', '--company', 'UNO', '--date', '31/12/2020', '--json'),
      run('trial-balance', '--company', 'UNO', '--date', '12/31/2020'),
    ]);
    expect(twice.code).toBe(1);
    expect(twice.err).toContain('Estos mismos libros ya se importaron');
    expect(JSON.parse(balance.out)).toEqual([
      { code: '100', name: 'Capital social', balance: '-10.00' },
      { code: '5799', name: 'Caja del almacén', balance: '15.50' },
      { code: '700', name: 'Ventas de mercaderías', balance: '-5.50' },
    ]);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain('Todo concuerda.');
    expect(written).toEqual(balance);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toBe('--date: «12/31/2020» no es una fecha.\n  → Escriba 31/12/2020.\n');
  });

  it('says in Spanish what it refuses, and leaves by 1', async () => {
    const [file, profile] = await Promise.all([
      run('import-books', join(folder, 'no-existe.json'), '--company', 'UNO'),
      run(
        'company',
        'create',
        '--code',
        'Año 1',
        '--name',
        'Otra',
        '--profile',
        'FR',
        '--currency',
        'EURO',
      ),
    ]);
    expect([file.code, profile.code]).toEqual([1, 1]);
    expect(file.err).toBe(`${join(folder, 'no-existe.json')}: no existe.\n`);
    expect(profile.err).toContain('«Año 1» no sirve como código de empresa.');
    expect(profile.err).toContain('No existe el perfil de país «FR».');
    for (const { err } of [file, profile]) expect(err).not.toContain('at ');
  });
});
