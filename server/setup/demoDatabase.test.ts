// The demo's known password opens the demo's database and no other: it is never served to others, nor put among
// books that somebody keeps.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { CommandLine, type CommandFolder } from '../testing/commandLine.ts';

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

/** Serves until it has said how to come in. @returns all that it said */
async function serve(variables: Record<string, string>, ...words: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: '0',
    CUADRE_LOG_LEVEL: 'error',
    ...variables,
  };
  if (!('CUADRE_DATABASE_URL' in variables)) delete env['CUADRE_DATABASE_URL'];
  const server = spawn(process.execPath, [join(commandLine.programs, 'main.js'), ...words], {
    cwd: folder.path,
    env,
  });
  let said = '';
  const read = (chunk: Buffer): void => {
    said += chunk.toString();
    if (/Cuadre está en [^]*\n\n$/.test(said)) server.kill('SIGTERM');
  };
  server.stdout.on('data', read);
  server.stderr.on('data', read);
  await once(server, 'close');
  return said;
}

it('has a database of its own, and the server another, with an administrator', async () => {
  const demo = await serve({}, '--demo');
  expect(demo).toContain('Base de datos nueva: ./data/demo.db');
  expect(demo).toContain('Contraseña      cuadre-demo');
  const first = await serve({});
  expect(first).toContain('Base de datos nueva: ./data/cuadre.db');
  expect(first).toMatch(/Administrador {3}admin@cuadre\.local\n.*\(solo se muestra esta vez\)/);
  expect(first).toContain(
    'Cámbiela antes de dar acceso a nadie: cuadre user password --email admin@cuadre.local',
  );
  expect(first).toContain('Excel solo carga complementos por https');
  expect(first).not.toContain('demo@cuadre.local');
  const second = await serve({ CUADRE_PUBLIC_URL: 'https://cuadre.ejemplo.es' });
  expect(second).not.toMatch(/Contraseña|https:|nueva/);
}, 120_000);

it('is not served as real books, until its password is another', async () => {
  const variables = { CUADRE_DATABASE_URL: `sqlite:${folder.file('cuadre.db')}` };
  await serve(variables, '--demo');
  const refused = await serve(variables);
  expect(refused).toContain('Esta base de datos es la de la demostración');
  expect(refused).not.toContain('Cuadre está en');
  await folder.run('user', 'password', '--email', 'demo@cuadre.local');
  expect(await serve(variables)).toContain('Cuadre está en');
}, 120_000);

it.each([
  ['a company', 'company create --code ACME --name Acme --profile ES'],
  ['a user', 'user create --email ana@acme.es'],
])(
  'stays away from a database with %s',
  async (_what, words) => {
    await folder.run(...words.split(' '));
    const refused = await serve(folder.variables, '--demo');
    expect(refused).toContain('no se mezcla con libros de verdad');
    expect(refused).not.toContain('Cuadre está en');
    expect((await folder.run('company', 'list')).out).not.toContain('ESPIGA');
  },
  120_000,
);

it('is served to this machine alone', async () => {
  const refused = await serve({ CUADRE_HOST: '0.0.0.0' }, '--demo');
  expect(refused).toContain('solo se sirve en este equipo');
}, 60_000);

it('a misspelt setting is told', async () => {
  const said = await serve({ CUADRE_PUBLIC_ULR: 'https://cuadre.ejemplo.es' });
  expect(said).toContain('CUADRE_PUBLIC_ULR no es un ajuste de Cuadre y no se usa.');
}, 60_000);
