// The manifest states the true minimum of Excel: neither less than what the add-in uses without asking, or it
// breaks in an older Excel, nor more, or Excel would hide it where it works.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  compareVersions,
  findOfficeMembers,
  listAddinSources,
  type OfficeMember,
} from './officeMembers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const patience = 120_000;

/** Used without asking although Excel never has their set, and why that does no harm. */
const harmless: Record<string, string> = {
  // Outlook alone announces a change of theme; elsewhere the pane keeps the colours it started with.
  'EventType.OfficeThemeChanged': 'Mailbox',
};

describe('the requirement sets of the manifest', () => {
  const manifest = readFileSync(join(root, 'manifest.xml'), 'utf8');
  const demanded = new Map(
    [...manifest.matchAll(/<Set Name="(\w+)" MinVersion="([\d.]+)"\/>/g)].map(
      ([, set = '', version = '']) => [set, version],
    ),
  );
  let members: OfficeMember[];
  beforeAll(() => {
    members = findOfficeMembers(root, listAddinSources(root)).filter(
      ({ member, set }) => harmless[member] !== set,
    );
  }, patience);

  it('are enough for everything that is used without asking', () => {
    const missing = members.filter(({ set, version }) => {
      const minimum = demanded.get(set);
      return minimum === undefined || compareVersions(version, minimum) > 0;
    });
    expect(
      missing.map((one) => `${one.place} ${one.member}: ${one.set} ${one.version}`),
      'ask with supports(…), or demand the set in manifest.xml',
    ).toEqual([]);
  });

  it('are no more than that', () => {
    const needed = new Map<string, string>();
    for (const { set, version } of members) {
      const known = needed.get(set);
      if (known === undefined || compareVersions(version, known) > 0) needed.set(set, version);
    }
    expect(Object.fromEntries(needed)).toEqual(Object.fromEntries(demanded));
  });
});

/** A body that gets `sheet` and `context`, and the members above ExcelApi 1.1 found in it. */
const samples: [name: string, code: string, found: string[]][] = [
  ['a member', 'sheet.notes.add("A1", "x");', ['Worksheet.notes 1.18']],
  ['a member taken apart', 'const { notes: all } = sheet; all.add("A1", "x");', ['Worksheet.notes 1.18']],
  ['a method', 'sheet.getRanges("A1");', ['Worksheet.getRanges 1.9']],
  ['what is loaded', 'sheet.load("id,name,tabId");', ['Worksheet.tabId 1.14']],
  ['what is loaded of items', 'context.workbook.worksheets.load("items/id,items/showGridlines");', ['Worksheet.showGridlines 1.8']],
  ['a question first', 'if (supports("1.18")) sheet.notes.add("A1", "x");', []],
  ['a question that does not suffice', 'if (supports("1.17")) sheet.notes.add("A1", "x");', ['Worksheet.notes 1.18']],
  ['a question among others', 'if (title && supports("1.18")) sheet.notes.add("A1", title);', []],
  ['a question that need not be so', 'if (title || supports("1.18")) sheet.notes.add("A1", title);', ['Worksheet.notes 1.18']],
  ['the other branch', 'if (supports("1.18")) return; else sheet.notes.add("A1", "x");', ['Worksheet.notes 1.18']],
  ['a question in the expression', 'const notes = supports("1.18") ? sheet.notes : undefined; notes?.add("A1", "x");', []],
  ['a question before the member', 'const note = supports("1.18") && sheet.notes.getItem("A1");', []],
  ['leaving without it', 'if (!supports("1.18")) return; sheet.notes.add("A1", "x");', []],
  ['leaving without it, in a block', 'if (!supports("1.18")) { throw new Error(); } sheet.notes.add("A1", "x");', []],
  ['going on without it', 'if (!supports("1.18")) title = ""; sheet.notes.add("A1", title);', ['Worksheet.notes 1.18']],
  ['leaving with it', 'if (supports("1.18")) return; sheet.notes.add("A1", "x");', ['Worksheet.notes 1.18']],
  ['leaving afterwards', 'sheet.notes.add("A1", "x"); if (!supports("1.18")) return;', ['Worksheet.notes 1.18']],
]; // prettier-ignore

describe('the search for members', () => {
  let found: OfficeMember[];
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'cuadre-members-'));
    const paths = samples.map(([, code], index) => {
      const path = join(folder, `sample${index}.ts`);
      const head = 'sheet: Excel.Worksheet, context: Excel.RequestContext, title: string';
      writeFileSync(path, `import { supports } from './ask.ts';\nexport function use(${head}) {\n${code}\n}\n`);
      return path;
    }); // prettier-ignore
    writeFileSync(
      join(folder, 'ask.ts'),
      'export const supports = (version: string) => !!version;\n',
    );
    found = findOfficeMembers(root, paths);
    rmSync(folder, { recursive: true });
  }, patience);

  it.each(samples.map(([name, , expected], index) => [name, index, expected] as const))(
    'sees %s',
    (_name, index, expected) => {
      const own = found.filter(
        ({ place, version }) => place.includes(`sample${index}.ts`) && version !== '1.1',
      );
      expect(own.map(({ member, version }) => `${member} ${version}`)).toEqual(expected);
    },
  );
});
