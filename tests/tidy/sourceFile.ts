// What the repository's own rules look at: a TypeScript file, parsed once, with what it imports.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  line: number;
  /** A path from the repository's root, or the name of a package. */
  target: string;
  isPackage: boolean;
}

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  path: string;
  lines: string[];
  tree: ts.SourceFile;
  imports: Import[];
  /** Tests and what only they use: they may reach across the house. */
  isTest: boolean;
}

export interface Offence {
  path: string;
  line: number;
  message: string;
}

/** A rule of the house: its name as it is shown, and the offences of one file. */
export interface Rule {
  name: string;
  find: (file: SourceFile) => Offence[];
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** All nodes below a node, depth first. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  // Not getChildren(): that builds the tokens too, which no rule looks at.
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield child;
    yield* walk(child);
  }
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The text of `import … from`, `export … from`, `import()` and `import('…').Type`. */
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return node.argument.literal;
  }
  const isDynamic =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? node.arguments[0] : undefined;
}

function listImports(path: string, tree: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  for (const node of walk(tree)) {
    const specifier = specifierOf(node);
    if (!specifier || !ts.isStringLiteralLike(specifier)) continue;
    const isPackage = !specifier.text.startsWith('.');
    const target = isPackage
      ? packageOf(specifier.text)
      : posix.join(posix.dirname(path), specifier.text);
    imports.push({ line: lineOf(tree, node), target, isPackage });
  }
  return imports;
}

export function parseSourceFile(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return {
    path,
    lines: text.replace(/\n$/, '').split('\n'),
    tree,
    imports: listImports(path, tree),
    isTest: /\.test\.tsx?$/.test(path) || /^(tests|bench|torture)\/|\/testing\//.test(path),
  };
}

const FOLDERS = ['shared', 'server', 'addin', 'bench', 'torture', 'scripts', 'tests'];

/** Every TypeScript file of the repository. */
export function readSourceFiles(root: string): SourceFile[] {
  const files: SourceFile[] = [];
  const read = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const child = posix.join(path, entry.name);
      if (entry.isDirectory()) {
        if (path !== '.' || FOLDERS.includes(entry.name)) read(child);
      } else if (/\.tsx?$/.test(entry.name)) {
        files.push(parseSourceFile(child, readFileSync(join(root, child), 'utf8')));
      }
    }
  };
  read('.');
  return files;
}
