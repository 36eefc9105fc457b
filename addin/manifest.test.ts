// The manifest is the one file that nobody runs before Excel does: it is read here with Microsoft's
// own reader and checked against what the build really wrote.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { describe, expect, it } from 'vitest';
import { commandNames } from './commands/commandOutcome.ts';
import { findManifestProblems, type ManifestExpectations } from '../tests/manifestProblems.ts';

const PREFIX = 'https://localhost:3000';
const MANIFEST = fileURLToPath(new URL('../manifest.xml', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/addin', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../package.json', import.meta.url));
const ICONS = fileURLToPath(new URL('icons', import.meta.url));
const xml = readFileSync(MANIFEST, 'utf8');

function readExpectations(): ManifestExpectations {
  if (!existsSync(BUILT)) throw new Error('dist/addin is missing: run `npm run build` first');
  const files = readdirSync(BUILT, { recursive: true }).map(String);
  return {
    prefix: PREFIX,
    paths: new Set(files.map((file) => `/addin/${file.replaceAll('\\', '/')}`)),
    commands: [...commandNames],
    locales: ['en-US', 'en-GB'],
  };
}

describe('manifest.xml', () => {
  it("is read by Microsoft's own reader", async () => {
    const info = await OfficeAddinManifest.readManifestFile(MANIFEST);
    expect(info).toMatchObject({
      officeAppType: 'TaskPaneApp',
      displayName: 'Cuadre',
      defaultLocale: 'es-ES',
      hosts: ['Workbook'],
      permissions: 'ReadWriteDocument',
      appDomains: [PREFIX],
      iconUrl: `${PREFIX}/addin/icons/logo-32.png`,
      highResolutionIconUrl: `${PREFIX}/addin/icons/logo-64.png`,
      supportUrl: `${PREFIX}/addin/ayuda.html`,
      defaultSettings: { sourceLocation: `${PREFIX}/addin/taskpane.html` },
    });
    expect(info.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(info.version).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  it('has no problem that can be found without Excel', () => {
    expect(findManifestProblems(xml, readExpectations())).toEqual([]);
  });

  it('has the version of the package, which a deployed manifest must raise to be taken', () => {
    const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
    expect(xml).toContain(`<Version>${version}.0</Version>`);
  });

  it('has icons of the size that their name says', () => {
    const icons = readdirSync(ICONS).filter((name) => name.endsWith('.png'));
    expect(icons.length).toBeGreaterThan(0);
    for (const name of icons) {
      // Width and height are the first two words of a PNG's header chunk.
      const png = readFileSync(`${ICONS}/${name}`);
      const size = Number(/-(\d+)\.png$/.exec(name)?.[1]);
      expect([name, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([name, size, size]);
    }
  });
});

describe('the check of the manifest notices', () => {
  const cases: [name: string, find: string | RegExp, replacement: string, problem: string][] = [
    ['an unknown resource', 'resid="Post.Label"', 'resid="Pots.Label"', 'Pots.Label: not found'],
    ['a text of the wrong kind', 'resid="Post.Tip"', 'resid="Tab.Label"', 'not found in <bt:Long'],
    [
      'a text without translation',
      /(id="Validate.Label" DefaultValue="Validar">\s*)<bt:Override[^>]*>/,
      '$1',
      'Validate.Label: no en-US text',
    ],
    [
      'a text without one of its translations',
      /(id="Validate.Label" DefaultValue="Validar">\s*<bt:Override[^>]*>\s*)<bt:Override[^>]*>/,
      '$1',
      'Validate.Label: no en-GB text',
    ],
    [
      'an address in one English alone',
      /(id="Help.Url" DefaultValue="[^"]*">\s*<bt:Override[^>]*>\s*)<bt:Override[^>]*>/,
      '$1',
      'Help.Url: not in every one of en-US, en-GB',
    ],
    ['a text that is too long', '"Contabilizar"', `"${'x'.repeat(126)}"`, 'longer than 125'],
    ['a label that does not fit', '"Contabilizar"', `"${'x'.repeat(33)}"`, 'label longer than 32'],
    ['an address elsewhere', `${PREFIX}/addin/ayuda`, 'https://example.org/ayuda', 'start with'],
    ['an address of nothing', 'addin/functions.json', 'addin/metadata.json', 'nothing is served'],
    ['an unknown command', '>validar<', '>validate<', 'validate: no such command'],
    ['a command without a button', '>validar<', '>validate<', 'validar: no button'],
    ['a missing icon size', /<bt:Image size="40"[^>]*>/, '', 'an <Icon> has sizes'],
    ['a namespace', '</Metadata>', '</Metadata><Namespace resid="Tab.Label"/>', '<Namespace>'],
    ['a short runtime', 'lifetime="long"', 'lifetime="short"', 'not long-lived'],
    [
      'two runtimes in effect',
      '<FunctionFile resid="Pane.Url"/>',
      '<FunctionFile resid="Help.Url"/>',
      'Help.Url: not the page of the shared runtime',
    ],
    [
      'elements out of order',
      '<Label resid="Post.Label"/>',
      '<Action/><Label resid="Post.Label"/>',
      '<Label> is unknown or out of order in <Control>',
    ],
    ['a repeated id', 'id="Cuadre.Post"', 'id="Cuadre.Validate"', 'Cuadre.Validate: two controls'],
  ];

  it.each(cases)('%s', (_name, find, replacement, problem) => {
    const broken = xml.replace(find, replacement);
    expect(broken).not.toBe(xml);
    const problems = findManifestProblems(broken, readExpectations());
    expect(problems.join('\n')).toContain(problem);
  });
});
