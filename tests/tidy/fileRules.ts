// How files are named, how long they may be, and that each begins by saying why it exists.
import ts from 'typescript';
import type { Offence, Rule, SourceFile } from './sourceFile.ts';

const LINES_MAX = 400;
/** Charts of accounts are data: as long as the law makes them. */
const DATA = /^server\/profiles\/charts\//;
const ENTRY_PAGES = ['addin/taskpane/index.tsx', 'addin/workbench/page.tsx'];
/** Names that say nothing about what a file holds. */
const EMPTY_NAMES = /^(utils?|helpers?|misc|common|lib|stuff)$/i;
/** Contract of a whole folder: what its other files share. The only exception. */
const NAMED_COMMON = ['shared/contract/common.ts'];

function fileRule(
  name: string,
  findOffence: (file: SourceFile) => [number, string] | undefined,
): Rule {
  return {
    name,
    find: (file): Offence[] => {
      const found = findOffence(file);
      return found ? [{ path: file.path, line: found[0], message: found[1] }] : [];
    },
  };
}

const purpose = fileRule('files say why they exist', ({ lines }) => {
  const first = lines[0]?.startsWith('#!') ? lines[1] : lines[0];
  return /^(\/\/|\/\*\*?)/.test(first ?? '') ? undefined : [1, 'no comment on the first line'];
});

const names = fileRule('names', ({ path }) => {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const [base = '', ...suffixes] = file.replace(/\.tsx?$/, '').split('.');
  const badFolder = folders.find((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name));
  if (badFolder !== undefined) return [1, `the folder ${badFolder} is not kebab-case`];
  const emptyName = [...folders, base].find((name) => EMPTY_NAMES.test(name));
  if (emptyName !== undefined && !NAMED_COMMON.includes(path)) {
    return [1, `${emptyName} says nothing about what it holds`];
  }
  if (suffixes.some((suffix) => !/^[a-z][A-Za-z]*$/.test(suffix))) {
    return [1, 'a suffix that is not camelCase'];
  }
  const isComponent = file.endsWith('.tsx') && !ENTRY_PAGES.includes(path);
  // A test of several components carries the name of what it shows.
  if (isComponent && !suffixes.includes('test') && !/^[A-Z][A-Za-z0-9]*$/.test(base)) {
    return [1, 'a component that is not PascalCase'];
  }
  if (!file.endsWith('.tsx') && !suffixes.includes('test') && !/^[a-z][A-Za-z0-9]*$/.test(base)) {
    return [1, 'a file that is not camelCase'];
  }
  return undefined;
});

const size = fileRule('size', ({ path, lines, isTest }) => {
  if (isTest || DATA.test(path) || lines.length <= LINES_MAX) return undefined;
  return [LINES_MAX + 1, `${lines.length} lines, more than ${LINES_MAX}`];
});

/** A barrel hides who depends on whom: a file that only re-exports, an index, or `export *`. */
const barrels = fileRule('no barrels', ({ path, tree }) => {
  if (/\/index\.tsx?$/.test(path) && !ENTRY_PAGES.includes(path)) return [1, 'an index file'];
  const { statements } = tree;
  const reExports = statements.filter((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
  const starred = reExports.find((one) => ts.isExportDeclaration(one) && !one.exportClause);
  if (starred) return [tree.getLineAndCharacterOfPosition(starred.getStart()).line + 1, 'export *'];
  const onlyReExports = statements.length > 0 && reExports.length === statements.length;
  return onlyReExports ? [1, 'a file that only re-exports'] : undefined;
});

export const fileRules: Rule[] = [purpose, names, size, barrels];
