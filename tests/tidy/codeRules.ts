// What may be said where: Excel, the network, the clock and the console each have one place, and
// what switches the checks off must say why.
import ts from 'typescript';
import { lineOf, walk, type Offence, type Rule, type SourceFile } from './sourceFile.ts';

/** A rule about names and expressions: the message for a node, or nothing. */
function nodeRule(
  name: string,
  isExempt: (file: SourceFile) => boolean,
  findMessage: (node: ts.Node, file: SourceFile) => string | undefined,
): Rule {
  return {
    name,
    find: (file): Offence[] => {
      if (isExempt(file)) return [];
      const offences: Offence[] = [];
      for (const node of walk(file.tree)) {
        const message = findMessage(node, file);
        if (message !== undefined) {
          offences.push({ path: file.path, line: lineOf(file.tree, node), message });
        }
      }
      return offences;
    },
  };
}

/** `Excel` in `Excel.run` and in `Excel.Range`, not in `{ Excel: 1 }` or `host.Excel`. */
function isGlobalName(node: ts.Node, names: readonly string[]): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !names.includes(node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent);
}

const OFFICE_NAMES = ['Excel', 'Office', 'OfficeExtension', 'OfficeRuntime'];

const officeNames = nodeRule(
  'Office only in addin/host',
  ({ path, isTest }) => isTest || /^addin\/(host|workbench)\//.test(path),
  (node, { path }) => {
    if (isGlobalName(node, OFFICE_NAMES)) return `${node.text} outside addin/host`;
    if (isGlobalName(node, ['CustomFunctions']) && !path.startsWith('addin/functions/')) {
      return 'CustomFunctions outside addin/functions and addin/host';
    }
    return undefined;
  },
);

const network = nodeRule(
  'network only in addin/api',
  ({ path, isTest }) => isTest || !/^addin\/(?!api\/|workbench\/)/.test(path),
  (node) => {
    const callee =
      ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression : undefined;
    const name = callee && ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    if (!name || !ts.isIdentifier(name)) return undefined;
    return ['fetch', 'EventSource', 'XMLHttpRequest', 'WebSocket'].includes(name.text)
      ? `${name.text}() outside addin/api`
      : undefined;
  },
);

/** Invariant 5: the clock is passed in; so is chance, or a failure could not be replayed. */
const clock = nodeRule(
  'clock and chance are passed in',
  ({ path, isTest }) => isTest || !/^(server|shared)\//.test(path) || /clock\.ts$/i.test(path),
  (node, { tree }) => {
    if (ts.isNewExpression(node)) {
      const isNow = node.expression.getText(tree) === 'Date' && !node.arguments?.length;
      return isNow ? 'new Date()' : undefined;
    }
    if (!ts.isCallExpression(node)) return undefined;
    const called = node.expression.getText(tree);
    const isBanned = /^(globalThis\.)?(Date\.now|Math\.random|Date)$/.test(called);
    return isBanned ? `${called}()` : undefined;
  },
);

const output = nodeRule(
  'console only in commands',
  ({ path, isTest }) => isTest || /^(scripts|server\/cli)\/|^server\/main\.ts$/.test(path),
  (node, { path }) => {
    if (!ts.isPropertyAccessExpression(node) || !isGlobalName(node.expression, ['console'])) {
      return undefined;
    }
    // In a page the console is the only log that a fault of ours has.
    const isFault = node.name.text === 'error' && path.startsWith('addin/');
    return isFault ? undefined : `console.${node.name.text}`;
  },
);

/** The comment that accepts one `any`: above it, on its line, or for the whole file on its first. */
const ANY_REASON = /eslint-disable.*no-explicit-any.* -- \S/;

const anyType = nodeRule(
  'no any without a reason',
  () => false,
  (node, { tree, lines }) => {
    if (node.kind !== ts.SyntaxKind.AnyKeyword) return undefined;
    const line = lineOf(tree, node);
    const hasReason = [lines[line - 1], lines[line - 2], lines[0]].some((text) =>
      ANY_REASON.test(text ?? ''),
    );
    return hasReason ? undefined : 'any';
  },
);

const switchedOff: Rule = {
  name: 'checks are switched off with a reason',
  find: ({ path, lines }) =>
    lines.flatMap((text, index) => {
      const line = index + 1;
      if (/(\/\/|\/\*)\s*@ts-(ignore|nocheck)/.test(text)) {
        return [{ path, line, message: 'use @ts-expect-error with a reason' }];
      }
      const isBare =
        /(\/\/|\/\*)\s*@ts-expect-error\s*(\*\/.*)?$/.test(text) ||
        (/(\/\/|\/\*)\s*eslint-disable/.test(text) && !/ -- \S/.test(text));
      return isBare ? [{ path, line, message: 'no reason given' }] : [];
    }),
};

const leftovers: Rule = {
  name: 'nothing left for later',
  find: ({ path, lines }) =>
    lines.flatMap((text, index) => {
      const found = /(?:\/\/|\/\*|^\s*\*).*\b(TODO|FIXME|HACK)\b/.exec(text)?.[1];
      return found ? [{ path, line: index + 1, message: found }] : [];
    }),
};

const machinePaths: Rule = {
  name: 'no paths of one machine',
  find: ({ path, lines }) =>
    lines.flatMap((text, index) => {
      const found = /(?:^|['"`\s(:])(\/(?:home|Users|work|root)\/)/.exec(text)?.[1];
      return found ? [{ path, line: index + 1, message: found }] : [];
    }),
};

export const codeRules: Rule[] = [
  officeNames,
  network,
  clock,
  output,
  anyType,
  switchedOff,
  leftovers,
  machinePaths,
];
