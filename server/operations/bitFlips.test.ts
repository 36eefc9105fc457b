// A disk that turns one bit: wherever it is in the file, it is noticed, or nothing that was written reads otherwise.
import { readFileSync, writeFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEngine } from '../db/openEngine.ts';
import { checkSqliteFile, sqlitePathOf } from '../db/sqliteFile.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestServer } from '../testing/testServer.ts';
import { verifyAll } from './verifyAll.ts';

const flips = 100;
const seed = 20_250_630;

let server: TestServer;
let path: string;
let sound: Buffer;
let content: string;

beforeAll(async () => {
  server = await openTestServer(openSqliteForTest);
  path = sqlitePathOf(server.url)!;
  const client = await server.signIn();
  for (let day = 10; day < 29; day += 1) {
    await client.postLedger(`
      2025-01-${day} Venta al contado número ${day}
        572   1.210,00
        700             1.000,00
        477               210,00 ; tercero=B647178${day}
    `);
  }
  await server.engine.close();
  sound = readFileSync(path);
  content = readContent()!;
}, 120_000);
afterAll(() => server.remove());

/** Every row of every table, but for who is signed in; null when it can't be read. */
function readContent(): string | null {
  const file = new BetterSqlite(path, { readonly: true });
  try {
    const tables = file
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sessions' ORDER BY 1",
      )
      .pluck()
      .all() as string[];
    file.defaultSafeIntegers(true);
    const rows = tables.map((name) => [name, file.prepare(`SELECT * FROM "${name}"`).all()]);
    return JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
  } catch {
    return null;
  } finally {
    file.close();
  }
}

/** As `cuadre verify --all` would: is anything said of this file? */
async function isNoticed(): Promise<boolean> {
  try {
    if ((await checkSqliteFile(path, 'full')).length > 0) return true;
    const engine = await openEngine(server.url);
    try {
      return !(await verifyAll(engine, [])).isClean;
    } finally {
      await engine.close();
    }
  } catch {
    return true;
  }
}

it('the file is sound to begin with', async () => {
  expect(await isNoticed()).toBe(false);
  writeFileSync(path, sound);
});

it(`of ${flips} bits turned one at a time, none changes what was written without being noticed`, async () => {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const unseen: string[] = [];
  let harmless = 0;
  for (let count = 0; count < flips; count += 1) {
    // Most of a small file is room that nobody uses yet, and zero: something is to be hit.
    let at = below(sound.length);
    while (sound[at] === 0) at = below(sound.length);
    const bit = below(8);
    const bytes = Buffer.from(sound);
    bytes[at] = bytes[at]! ^ (1 << bit);
    writeFileSync(path, bytes);
    // What is read before Cuadre opens it: opening may write.
    const read = readContent();
    if (await isNoticed()) continue;
    if (read === content) harmless += 1;
    else unseen.push(`byte ${at}, bit ${bit}`);
  }
  expect(unseen).toEqual([]);
  // What was there before and is used no more is in every file, but little of it.
  expect(harmless).toBeLessThan(flips / 4);
}, 600_000);
