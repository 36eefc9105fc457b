// 500 wrong files from a seed: each is refused in Spanish with a remedy and nothing is written, or it comes in whole and
// a second time adds nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../db/openEngine.ts';
import { hostileFile } from '../testing/hostileBooks.ts';
import { runCuadre } from './cuadre.ts';

const [seed, files] = [20_251_126, 500];

/** What no accountant should read. */
const notForPeople =
  /\bat \w+ \(|Error:|undefined|NaN|Unexpected|expected (?!,|meta)|Invalid|received|\[object|node:|<=|>=/;

describe('wrong files', { timeout: 600_000 }, () => {
  let folder: string;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cuadre-hostile-'));
    url = `sqlite:${join(folder, 'cuadre.db')}`;
    await run('company', 'create', '--code', 'UNO', '--name', 'Uno', '--profile', 'ES');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...words: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const variables = { CUADRE_DATABASE_URL: url };
    const code = await runCuadre(words, {
      ...{ variables, print: (line) => void out.push(line), notice: (line) => void err.push(line) },
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  /** Everything that an import may write. */
  const state = async (): Promise<string> => {
    const engine = await openEngine(url);
    const counts = await engine.read((tx) =>
      tx.query<Record<string, bigint>>(
        'SELECT (SELECT count(*) FROM postings) AS p, (SELECT count(*) FROM vouchers) AS v, ' +
          '(SELECT count(*) FROM accounts) AS a, (SELECT count(*) FROM fiscal_years) AS y, ' +
          '(SELECT count(*) FROM import_batches) AS b, (SELECT count(*) FROM audit_events) AS e, ' +
          '(SELECT count(*) FROM parties) AS t, (SELECT sum(settings_version) FROM companies) AS s',
        [],
      ),
    );
    await engine.close();
    return Object.values(counts[0]!).join(' ');
  };

  it(`SEED=${seed}: ${files} of them`, async () => {
    const path = join(folder, 'libros.json');
    const tally = { refused: 0, taken: 0 };
    let before = await state();
    for (let index = 0; index < files; index += 1) {
      const { kind, bytes } = hostileFile(seed + index);
      writeFileSync(path, bytes);
      const { code, out, err } = await run('import-books', path, '--company', 'UNO');
      const place = `seed ${seed + index}, ${kind}: ${out.slice(0, 300)}${err.slice(0, 600)}`;
      expect(`${out}${err}`, place).not.toMatch(notForPeople);
      if (code === 0) {
        tally.taken += 1;
        const taken = await state();
        const again = await run('import-books', path, '--company', 'UNO');
        expect([again.code, await state()], place).toEqual([0, taken]);
        before = taken;
        continue;
      }
      tally.refused += 1;
      expect([code, out], place).toEqual([1, '']);
      expect(err, place).toContain('→ ');
      expect(await state(), place).toBe(before);
    }
    expect(tally.refused).toBeGreaterThan(files * 0.8);
    const { code, out } = await run('verify', '--company', 'UNO');
    expect([code, out]).toMatchObject([0, expect.stringContaining('Todo concuerda')]);
  });
});
