// Which Node runs Cuadre. An older one ends with a segmentation fault as soon as SQLite is loaded, so every
// start asks here first, before anything native is. This file itself must be readable by old ones.

/** The oldest that the product runs on; `engines` in package.json says the same (tested). */
export const requiredNode = { major: 22, minor: 17 } as const;

/** @returns what to do about this version of Node, in a sentence; null when it will do */
export function explainNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough =
    major > requiredNode.major || (major === requiredNode.major && minor >= requiredNode.minor);
  if (isEnough) return null;
  return (
    `Cuadre necesita Node ${requiredNode.major}.${requiredNode.minor} o posterior y este es el ${version}: ` +
    'arránquelo con «npm start» o «npm run serve», que usan el Node instalado con «npm ci», o instale Node 24.'
  );
}

/** Ends the process with that sentence when its Node is too old. */
export function requireNode(): void {
  const sentence = explainNode(process.versions.node);
  if (sentence === null) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
