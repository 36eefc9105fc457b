// The command line as a process of its own, from a bundle of the present sources: it starts in a fraction of the
// time that the sources take, so that tests can run it often.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from '../../scripts/bundleServer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export class CommandLine {
  /** Where `cuadre.js` and `main.js` are. */
  readonly programs: string;

  private constructor(programs: string) {
    this.programs = programs;
  }

  /** Below node_modules, where the bundle finds the packages that stay outside it. */
  static async build(): Promise<CommandLine> {
    const cache = join(root, 'node_modules', '.cache');
    mkdirSync(cache, { recursive: true });
    const programs = mkdtempSync(join(cache, 'cuadre-cli-'));
    await bundlePrograms(programs, { cuadre: 'server/cli/main.ts', main: 'server/main.ts' });
    return new CommandLine(programs);
  }

  /** A folder of its own for one test. */
  enter(): CommandFolder {
    return new CommandFolder(this.programs);
  }

  remove(): void {
    rmSync(this.programs, { recursive: true, force: true });
  }
}

/** Where commands are run, with nothing in it but what they make. */
export class CommandFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'cuadre-cli-'));
  readonly #programs: string;
  /** What the environment says; the database lies in this folder. */
  readonly variables: Record<string, string> = {
    CUADRE_DATABASE_URL: `sqlite:${join(this.path, 'cuadre.db')}`,
  };

  constructor(programs: string) {
    this.#programs = programs;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  list(): string[] {
    return readdirSync(this.path).sort();
  }

  run(...words: string[]): Promise<Ended> {
    return this.runProgram('cuadre', words);
  }

  runProgram(program: 'cuadre' | 'main', words: readonly string[]): Promise<Ended> {
    const settings = Object.keys(process.env).filter((name) => name.startsWith('CUADRE_'));
    // What one run compiled serves the next.
    const compiled = { NODE_COMPILE_CACHE: join(this.#programs, 'compiled') };
    const env: NodeJS.ProcessEnv = { ...process.env, ...compiled, ...this.variables };
    for (const name of settings) if (!(name in this.variables)) delete env[name];
    return new Promise((resolve) => {
      const file = join(this.#programs, `${program}.js`);
      const child = execFile(
        process.execPath,
        [file, ...words],
        { cwd: this.path, env },
        (error, out, err) => {
          resolve({ code: error ? (child.exitCode ?? null) : 0, out, err });
        },
      );
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
