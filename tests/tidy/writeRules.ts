// One way to write what belongs to a company (invariant 3): nobody holds it, opens a writing transaction or tells the
// audit trail by himself.
import ts from 'typescript';
import { lineOf, walk, type Offence, type Rule } from './sourceFile.ts';

/** Those who must, and why. The list may only shrink. */
const NAMED: readonly RegExp[] = [
  // The one way itself, and what it is made of.
  /^server\/companies\/(companyWrite|givenAnswers)\.ts$/,
  // Engines and migrations know nothing of companies.
  /^server\/db\//,
  // People and sessions are the installation's.
  /^server\/auth\//,
  // A company that is not there yet, or arrives whole, cannot be held.
  /^server\/setup\/createCompany\.ts$/,
  /^server\/operations\/copyCompany\.ts$/,
  // Whether the disk still takes a write belongs to no company.
  /^server\/operations\/readiness\.ts$/,
];

const PIECES = ['holdCompany', 'recordAuditEvent', 'recordAnswers'];

/** `holdCompany(…)`, `context.engine.write(…)`; the message, or nothing. */
function findMessage(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression: called } = node;
  if (ts.isIdentifier(called) && PIECES.includes(called.text)) return `${called.text}()`;
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 'write') return undefined;
  const owner = called.expression;
  const name = ts.isPropertyAccessExpression(owner) ? owner.name : owner;
  return /^#?engine$/i.test(name.getText()) ? 'engine.write()' : undefined;
}

const oneWay: Rule = {
  name: 'one way to write',
  find: ({ path, tree, isTest }): Offence[] => {
    if (isTest || !path.startsWith('server/')) return [];
    if (NAMED.some((pattern) => pattern.test(path))) return [];
    return [...walk(tree)].flatMap((node) => {
      const said = findMessage(node);
      return said
        ? [{ path, line: lineOf(tree, node), message: `${said} outside writeCompany` }]
        : [];
    });
  },
};

export const writeRules: Rule[] = [oneWay];
