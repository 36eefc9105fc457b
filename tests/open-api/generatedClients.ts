// Clients made from the OpenAPI document by two generators, compiled as strictly as TypeScript can, and run.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { build } from 'esbuild';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** A folder of somebody who only has the document. */
export class ClientFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<ClientFolder> {
    const path = await mkdtemp(join(tmpdir(), 'cuadre-client-'));
    await symlink(modules, join(path, 'node_modules'));
    return new ClientFolder(path);
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }

  write(name: string, text: string): Promise<void> {
    return writeFile(join(this.path, name), text);
  }

  /** `contract.ts`: the types of every path, for openapi-fetch. */
  async generateTypes(document: string): Promise<void> {
    await this.write('contract.ts', astToString(await openapiTypescript(document)));
  }

  /** `client/`: a function per operation. */
  async generateFunctions(document: string): Promise<void> {
    await mkdir(join(this.path, 'client'));
    await this.write('openapi.json', document);
    await createClient({
      input: join(this.path, 'openapi.json'),
      output: join(this.path, 'client'),
      logs: { level: 'silent', file: false },
    });
  }

  /** @returns what the compiler says of a file and all that it imports */
  compile(name: string): string[] {
    const program = ts.createProgram([join(this.path, name)], {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      noImplicitReturns: true,
      noEmit: true,
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** Runs what a file exports as `run`. */
  async run(name: string, ...given: unknown[]): Promise<unknown> {
    const outfile = join(this.path, `${name}.mjs`);
    await build({
      entryPoints: [join(this.path, name)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'silent',
    });
    const { run } = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as {
      run(...given: unknown[]): Promise<unknown>;
    };
    return run(...given);
  }
}
