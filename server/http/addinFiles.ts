// The files of the add-in that name this server: the manifest, and the metadata of the functions. Excel keeps
// metadata and icons for good, so the manifest names each of them with its version: a new one is a new address.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AddinFiles {
  /** Folder of the built bundles. */
  dist: string;
  /** The manifest as it stands in the repository. */
  manifest: string;
  /** Where Excel reaches this server, without trailing slash; null: as the request says. */
  publicUrl: string | null;
  officeJs: 'local' | 'cdn';
  workbench: boolean;
}

/** The address that manifest and metadata are written with in the repository. */
const writtenAddress = 'https://localhost:3000';
const keptByExcel = /\/addin\/([\w./-]+\.(?:json|png))(?=")/g;
const versionFolder = /^\/addin\/v\/[\da-f]+\/(?=[\w./-]+\.(?:json|png)$)/;

export function readManifest(files: AddinFiles, address: string): string {
  const xml = readFileSync(files.manifest, 'utf8').replaceAll(writtenAddress, address);
  return xml.replace(keptByExcel, (path, name: string) => {
    const content = readAddinFile(files, name, address);
    return content === null ? path : `/addin/v/${hashOf(content)}/${name}`;
  });
}

/** The functions as Excel reads them, with the addresses of their help. @returns null: there is no such file */
export function readMetadata(files: AddinFiles, name: string, address: string): string | null {
  return readAddinFile(files, name, address)?.toString('utf8') ?? null;
}

/** Whatever version is asked for, there is one: who has the manifest of last year gets what is there now. */
export function withoutVersion(path: string): string {
  return path.replace(versionFolder, '/addin/');
}

function readAddinFile({ dist }: AddinFiles, name: string, address: string): Buffer | null {
  const path = join(dist, 'addin', name);
  if (!existsSync(path)) return null;
  const content = readFileSync(path);
  if (!name.endsWith('.json')) return content;
  return Buffer.from(content.toString('utf8').replaceAll(writtenAddress, address));
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
