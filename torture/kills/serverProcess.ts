// One life of a server process: from its start to the moment it is killed without warning.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const startMilliseconds = 30_000;

export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when it listens. @throws with what it complained of when it does not come up */
  static start(script: string, databaseUrl: string): Promise<ServerProcess> {
    const child = spawnNode(script, [], databaseUrl);
    return new Promise((resolve, reject) => {
      let complaints = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => (complaints += text));
      const fail = (why: string): void => {
        clearTimeout(timer);
        child.kill('SIGKILL');
        reject(new Error(`the server did not start: ${why}\n${complaints}`));
      };
      const timer = setTimeout(() => fail('too late'), startMilliseconds);
      const ended = (code: number | null): void => fail(`it ended with ${code}`);
      child.once('exit', ended);
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const port = /http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        child.off('exit', ended);
        resolve(new ServerProcess(child, `http://127.0.0.1:${port}`));
      });
    });
  }

  /** `kill -9`: nothing of it runs any further. */
  kill(): Promise<void> {
    return killProcess(this.#child);
  }
}

/** A command of the command line that may be killed, too. */
export class CommandProcess {
  readonly #child: ChildProcess;
  #printed = '';
  /** Its exit code; null when it was killed. */
  readonly ended: Promise<number | null>;

  constructor(script: string, words: readonly string[], databaseUrl: string) {
    this.#child = spawnNode(script, words, databaseUrl);
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#printed += text));
    }
    this.ended = new Promise((resolve) => this.#child.once('exit', (code) => resolve(code)));
  }

  get printed(): string {
    return this.#printed;
  }

  kill(): Promise<void> {
    return killProcess(this.#child);
  }
}

function spawnNode(script: string, words: readonly string[], databaseUrl: string): ChildProcess {
  const child = spawn(process.execPath, [script, ...words], {
    env: {
      ...process.env,
      CUADRE_DATABASE_URL: databaseUrl,
      CUADRE_HOST: '127.0.0.1',
      CUADRE_LOG_LEVEL: 'silent',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A run that fails leaves no process behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
