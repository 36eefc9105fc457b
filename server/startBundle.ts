// What `dist/server/main.js` and `dist/server/cuadre.js` run: the bundle beside them, from code that was compiled
// when it was built. Compiling the bundle at every start takes longer than opening a database.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { requireNode } from './requiredNode.ts';

/** What the program says before its words; put in by the bundler. */
declare const programWords: string[];

requireNode();
process.argv.splice(2, 0, ...programWords);

const bundle = fileURLToPath(new URL('server.cjs', import.meta.url));
const source = readFileSync(bundle, 'utf8');
/** Good for the Node that made it; another one finds none and compiles as always. */
const compiledFile = `${bundle}.${process.version}-${process.platform}-${process.arch}`;
const sealBytes = 32;
/** The build starts the server once this way, and says when what a start needs has been compiled. */
const isBuilding = process.argv.includes('--keep-compiled');

const script = new Script(Module.wrap(source), {
  filename: bundle,
  cachedData: isBuilding ? undefined : readCompiled(),
});
if (isBuilding) {
  // Whoever builds has gone: nobody waits for this any more.
  process.once('disconnect', () => process.exit(1));
  process.once('message', () => {
    const compiled = script.createCachedData();
    writeFileSync(compiledFile, Buffer.concat([sealOf(compiled), compiled]));
    process.exit(0);
  });
}
const run = script.runInThisContext() as (...commonJs: unknown[]) => void;
const module = { exports: {} };
run(module.exports, createRequire(bundle), module, bundle, dirname(bundle));

/** Nothing when it is missing, damaged or of other sources, which V8 itself would not notice. */
function readCompiled(): Buffer | undefined {
  try {
    const file = readFileSync(compiledFile);
    const compiled = file.subarray(sealBytes);
    return sealOf(compiled).equals(file.subarray(0, sealBytes)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(compiled: Buffer): Buffer {
  return createHash('sha256').update(source).update(compiled).digest();
}
