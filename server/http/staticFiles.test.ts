// Files as browsers take them: compressed once, asked for again by their mark, and never from outside the folder.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter, type Router } from './routing.ts';
import { staticFolder } from './staticFiles.ts';

const script = 'export const cuentas = 572;\n'.repeat(200);

describe('files of a folder', () => {
  let folder: string;
  let router: Router;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cuadre-files-'));
    await mkdir(join(folder, 'addin', 'icons'), { recursive: true });
    await writeFile(join(folder, 'addin', 'page.js'), script);
    await writeFile(join(folder, 'addin', 'page.0123456789.js'), script);
    await writeFile(join(folder, 'addin', 'short.js'), 'export {};');
    await writeFile(join(folder, 'addin', 'icons', 'logo.png'), Buffer.alloc(3_000, 7));
    await writeFile(join(folder, 'secret.txt'), 'secreto');
    router = createRouter();
    router.get('/addin/*', staticFolder(folder));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    router.request(path, { method, headers });

  it.each([
    ['/addin/page.js', 'no-cache', true],
    ['/addin/page.0123456789.js', 'public, max-age=31536000, immutable', true],
    ['/addin/short.js', 'no-cache', false],
    // Office shows a generic icon in place of one that comes with any directive.
    ['/addin/icons/logo.png', null, false],
  ])('%s', async (path, directive, isCompressed) => {
    const plain = await get(path);
    expect(plain.headers.get('cache-control')).toBe(directive);
    const whole = Buffer.from(await plain.arrayBuffer());
    expect(plain.headers.get('content-length')).toBe(String(whole.byteLength));
    const coded = await get(path, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    const bytes = Buffer.from(await coded.arrayBuffer());
    expect(coded.headers.get('content-encoding')).toBe(isCompressed ? 'br' : null);
    expect(coded.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect((isCompressed ? brotliDecompressSync(bytes) : bytes).equals(whole)).toBe(true);
    expect(coded.headers.get('vary')).toBe(isCompressed ? 'Accept-Encoding' : null);
  });

  it('who has it is told so, until it changes', async () => {
    const path = join(folder, 'addin', 'changing.js');
    await writeFile(path, script);
    const mark = (await get('/addin/changing.js')).headers.get('etag') ?? '';
    const same = await get('/addin/changing.js', { 'if-none-match': mark });
    expect([same.status, await same.text(), same.headers.get('cache-control')]).toEqual([
      304,
      '',
      'no-cache',
    ]);
    await writeFile(path, `${script}//`);
    const changed = await get('/addin/changing.js', { 'if-none-match': mark });
    expect([changed.status, await changed.text()]).toEqual([200, `${script}//`]);
  });

  it.each([
    '/addin/nada.js',
    '/addin/icons',
    '/addin/',
    '/addin/..%2fsecret.txt',
    '/addin/%2e%2e/secret.txt',
    '/addin/icons/..%5c..%5csecret.txt',
    '/addin//page.js',
    '/addin/page.js%00',
    '/addin/__proto__',
  ])('%s is no file of it', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secreto');
  });

  it('is read only', async () => {
    expect((await get('/addin/page.js', {}, 'POST')).status).toBe(404);
    const head = await get('/addin/page.js', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, `${script.length}`]);
  });
});
