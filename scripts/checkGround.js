// Runs before every npm script that starts something: says in one sentence what the machine lacks, where
// the tools would only fall over it. Plain JavaScript that an old Node reads too.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const required = engines.node.replace('>=', '');
const system = `${process.platform}-${process.arch}`;
const install =
  'Instale con «npm ci», sin «--omit=optional»: los programas de cada sistema son paquetes opcionales.';

const problem = findProblem();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}

/** @returns {string | null} what to do, in a sentence; null when everything is there */
function findProblem() {
  if (!isInstalled('esbuild')) return `Faltan los paquetes de Cuadre. ${install}`;
  if (isOlder(process.versions.node, required)) {
    return (
      `Cuadre necesita Node ${required} o posterior y este es el ${process.versions.node}. ${install} ` +
      `Con ellos llega Node 24, si npm lo tiene para este sistema (${system}); si no, instálelo usted.`
    );
  }
  if (!isInstalled(`@esbuild/${system}`)) {
    return `Falta la parte de los paquetes que es propia de este sistema (${system}). ${install}`;
  }
  return null;
}

/** @param {string} name */
function isInstalled(name) {
  try {
    return require.resolve(`${name}/package.json`) !== '';
  } catch {
    return false;
  }
}

/** @param {string} version @param {string} oldest */
function isOlder(version, oldest) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
