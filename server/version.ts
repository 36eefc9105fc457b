// Which Cuadre this is: what `cuadre --version` and the first line of the log say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.ts';

export interface BuildInfo {
  version: string;
  /** Of the sources, shortened; null where they are not in a repository. */
  commit: string | null;
  /** The day, `YYYY-MM-DD`. */
  builtOn: string;
}

/** Put in by the bundler; not there when the sources run by themselves. */
declare const cuadreBuild: BuildInfo | undefined;

export function readBuildInfo(): BuildInfo | null {
  return typeof cuadreBuild === 'undefined' ? null : cuadreBuild;
}

export function describeVersion(): string {
  const build = readBuildInfo();
  if (build === null) {
    const about = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    return `cuadre ${about.version} (de las fuentes, sin construir)`;
  }
  const [year, month, day] = build.builtOn.split('-');
  const commit = build.commit === null ? '' : `${build.commit}, `;
  return `cuadre ${build.version} (${commit}construido el ${day}/${month}/${year})`;
}
