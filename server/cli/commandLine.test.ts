// What commands say when all is well: help and version in Spanish, years of any kind, lists, empty ones too.
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from 'vitest';
import { CommandLine, type CommandFolder } from '../testing/commandLine.ts';
import { createProgram } from './cuadre.ts';
import type { SpanishCommand } from './spanishCommand.ts';

let commandLine: CommandLine;
let folder: CommandFolder;
beforeAll(async () => {
  commandLine = await CommandLine.build();
});
afterAll(() => commandLine.remove());
beforeEach(() => {
  folder = commandLine.enter();
});
afterEach(() => folder.remove());

const create = (code: string, ...words: string[]) =>
  folder.run(
    'company',
    'create',
    '--code',
    code,
    '--name',
    `${code}, S.L.`,
    '--profile',
    'ES',
    ...words,
  );

it('says its version, and its help with the exit codes, and makes nothing', async () => {
  const version = /^cuadre \d+\.\d+\.\d+ \(de las fuentes, sin construir\)\n$/;
  expect((await folder.run('--version')).out).toMatch(version);
  expect((await folder.runProgram('main', ['--version'])).out).toMatch(version);
  const help = await folder.run('--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const said of [
    'Uso: cuadre <orden>',
    'Órdenes:',
    '  1  no se hizo',
    '  3  hecho, con hallazgos',
  ]) {
    expect(help.out).toContain(said);
  }
  expect((await folder.run('help')).out).toBe(help.out);
  const ofMain = await folder.runProgram('main', ['--help']);
  expect(ofMain).toMatchObject({ code: 0, err: '' });
  expect(ofMain.out).toContain('Uso: cuadre serve [opciones]');
  expect((await folder.run('help', 'serve')).out).toBe(ofMain.out);
  expect(folder.list()).toEqual([]);
});

it('every command has its help, in Spanish, with options that are explained and examples that are read', () => {
  const printed: string[] = [];
  const host = {
    variables: {},
    print: (line: string) => void printed.push(line),
    notice: (line: string) => void printed.push(line),
    ends: () => undefined,
  };
  const commands = listCommands(createProgram(host));
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) command.outputHelp();
  expect(printed.join('\n')).not.toMatch(
    /Usage|Options|Commands|Arguments|default|\[options\]|display help/,
  );
  for (const command of commands) {
    expect(command.description(), command.name()).not.toBe('');
    for (const option of command.options) {
      if (!option.hidden) expect(option.description, option.flags).not.toBe('');
    }
  }
  // An example is a line of the help: its words are of commands and options that exist.
  const examples = printed.join('\n').match(/(?<=^ {2}cuadre ).+/gm) ?? [];
  expect(examples.length).toBeGreaterThan(10);
  for (const example of examples) {
    const words = example.split(' ');
    const command = commands.find((each) => isCalledBy(each, words));
    expect(command, example).toBeDefined();
    const flags = words.filter((word) => word.startsWith('--'));
    expect(command!.options.map(({ long }) => long)).toEqual(expect.arrayContaining(flags));
  }
});

function listCommands(command: SpanishCommand): SpanishCommand[] {
  return [command, ...command.commands.flatMap((each) => listCommands(each as SpanishCommand))];
}

function isCalledBy(command: SpanishCommand, words: readonly string[]): boolean {
  const names: string[] = [];
  for (let each = command; each.parent; each = each.parent as SpanishCommand)
    names.unshift(each.name());
  return command.commands.length === 0 && names.every((name, index) => name === words[index]);
}

it.each<[years: string, said: string[]]>([
  ['--year-from 01/07/2025 --year-to 30/06/2026', ['2025-2026: 01/07/2025–30/06/2026']],
  [
    // Worked example d: a half year, then July–June.
    '--year-from 2025-01-01 --year-to 30/06/2025 --year-from 1/7/2025 --year-to 2026-06-30',
    ['2025 S1: 01/01/2025–30/06/2025', '2025-2026: 01/07/2025–30/06/2026'],
  ],
  [
    '--year-from 1/7/2025 --year-to 31/12/2025 --year-from 1/1/2025 --year-to 30/6/2025',
    ['2025 S1: 01/01/2025–30/06/2025', '2025 S2: 01/07/2025–31/12/2025'],
  ],
  [
    '--year-from 1/1/2025 --year-to 31/3/2025 --year-from 1/4/2025 --year-to 31/12/2025',
    ['2025: 01/01/2025–31/03/2025', '04/2025 a 12/2025: 01/04/2025–31/12/2025'],
  ],
])('E02 company create %s', async (years, said) => {
  const { code, out } = await create('ACME', ...years.split(' '));
  expect(out).toBe(
    ['Empresa ACME creada.', ...said.map((line) => `  Ejercicio ${line}`), ''].join('\n'),
  );
  expect(code).toBe(0);
});

it('E03 two halves of a year are added after each other without a name', async () => {
  await create('ACME');
  const add = (from: string, to: string, ...more: string[]) =>
    folder.run('company', 'add-year', '--company', 'ACME', '--from', from, '--to', to, ...more);
  const apart = await add('1/1/2030', '2030-06-30');
  expect([apart.code, apart.err.includes('no habría ejercicio')]).toEqual([1, true]);
  expect((await add('1/1/2030', '2030-06-30', '--confirm')).out).toBe(
    'Ejercicio 2030 S1 creado: 01/01/2030–30/06/2030.\n',
  );
  expect((await add('2030-07-01', '31/12/2030')).out).toBe(
    'Ejercicio 2030 S2 creado: 01/07/2030–31/12/2030.\n',
  );
  const long = await add('1/1/2031', '31/12/2032');
  expect([long.code, long.err.includes('Aquí se confirma con --confirm.')]).toEqual([1, true]);
});

it.each([
  ['company create --code Año --name A --profile FR', 'No existe el perfil de país «FR».'],
  ['company create --code A --name A --profile ES --chart pgx', 'No existe el plan «pgx»'],
  [
    'company create --code A --name A --profile ES --year-from 1/7/2025 --year-to 30/6/2025',
    'El ejercicio empezaría',
  ],
  ['user create --email nadie', 'nadie'],
  ['user create --email a@b.es --password corta', 'contraseña'],
  ['user create --email a@b.es --company NO', 'no hay ninguna base de datos ahí'],
])('what is refused begins no database: %s', async (words, said) => {
  const { code, out, err } = await folder.run(...words.split(' '));
  expect(err).toContain(said);
  expect([code, out, folder.list()]).toEqual([1, '', []]);
});

it('lists companies in columns and as JSON, and says when there is none', async () => {
  await folder.run('user', 'create', '--email', 'ana@ejemplo.es');
  expect((await folder.run('company', 'list')).out).toBe('No hay empresas.\n');
  expect((await folder.run('company', 'list', '--json')).out).toBe('[]\n');
  expect(await folder.run('verify', '--all')).toEqual({
    code: 0,
    out: 'No hay empresas.\n',
    err: '',
  });
  const noCompany = await folder.run('verify', '--company', 'ACME');
  expect(noCompany.err).toContain('No hay ninguna todavía: créela con «cuadre company create».');
  await create('ACME');
  await create('LARGA');
  expect((await folder.run('company', 'list')).out.split('\n')).toEqual([
    'Código  Nombre       Perfil  Moneda  Versión  Bloqueada hasta',
    'ACME    ACME, S.L.   ES      EUR           0',
    'LARGA   LARGA, S.L.  ES      EUR           0',
    '',
  ]);
  const listed: unknown = JSON.parse((await folder.run('company', 'list', '--json')).out);
  expect(listed).toMatchObject([{ code: 'ACME', ledgerVersion: 0 }, { code: 'LARGA' }]);
  const balance = ['trial-balance', '--company', 'ACME', '--date', '31/12/2025'];
  expect((await folder.run(...balance)).out).toBe('Ninguna cuenta tiene saldo a 31/12/2025.\n');
  expect((await folder.run(...balance, '--json')).out).toBe('[]\n');
  expect((await folder.run('verify', '--company', 'ACMEE')).err).toContain('¿Quiso decir «ACME»?');
});
