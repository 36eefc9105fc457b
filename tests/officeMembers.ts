// Which requirement sets of Office the add-in really needs: every member of Office.js that its sources
// touch (also in the texts given to `load`), with the set that Microsoft's own type definitions say it
// came with («[Api set: ExcelApi 1.14]»), unless the code asks first whether Excel has that set.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { lineOf, walk } from './tidy/sourceFile.ts';

export interface OfficeMember {
  /** `Worksheet.notes`. */
  member: string;
  /** `ExcelApi`, `SharedRuntime`, `CustomFunctionsRuntime`. */
  set: string;
  version: string;
  /** The file, as it was given, with the line of the first use. */
  place: string;
}

/** The add-in as it ships: no tests, and not the workbench, which is Excel's stand-in. */
export function listAddinSources(root: string): string[] {
  return readdirSync(join(root, 'addin'), { recursive: true })
    .map((name) => `addin/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/^addin\/(workbench|testing)\/|\.test\./.test(path));
}

/** Members that need a set and are used without asking for it, once each in a file, by name. */
export function findOfficeMembers(root: string, sources: readonly string[]): OfficeMember[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  );
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(
    sources.map((path) => resolve(root, path)),
    { ...options, typeRoots: [join(root, 'node_modules/@types')] },
  );
  const checker = program.getTypeChecker();
  const found = new Map<string, OfficeMember>();
  for (const path of sources) {
    const tree = program.getSourceFile(resolve(root, path));
    if (!tree) throw new Error(`${path} was not read`);
    for (const node of walk(tree)) {
      for (const declaration of declarationsUsed(node, checker)) {
        const need = needOf(declaration);
        if (!need || isGuarded(node, need)) continue;
        const member = nameOf(declaration);
        const key = `${member} ${path}`;
        if (!found.has(key)) {
          found.set(key, { member, ...need, place: `${path}:${lineOf(tree, node)}` });
        }
      }
    }
  }
  return [...found.values()].toSorted((one, other) => (one.member < other.member ? -1 : 1));
}

interface Need {
  set: string;
  version: string;
}

/** Later first: 1.14 comes after 1.9. */
export function compareVersions(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

/** What a node names of Office: a member, the chosen overload of a method, or what a `load` asks for. */
function declarationsUsed(node: ts.Node, checker: ts.TypeChecker): ts.Declaration[] {
  if (ts.isCallExpression(node)) {
    const declaration = checker.getResolvedSignature(node)?.declaration;
    const method = declaration && isOffice(declaration) ? [declaration] : [];
    return [...method, ...loadedMembers(node, checker)];
  }
  const [declaration] = memberNamed(node, checker)?.declarations ?? [];
  return declaration && isOffice(declaration) ? [declaration] : [];
}

/** `sheet.notes`, `const { notes } = sheet`, and `{ delayForCellEdit: true }` given to Office. */
function memberNamed(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    // Of a method that is called, the overload counts.
    const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
    return isCalled ? undefined : checker.getSymbolAtLocation(node.name);
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = (node.propertyName ?? node.name).getText();
    return checker.getTypeAtLocation(node.parent).getProperty(name);
  }
  if (
    ts.isObjectLiteralElementLike(node) &&
    node.name &&
    ts.isObjectLiteralExpression(node.parent)
  ) {
    return checker.getContextualType(node.parent)?.getProperty(node.name.getText());
  }
  return undefined;
}

/** `sheet.load('id,items/name')` reads members that the compiler sees as text. */
function loadedMembers(call: ts.CallExpression, checker: ts.TypeChecker): ts.Declaration[] {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'load') return [];
  const [names] = call.arguments;
  if (!names || !ts.isStringLiteralLike(names)) return [];
  return names.text.split(',').flatMap((path) => {
    let type = checker.getNonNullableType(checker.getTypeAtLocation(expression.expression));
    return path.split('/').flatMap((name) => {
      const member = type.getProperty(name.trim());
      const [declaration] = member?.declarations ?? [];
      if (!member || !declaration) return [];
      const memberType = checker.getTypeOfSymbol(member);
      type = checker.getIndexTypeOfType(memberType, ts.IndexKind.Number) ?? memberType;
      return isOffice(declaration) ? [declaration] : [];
    });
  });
}

const isOffice = (declaration: ts.Declaration): boolean =>
  /@types\/(office-js|custom-functions-runtime)\//.test(declaration.getSourceFile().fileName);

function nameOf(declaration: ts.Declaration): string {
  const name = (declaration as ts.NamedDeclaration).name?.getText() ?? 'constructor';
  const owner = declaration.parent as Partial<ts.NamedDeclaration> | undefined;
  return owner?.name ? `${owner.name.getText()}.${name}` : name;
}

/**
 * The set of a member. One that came together with its object needs no set of its own: whoever has the object got
 * it through a member that is looked at too.
 */
function needOf(declaration: ts.Declaration): Need | null {
  const own = setOf(declaration);
  const owner = setOf(declaration.parent);
  if (isSelfMade(declaration.parent)) return own ?? owner;
  const isWithOwner =
    own?.set === owner?.set && compareVersions(own?.version ?? '', owner?.version ?? '') <= 0;
  return isWithOwner ? null : own;
}

/** Namespaces, enumerations and what `Excel.run` hands out are there without asking anything. */
function isSelfMade(owner: ts.Node): boolean {
  if (!ts.isClassDeclaration(owner) && !ts.isInterfaceDeclaration(owner)) return true;
  return ['RequestContext', 'Addin'].includes(owner.name?.getText() ?? '');
}

function setOf(node: ts.Node): Need | null {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .map((part) => part.getText())
    .join('\n');
  const [, set, versions] =
    /\[Api set: (\w+) ([^\]]*)\]/.exec(text) ??
    /\*\*Requirement set\*\*: \{@link \S+ \| (\w+) ([\d.]+)\}/.exec(text) ??
    [];
  return set === undefined || versions === undefined ? null : { set, version: latestOf(versions) };
}

/** «1.1 for get, 1.8 for set»: whoever asks for the later has both. */
function latestOf(text: string): string {
  const versions = text.match(/\d+\.\d+/g) ?? ['1.1'];
  return versions.toSorted(compareVersions).at(-1) ?? '1.1';
}

/** Inside what runs only where `supports('1.18')` (host/runExcel.ts) said yes. */
function isGuarded(node: ts.Node, { set, version }: Need): boolean {
  if (set !== 'ExcelApi') return false;
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
    const conditions = conditionsFor(inner, inner.parent);
    if (conditions.some((condition) => asksFor(condition, version))) return true;
  }
  return false;
}

/** The conditions under which `inner` runs, as a branch of `outer` or after the early returns in it. */
function conditionsFor(inner: ts.Node, outer: ts.Node): ts.Expression[] {
  if (ts.isConditionalExpression(outer) && outer.whenTrue === inner) return [outer.condition];
  if (ts.isIfStatement(outer) && outer.thenStatement === inner) return [outer.expression];
  if (ts.isBlock(outer)) {
    const before = outer.statements.slice(0, outer.statements.indexOf(inner as ts.Statement));
    return before.flatMap((statement) => negatedByLeaving(statement) ?? []);
  }
  const isBoth =
    ts.isBinaryExpression(outer) &&
    outer.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isBoth && outer.right === inner ? [outer.left] : [];
}

/** `if (!question) return;`: whoever comes past it had a yes. */
function negatedByLeaving(statement: ts.Statement): ts.Expression | null {
  if (!ts.isIfStatement(statement) || !ts.isPrefixUnaryExpression(statement.expression))
    return null;
  const { operator, operand } = statement.expression;
  const then = statement.thenStatement;
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  const isLeaving = last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
  return operator === ts.SyntaxKind.ExclamationToken && isLeaving ? operand : null;
}

/** Whether all the condition's truth lies in `supports('…')` of that version or later. */
function asksFor(condition: ts.Expression, version: string): boolean {
  if (ts.isParenthesizedExpression(condition)) return asksFor(condition.expression, version);
  if (ts.isBinaryExpression(condition)) {
    const isBoth = condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return isBoth && (asksFor(condition.left, version) || asksFor(condition.right, version));
  }
  if (!ts.isCallExpression(condition) || !ts.isIdentifier(condition.expression)) return false;
  const [asked] = condition.arguments;
  return (
    condition.expression.text === 'supports' &&
    asked !== undefined &&
    ts.isStringLiteral(asked) &&
    compareVersions(asked.text, version) >= 0
  );
}
