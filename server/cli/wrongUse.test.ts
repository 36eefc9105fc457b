// What nobody meant: a word, option or value that the command line does not take ends with 2, a sentence and what
// would be right; looking at what is not there ends with 1. Neither makes a file, and no English gets out.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine, type CommandFolder, type Ended } from '../testing/commandLine.ts';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await CommandLine.build();
});
afterAll(() => commandLine.remove());

async function inFolder<T>(work: (folder: CommandFolder) => Promise<T>): Promise<T> {
  const folder = commandLine.enter();
  try {
    return await work(folder);
  } finally {
    folder.remove();
  }
}

const english =
  /error:|unknown|required|missing|argument|invalid|expected|Unexpected|ENOENT|EISDIR|EACCES|SQLITE|Usage|Options|Commands|default:|not found|Did you mean| at .*\.js/;

function expectSpanish({ out, err }: Ended): void {
  expect(out + err).not.toMatch(english);
}

describe('wrong use', () => {
  it.each<[words: string, said: string]>([
    ['', 'Falta la orden después de «cuadre»: company, '],
    ['verfy --all', 'No hay ninguna orden «verfy» en «cuadre». ¿Quiso decir «verify»?'],
    ['verfy --help', '¿Quiso decir «verify»?'],
    ['compañy list', '¿Quiso decir «company»?'],
    ['xyz', 'No hay ninguna orden «xyz» en «cuadre». Hay company, '],
    ['--verson', '«cuadre» no tiene la opción «--verson». ¿Quiso decir «--version»?'],
    ['--demo', '«cuadre» no tiene la opción «--demo».'],
    ['company', 'Falta la orden después de «cuadre company»: create, list, add-year y lock.'],
    ['company lsit', 'No hay ninguna orden «lsit» en «cuadre company». ¿Quiso decir «list»?'],
    ['company create', 'necesita --code <código>, --name <nombre> y --profile <perfil>.'],
    ['company list extra', 'Sobra «extra» después de «cuadre company list».'],
    ['verify', 'Diga qué empresa con --company CÓDIGO, o todas con --all.'],
    ['verify --al', '«cuadre verify» no tiene la opción «--al». ¿Quiso decir «--all»?'],
    ['verify --all --company A', '--company y --all no van juntas.'],
    ['verify --company', 'Falta el valor de la opción: --company <código>.'],
    ['verify --company=', 'El valor de --company <código> está vacío.'],
    ['verify --company A --company B', '--company está dos veces y admite un solo valor.'],
    ['verify -x', 'no tiene la opción «-x»'],
    [
      'trial-balance --company --date 2025',
      'Falta el valor de --company <código>: lo que sigue es «--date».',
    ],
    [
      'trial-balance --company A --date 12/31/2025',
      '--date: «12/31/2025» no es una fecha.\n  → Escriba 31/12/2025.',
    ],
    ['trial-balance --company A --date 2025', '--date: «2025» no es una fecha.'],
    ['company lock --company A --date 30/02/2025', '--date: «30/02/2025» no es una fecha.'],
    ['import-books --company A', 'Falta <archivo> después de «cuadre import-books».'],
    ['import-books a.json b.json --company A', 'Sobra «b.json»'],
    [
      'user create --email a@b.es --role contadr',
      '--role: «contadr» no se admite. ¿Quiso decir «contador»?',
    ],
    ['serve --dmeo', '«cuadre serve» no tiene la opción «--dmeo». ¿Quiso decir «--demo»?'],
    ['serve ahora', 'Sobra «ahora» después de «cuadre serve».'],
    ['help verfy', '¿Quiso decir «verify»?'],
    ['help verify all', 'Sobra «all»'],
    ['help import-books libros.json', 'Sobra «libros.json» después de «cuadre import-books».'],
    [
      'copy --from a.db --to sqlite:b.db --company A',
      '--from: «a.db» no es la dirección de una base de datos.\n  → Escriba sqlite:RUTA o postgres://…',
    ],
    [
      'copy --from sqlite:a.db --to sqlite:a.db --company A',
      'El origen y el destino son la misma base de datos.',
    ],
    [
      'company create --code A --name A --profile ES --year-from 1/7/2025',
      '--year-from está 1 vez y --year-to 0: cada ejercicio lleva los dos.',
    ],
  ])('cuadre %s', async (words, said) => {
    await inFolder(async (folder) => {
      const ended = await folder.run(...words.split(' ').filter((word) => word !== ''));
      expect(ended.err).toContain(said);
      expect([ended.code, ended.out, folder.list()]).toEqual([2, '', []]);
      expectSpanish(ended);
    });
  });

  it.each([['--hlep'], ['--port=4000'], ['arranca'], ['serve'], ['--demo --dry']])(
    'main.js %s starts no server',
    async (words) => {
      await inFolder(async (folder) => {
        const ended = await folder.runProgram('main', words.split(' '));
        expect([ended.code, ended.out, folder.list()]).toEqual([2, '', []]);
        expectSpanish(ended);
      });
    },
  );

  it.each([
    ['PORT', 'tres mil', 'PORT: se espera un número de 0 a 65535'],
    ['PORT', '70000', 'PORT: se espera un número de 0 a 65535'],
    ['CUADRE_LOG_LEVEL', 'mucho', 'CUADRE_LOG_LEVEL: se espera fatal o error'],
    ['CUADRE_DATABASE_URL', 'cuadre.db', 'CUADRE_DATABASE_URL: usa sqlite:RUTA'],
    ['CUADRE_TLS_CERT', 'nada.pem', 'van juntas'],
  ])('a wrong setting: %s=%s', async (name, value, said) => {
    await inFolder(async (folder) => {
      folder.variables[name] = value;
      const ended = await folder.run('serve');
      expect(ended.err).toContain(said);
      expect([ended.code, folder.list()]).toEqual([2, []]);
      // What needs no settings works without them.
      expect((await folder.run('--version')).code).toBe(0);
    });
  });
});

describe('looking makes nothing', () => {
  const looks = [
    'verify --all',
    'verify --company A --json',
    'company list',
    'company list --json',
    'trial-balance --company A --date 31/12/2025',
    'chain-head --all',
    'chain-check --head cabeza.json',
  ];
  const changes = [
    'import-books libros.json --company A',
    'company lock --company A --date 2025-12-31',
    'company add-year --company A --from 1/7/2025 --to 30/6/2026',
    'user grant --email a@b.es --company A',
    'user password --email a@b.es',
    'rebuild --company A',
    'copy --from sqlite:cuadre.db --to sqlite:otra.db --company A',
    'backup copia.db',
    'restore copia.db',
  ];

  it.each([...looks, ...changes])('cuadre %s where there is no database', async (words) => {
    await inFolder(async (folder) => {
      const ended = await folder.run(...words.split(' '));
      expect(ended.err).toMatch(/no hay ninguna base de datos ahí|no existe/);
      expect([ended.code, ended.out, folder.list()]).toEqual([1, '', []]);
      expectSpanish(ended);
    });
  });

  it.each<[what: string, make: (path: string) => void, said: string]>([
    [
      'a text',
      (path) => writeFileSync(path, 'No soy una base de datos. '.repeat(99)),
      'no es una base de datos de Cuadre',
    ],
    ['an empty file', (path) => writeFileSync(path, ''), 'está vacío, no es una base de datos'],
    ['a folder', (path) => mkdirSync(path), 'es una carpeta'],
    ["another program's database", makeForeignDatabase, 'es una base de datos de otro programa'],
  ])('%s in the place of the database is left as it is', async (_what, make, said) => {
    await inFolder(async (folder) => {
      make(folder.file('cuadre.db'));
      for (const words of ['verify --all', 'company list']) {
        const ended = await folder.run(...words.split(' '));
        expect(ended.err).toContain(said);
        expect([ended.code, ended.out, folder.list()]).toEqual([1, '', ['cuadre.db']]);
        expectSpanish(ended);
      }
    });
  });

  it("another program's database gets no tables of ours, not even from what begins one", async () => {
    await inFolder(async (folder) => {
      makeForeignDatabase(folder.file('cuadre.db'));
      const words = 'company create --code A --name A --profile ES'.split(' ');
      expect((await folder.run(...words)).code).toBe(1);
      const database = new BetterSqlite(folder.file('cuadre.db'), { readonly: true });
      const tables = database.prepare('SELECT name FROM sqlite_schema').pluck().all();
      expect([tables, database.pragma('journal_mode', { simple: true })]).toEqual([
        ['facturas'],
        'delete',
      ]);
      database.close();
    });
  });

  it('a database of a newer Cuadre, and one whose folder cannot be written', async () => {
    await inFolder(async (folder) => {
      await folder.run(...'company create --code A --name A --profile ES'.split(' '));
      const path = folder.file('cuadre.db');
      const database = new BetterSqlite(path);
      database.exec("INSERT INTO schema_migrations VALUES ('9999_future.sql', 'x')");
      database.close();
      const newer = await folder.run('company', 'list');
      expect([newer.code, newer.out]).toEqual([1, '']);
      expect(newer.err).toContain('La base de datos es de una versión más nueva de Cuadre');
      // Root may write anything: there only the first half says something.
      if (process.getuid?.() === 0) return;
      chmodSync(folder.path, 0o555);
      const kept = await folder.run('backup', folder.file('copia.db'));
      chmodSync(folder.path, 0o755);
      expect([kept.code, kept.err.includes('permiso')]).toEqual([1, true]);
      expectSpanish(kept);
    });
  });
});

function makeForeignDatabase(path: string): void {
  const database = new BetterSqlite(path);
  database.exec('CREATE TABLE facturas (numero TEXT)');
  database.close();
}

describe('files that cannot be read', () => {
  const folderPath = (folder: CommandFolder, name: string) => join(folder.path, name);

  it.each<[what: string, make: (path: string) => void, said: string]>([
    ['missing', () => undefined, 'libros.json: no existe.'],
    ['a folder', (path) => mkdirSync(path), 'libros.json: es una carpeta, y se espera un archivo.'],
    ['empty', (path) => writeFileSync(path, ' \n'), 'El archivo no es JSON: está vacío.'],
    [
      'a comma too many',
      (path) => writeFileSync(path, '{\n  "accounts": [1, 2,]\n}'),
      'línea 2, columna 20',
    ],
    ['a comma too few', (path) => writeFileSync(path, '{"a": 1\n "b": 2}'), 'línea 2, columna 2'],
    [
      'Windows-1252',
      (path) => writeFileSync(path, Buffer.from('{\n"name": "Peluquer\xeda"}', 'latin1')),
      '--encoding windows-1252',
    ],
  ])('%s', async (_what, make, said) => {
    await inFolder(async (folder) => {
      await folder.run(...'company create --code A --name A --profile ES'.split(' '));
      const path = folderPath(folder, 'libros.json');
      make(path);
      const ended = await folder.run('import-books', path, '--company', 'A');
      expect(ended.err).toContain(said);
      expect([ended.code, ended.out]).toEqual([1, '']);
      expectSpanish(ended);
    });
  });
});
