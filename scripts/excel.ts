// `npm run excel`: opens the add-in in the Excel of this computer (Windows or Mac), over https with
// developer certificates. Microsoft's sideloading tool is fetched by npx when it is needed and is
// not a dependency: some closed package registries do not carry it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:https';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type * as DeveloperCertificates from 'office-addin-dev-certs';

const ADDRESS = 'https://localhost:3000';
const START_ATTEMPTS = 240;

// The package is CommonJS and keeps the folder of its certificates in a module of its own.
const require = createRequire(import.meta.url);
const certificates = require('office-addin-dev-certs') as typeof DeveloperCertificates;
const { localhostCertificatePath, localhostKeyPath } =
  require('office-addin-dev-certs/lib/defaults.js') as Record<string, string>;

function run(command: string, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(command, { stdio: 'inherit', shell: true, env });
}

async function waitForServer(server: ChildProcess, ca: Buffer): Promise<void> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    if (server.exitCode !== null) throw new Error('The server did not start; see above.');
    const answered = await new Promise<boolean>((resolve) => {
      get(`${ADDRESS}/manifest.xml`, { ca }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      }).on('error', () => {
        resolve(false);
      });
    });
    if (answered) return;
    await pause(500);
  }
  throw new Error(`The server did not answer at ${ADDRESS}/manifest.xml.`);
}

// Creates the certificates and asks for permission to trust them, the first time.
const { ca } = await certificates.getHttpsServerOptions();
const server = run('npm start', {
  PORT: '3000',
  CUADRE_PUBLIC_URL: ADDRESS,
  CUADRE_TLS_CERT: localhostCertificatePath,
  CUADRE_TLS_KEY: localhostKeyPath,
});
await waitForServer(server, ca);
const sideload = run(
  'npx --yes office-addin-debugging@7 start manifest.xml desktop --app excel --no-debug --no-live-reload',
);
await once(sideload, 'exit');
console.log('Excel has the add-in. Ctrl+C here stops the server.');
await once(server, 'exit');
