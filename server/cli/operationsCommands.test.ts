// The commands as they are run: what they print, and the code they end with.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEngine } from '../db/openEngine.ts';
import { createRawCompany, RawLedger } from '../testing/rawLedger.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let url: string;

interface Ended {
  code: number;
  output: string;
}

function cuadre(...words: string[]): Promise<Ended> {
  const command = ['--import', 'tsx', 'server/cli/main.ts', ...words];
  const env = { ...process.env, CUADRE_DATABASE_URL: url };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-ordenes-'));
  url = `sqlite:${join(folder, 'cuadre.db')}`;
  const engine = await openEngine(url);
  const books = new RawLedger(engine, await createRawCompany(engine));
  await books.post('2025-01-10', '100.00', 'uno');
  await engine.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('verify, chain-head and chain-check agree on sound books, and end with 3 on others', async () => {
  const clean = await cuadre('verify', '--all');
  expect(clean.code).toBe(0);
  expect(clean.output).toContain('UNO: 1 comprobantes, 2 apuntes en 1 lotes, versión 2');
  expect(clean.output).toContain('Todo concuerda.');

  const head = await cuadre('chain-head', '--company', 'UNO');
  const file = join(folder, 'cabeza.json');
  writeFileSync(file, head.output);
  const same = await cuadre('chain-check', '--head', file);
  expect(same).toEqual({ code: 0, output: '✓ UNO versión 2: es parte de la cadena.\n' });

  const engine = await openEngine(url);
  await engine.write((tx) =>
    tx.execute('UPDATE day_totals SET debit = debit + 1 WHERE debit > 0', []),
  );
  await engine.close();
  const wrong = await cuadre('verify', '--company', 'UNO', '--json');
  expect(wrong.code).toBe(3);
  const report = JSON.parse(wrong.output) as {
    companies: { findings: { account: string; date: string }[] }[];
  };
  expect(report.companies[0]?.findings[0]).toMatchObject({ account: '213', date: '2025-01-10' });

  expect((await cuadre('rebuild', '--company', 'UNO')).output).toContain('1 no eran correctos');
  expect((await cuadre('verify', '--all')).code).toBe(0);
  const unsaid = await cuadre('verify');
  expect(unsaid).toEqual({
    code: 2,
    output: 'Diga qué empresa con --company CÓDIGO, o todas con --all.\n',
  });
}, 120_000);

it('backup, restore and copy say what they did, and what they refuse', async () => {
  const file = join(folder, 'copia.db');
  const restored = `sqlite:${join(folder, 'restaurada.db')}`;
  const copied = `sqlite:${join(folder, 'otra.db')}`;
  const backup = await cuadre('backup', file);
  expect(backup.output).toContain('copia completa y comprobada');
  expect(backup.output).toContain(`${file}.heads.json: las cabezas de sus cadenas`);
  expect(backup.output).toContain('Guarde una copia de esas cabezas en otro equipo.');
  const kept = await cuadre('chain-check', '--head', `${file}.heads.json`);
  expect(kept.output).toBe(
    '✓ Instalación versión 0: es parte de la cadena.\n✓ UNO versión 2: es parte de la cadena.\n',
  );
  expect((await cuadre('chain-head', '--all')).output.trim().split('\n')).toHaveLength(2);
  const original = url;
  expect((await cuadre('restore', file)).code).toBe(1);
  url = restored;
  expect((await cuadre('restore', file)).output).toContain(`Restaurado en ${restored}.`);
  const copy = ['copy', '--from', original, '--to', copied, '--company', 'UNO'];
  expect((await cuadre(...copy)).output).toContain('Las cadenas son las mismas en las dos.');
  const again = await cuadre(...copy);
  expect(again.code).toBe(1);
  expect(again.output).toContain('UNO');
}, 120_000);
