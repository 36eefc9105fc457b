// Starts the server as its own process, the way it is shipped, and knows when it listens.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cpuMilliseconds, residentMebibytes } from './processUsage.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface ServerOptions {
  /** What follows `node`: an entry, with its flags before it. */
  command: readonly string[];
  databaseFile: string;
}

export interface ServerProcess {
  url: string;
  port: number;
  residentMebibytes(): number;
  /** Processor time since it began. */
  cpuMilliseconds(): number;
  stop(): Promise<void>;
}

export const benchLogin = { email: 'bench@cuadre.local', password: 'contraseña-del-banco' };
export const benchCompany = 'BENCH';

export async function startServer({
  command,
  databaseFile,
}: ServerOptions): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: environmentOf(databaseFile, port),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A bench that fails leaves no server behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  await listening(child);
  const pid = child.pid!;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    residentMebibytes: () => residentMebibytes(pid),
    cpuMilliseconds: () => cpuMilliseconds(pid),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          process.off('exit', kill);
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

/** Runs a command of the product's command line to its end. @throws with what it printed when it fails */
export function runCommand(entry: readonly string[], databaseFile: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...entry, ...words], {
    cwd: root,
    env: environmentOf(databaseFile, 0),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr || stdout}`);
  return stdout;
}

function environmentOf(databaseFile: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CUADRE_DATABASE_URL: `sqlite:${databaseFile}`,
    CUADRE_LOG_LEVEL: 'error',
    CUADRE_HOST: '127.0.0.1',
    PORT: String(port),
  };
}

/** The server says where it listens on its first line. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.includes('http://')) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`the server stopped with ${code}: ${complaints}`));
    });
  });
}

/** Asked of the system and let go at once: nobody else takes it in that moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
