// The repository's own rules, as a test: it lists every offence at once, with its place and rule.
// Each rule is tried first on a sample that breaks it and on one that does not.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeRules } from './tidy/codeRules.ts';
import { fileRules } from './tidy/fileRules.ts';
import { importRules } from './tidy/importRules.ts';
import { parseSourceFile, readSourceFiles, type SourceFile } from './tidy/sourceFile.ts';
import { writeRules } from './tidy/writeRules.ts';

const RULES = [...importRules, ...codeRules, ...fileRules, ...writeRules];

function listOffences(files: readonly SourceFile[]): string[] {
  return RULES.flatMap((rule) =>
    files.flatMap((file) =>
      rule.find(file).map(({ path, line, message }) => `${path}:${line} ${rule.name}: ${message}`),
    ),
  );
}

it('the repository keeps its own rules', () => {
  const files = readSourceFiles(fileURLToPath(new URL('..', import.meta.url)));
  expect(files.map(({ path }) => path)).toContain('tests/tidy.test.ts');
  const offences = listOffences(files);
  expect(offences, `${offences.length} offences:\n${offences.join('\n')}`).toEqual([]);
}, 30_000);

/** Rule, path of the file, its lines after the opening comment, and what is said («» if innocent). */
type Sample = [rule: string, path: string, code: string, said: string];

const IMPORT_SAMPLES: Sample[] = [
  ['areas', 'shared/money.ts', "import { z } from 'zod';", ''],
  ['areas', 'shared/money.ts', "import { z } from 'react';", 'package react'],
  ['areas', 'shared/money.ts', "import { x } from '../server/db/schema.ts';", 'imports server/db'],
  ['areas', 'server/app.ts', "import type { x } from '../addin/host/x.ts';", 'imports addin/host'],
  ['areas', 'server/app.ts', "const x = await import('../addin/host/x.ts');", 'imports addin/host'],
  ['areas', 'server/app.ts', "type X = import('../addin/host/x.ts').X;", 'imports addin/host'],
  ['areas', 'addin/api/x.ts', "export { x } from '../../server/x.ts';", 'imports server/x.ts'],
  ['areas', 'addin/api/x.test.ts', "import { x } from '../../server/x.ts';", ''],
  ['frameworks', 'server/auth/auth.ts', "import { Hono } from 'hono';", 'hono outside'],
  ['frameworks', 'server/auth/auth.ts', "import { c } from 'hono/cors';", 'hono outside'],
  ['frameworks', 'server/auth/auth.routes.ts', "import { z } from '@hono/zod-openapi';", ''],
  ['frameworks', 'server/auth/auth.ts', "import { eq } from 'drizzle-orm';", 'drizzle-orm outside'],
  ['frameworks', 'server/auth/auth.store.ts', "import { eq } from 'drizzle-orm';", ''],
  ['frameworks', 'server/db/engine.ts', "import Database from 'better-sqlite3';", ''],
  ['server modules', 'server/vouchers/x.ts', "import { x } from '../ledger/x.ts';", ''],
  ['server modules', 'server/auth/x.ts', "import { x } from '../companies/x.ts';", ''],
  ['server modules', 'server/ledger/x.ts', "import { x } from '../vouchers/x.ts';", 'to the right'],
  ['server modules', 'server/db/x.ts', "import { x } from '../ledger/x.ts';", 'server/db imports'],
  ['server modules', 'server/ledger/x.ts', "import { x } from '../http/x.ts';", 'outside *.routes'],
  ['server modules', 'server/ledger/x.routes.ts', "import { x } from '../http/x.ts';", ''],
  [
    'server modules',
    'server/http/x.ts',
    "import { x } from '../vouchers/x.ts';",
    'the module vouch',
  ],
  ['server modules', 'server/ledger/x.ts', "import { x } from '../app.ts';", 'above everything'],
  ['server modules', 'server/cli/x.ts', "import { x } from '../imports/x.ts';", ''],
  ['server modules', 'server/clock.ts', "import { x } from './ledger/x.ts';", 'server/ itself'],
  ['server modules', 'server/clock.ts', "import { x } from './db/x.ts';", ''],
  ['server modules', 'server/ledger/x.ts', "import { x } from '../clock.ts';", ''],
  ['server modules', 'server/ledger/x.ts', "import { x } from '../setup/x.ts';", 'outside routes'],
  ['server modules', 'server/ledger/x.routes.ts', "import { x } from '../services.ts';", ''],
  ['server modules', 'server/setup/x.ts', "import { x } from '../vouchers/x.ts';", ''],
  ['server modules', 'server/things/x.ts', "import { x } from '../ledger/x.ts';", 'not a module'],
  ['add-in parts', 'addin/sheets/x.ts', "import { x } from '../host/x.ts';", 'is pure'],
  ['add-in parts', 'addin/sheets/x.ts', "import { x } from '../../shared/money.ts';", ''],
  ['add-in parts', 'addin/host/x.ts', "import { x } from '../workbench/x.ts';", 'workbench'],
];

const CODE_SAMPLES: Sample[] = [
  ['Office only in addin/host', 'addin/taskpane/a.ts', 'await Excel.run(f);', 'Excel outside'],
  ['Office only in addin/host', 'addin/taskpane/a.ts', 'let a: Office.Error;', 'Office outside'],
  ['Office only in addin/host', 'addin/taskpane/a.ts', 'CustomFunctions.associate(a);', 'Custom'],
  ['Office only in addin/host', 'addin/functions/a.ts', 'CustomFunctions.associate(a);', ''],
  ['Office only in addin/host', 'addin/host/a.ts', 'await Excel.run(f);', ''],
  ['Office only in addin/host', 'addin/taskpane/a.ts', "const a = { Excel: 'Excel' };", ''],
  ['network only in addin/api', 'addin/taskpane/a.ts', 'await fetch(a);', 'fetch()'],
  ['network only in addin/api', 'addin/taskpane/a.ts', 'await window.fetch(a);', 'fetch()'],
  ['network only in addin/api', 'addin/taskpane/a.ts', 'new EventSource(a);', 'EventSource()'],
  ['network only in addin/api', 'addin/api/a.ts', 'await fetch(a);', ''],
  ['clock and chance are passed in', 'server/ledger/a.ts', 'const a = Date.now();', 'Date.now()'],
  ['clock and chance are passed in', 'shared/a.ts', 'const a = new Date();', 'new Date()'],
  ['clock and chance are passed in', 'shared/a.ts', 'const a = Math.random();', 'Math.random()'],
  ['clock and chance are passed in', 'shared/a.ts', 'const a = new Date(b);', ''],
  ['clock and chance are passed in', 'server/systemClock.ts', 'const a = Date.now();', ''],
  ['console only in commands', 'server/ledger/a.ts', 'console.log(a);', 'console'],
  ['console only in commands', 'addin/workbench/a.ts', 'console.log(a);', 'console'],
  ['console only in commands', 'addin/workbench/a.ts', 'console.error(a);', ''],
  ['console only in commands', 'server/cli/a.ts', 'console.log(a);', ''],
  ['no any without a reason', 'shared/a.ts', 'const a = b as any;', 'any'],
  ['no any without a reason', 'shared/a.ts', "const a: string = 'any';", ''],
  [
    'no any without a reason',
    'shared/a.ts',
    '// eslint-disable-next-line @typescript-eslint/no-explicit-any -- untyped library\nf(a as any);',
    '',
  ],
  [
    'checks are switched off with a reason',
    'shared/a.ts',
    `// ${'@'}ts-ignore because`,
    'ts-expect',
  ],
  ['checks are switched off with a reason', 'shared/a.ts', '// @ts-expect-error', 'no reason'],
  [
    'checks are switched off with a reason',
    'shared/a.ts',
    '// @ts-expect-error wrong on purpose',
    '',
  ],
  [
    'checks are switched off with a reason',
    'shared/a.ts',
    `/* ${'eslint'}-disable eqeqeq */`,
    'no reason',
  ],
  ['nothing left for later', 'shared/a.ts', `// ${'TO'}DO: the rest`, 'DO'],
  ['nothing left for later', 'shared/a.ts', "const a = 'del todo';", ''],
  ['no paths of one machine', 'shared/a.ts', `const a = '/${'home'}/ana/books';`, 'home/'],
  ['no paths of one machine', 'shared/a.ts', "const a = '../home/books';", ''],
];

const FILE_SAMPLES: Sample[] = [
  ['names', 'server/fiscalYears/a.ts', '', 'not kebab-case'],
  ['names', 'server/ledger/Posting.ts', '', 'not camelCase'],
  ['names', 'server/ledger/posting-log.ts', '', 'not camelCase'],
  ['names', 'server/ledger/posting.routes.test.ts', '', ''],
  ['names', 'addin/taskpane/homeScreen.tsx', '', 'not PascalCase'],
  ['names', 'addin/taskpane/HomeScreen.tsx', '', ''],
  ['names', 'server/ledger/utils.ts', '', 'says nothing'],
  ['size', 'server/ledger/a.ts', '\n'.repeat(400), 'more than 400'],
  ['size', 'server/ledger/a.ts', '\n'.repeat(390), ''],
  ['size', 'server/profiles/charts/spain/a.ts', '\n'.repeat(400), ''],
  ['no barrels', 'server/ledger/index.ts', 'const a = 1;', 'an index file'],
  ['no barrels', 'server/ledger/a.ts', "export { a } from './b.ts';", 'only re-exports'],
  ['no barrels', 'server/ledger/a.ts', "const a = 1;\nexport * from './b.ts';", 'export *'],
  ['no barrels', 'server/ledger/a.ts', "export { a } from './b.ts';\nconst b = 1;", ''],
];

const WRITE_SAMPLES: Sample[] = [
  ['one way to write', 'server/vouchers/a.ts', 'await holdCompany(tx, id);', 'holdCompany()'],
  ['one way to write', 'server/vouchers/a.ts', 'await recordAuditEvent(tx, e);', 'recordAuditEv'],
  ['one way to write', 'server/vouchers/a.ts', 'await recordAnswers(tx, 1, a, b);', 'recordAnsw'],
  ['one way to write', 'server/vouchers/a.ts', 'await engine.write(f);', 'engine.write()'],
  ['one way to write', 'server/vouchers/a.ts', 'await context.engine.write(f);', 'engine.write()'],
  [
    'one way to write',
    'server/vouchers/a.ts',
    'class A { #engine; b() { return this.#engine.write(f); } }',
    'engine.write()',
  ],
  ['one way to write', 'server/vouchers/a.ts', 'await writeCompany(a, b, c, d);', ''],
  ['one way to write', 'server/vouchers/a.ts', 'await context.engine.read(f);', ''],
  ['one way to write', 'server/vouchers/a.ts', 'stream.write(f);', ''],
  ['one way to write', 'server/vouchers/a.test.ts', 'await engine.write(f);', ''],
  ['one way to write', 'server/companies/companyWrite.ts', 'await holdCompany(tx, id);', ''],
  ['one way to write', 'server/auth/a.ts', 'await engine.write(f);', ''],
];

const SAMPLES = [...IMPORT_SAMPLES, ...CODE_SAMPLES, ...FILE_SAMPLES, ...WRITE_SAMPLES];

describe('each rule notices what breaks it, and nothing else', () => {
  for (const [ruleName, path, code, said] of SAMPLES) {
    it(`${ruleName} · ${path} · ${said === '' ? 'keeps' : 'breaks'} · ${code.trim().replaceAll('\n', ' ')}`, () => {
      const rule = RULES.find(({ name }) => name === ruleName);
      if (!rule) throw new Error(`no rule is called ${ruleName}`);
      const offences = rule.find(parseSourceFile(path, `// Why it exists.\n${code}\n`));
      if (said === '') expect(offences).toEqual([]);
      else expect(offences.map(({ message }) => message).join('\n')).toContain(said);
    });
  }

  it('files say why they exist', () => {
    const rule = fileRules.find(({ name }) => name === 'files say why they exist');
    expect(rule?.find(parseSourceFile('shared/a.ts', 'const a = 1;\n'))).toHaveLength(1);
    expect(rule?.find(parseSourceFile('shared/a.ts', '/** Why. */\nconst a = 1;\n'))).toEqual([]);
  });

  it('every rule has a sample that breaks it', () => {
    const broken = new Set(SAMPLES.filter(([, , , said]) => said !== '').map(([name]) => name));
    broken.add('files say why they exist');
    expect(RULES.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });
});
