// The commands as they are run: what they print, and the code they end with.
import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openEngine } from '../db/openEngine.ts';
import { CommandLine, type CommandFolder } from '../testing/commandLine.ts';
import { createRawCompany, RawLedger } from '../testing/rawLedger.ts';

let commandLine: CommandLine;
let folder: CommandFolder;
let url: string;

async function cuadre(...words: string[]): Promise<{ code: number | null; output: string }> {
  folder.variables['CUADRE_DATABASE_URL'] = url;
  const { code, out, err } = await folder.run(...words);
  return { code, output: out + err };
}

beforeAll(async () => {
  commandLine = await CommandLine.build();
});
afterAll(() => commandLine.remove());
beforeEach(async () => {
  folder = commandLine.enter();
  url = `sqlite:${folder.file('cuadre.db')}`;
  const engine = await openEngine(url);
  const books = new RawLedger(engine, await createRawCompany(engine));
  await books.post('2025-01-10', '100.00', 'uno');
  await engine.close();
});
afterEach(() => folder.remove());

it('verify, chain-head and chain-check agree on sound books, and end with 3 on others', async () => {
  const clean = await cuadre('verify', '--all');
  expect(clean.code).toBe(0);
  expect(clean.output).toContain('UNO: 1 comprobantes, 2 apuntes en 1 lotes, versión 2');
  expect(clean.output).toContain('Todo concuerda.');

  const head = await cuadre('chain-head', '--company', 'UNO');
  const file = folder.file('cabeza.json');
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
  const file = folder.file('copia.db');
  const restored = `sqlite:${folder.file('restaurada.db')}`;
  const copied = `sqlite:${folder.file('otra.db')}`;
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
