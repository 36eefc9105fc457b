// Files of a folder as a browser takes them: compressed once for all who ask, with a mark that tells a browser that
// what it has is still the same, and kept for good where the name says what is in it.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Handler } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import {
  chooseCoding,
  compress,
  minCompressedLength,
  type ContentCoding,
} from './contentCoding.ts';
import type { AppEnv } from './routing.ts';

interface KeptFile {
  modified: number;
  content: Buffer;
  /** Weak: the same in whatever compression. */
  mark: string;
  coded: Map<ContentCoding, Promise<Uint8Array<ArrayBuffer>>>;
}

/** The bundles and Office.js together are a third of it. */
const maxKeptBytes = 96 * 2 ** 20;
const compressible = /^(text\/|application\/(json|xml|javascript|manifest\+json)|image\/svg)/;
/** Leads out of the folder, or is written as no browser writes it. */
const suspect = /(^|\/)\.{1,2}(\/|$)|\/\/|[\\%\0]/;

/** @param rewritePath from the path that is asked to that within the folder */
export function staticFolder(
  root: string,
  rewritePath = (path: string): string => path,
): Handler<AppEnv> {
  const kept = new KeptFiles();
  return async (c, next) => {
    const path = rewritePath(c.req.path);
    const file = suspect.test(path) ? null : await kept.read(join(root, path));
    if (file === null) return next();
    const type = getMimeType(path) ?? 'application/octet-stream';
    const headers: Record<string, string> = { 'content-type': type };
    const directive = cacheDirective(c.req.path);
    if (directive !== null) {
      headers['cache-control'] = directive;
      headers.etag = file.mark;
      if (c.req.header('if-none-match')?.includes(file.mark)) return c.body(null, 304, headers);
    }
    const isCoded = compressible.test(type) && file.content.byteLength >= minCompressedLength;
    if (isCoded) headers.vary = 'Accept-Encoding';
    const coding = isCoded ? chooseCoding(c.req.header('accept-encoding'), 'kept') : null;
    if (coding !== null) headers['content-encoding'] = coding;
    const bytes = coding === null ? new Uint8Array(file.content) : await kept.encode(file, coding);
    headers['content-length'] = String(bytes.byteLength);
    return c.body(bytes, 200, headers);
  };
}

class KeptFiles {
  readonly #files = new Map<string, KeptFile>();
  #bytes = 0;

  /** @returns null where there is no such file */
  async read(path: string): Promise<KeptFile | null> {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    const known = this.#files.get(path);
    if (known?.modified === found.mtimeMs) return known;
    const content = await readFile(path);
    const mark = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
    const file = { modified: found.mtimeMs, content, mark, coded: new Map() };
    this.#count(content.byteLength);
    this.#files.set(path, file);
    return file;
  }

  /** Once for each file and coding, however many ask meanwhile. */
  encode(file: KeptFile, coding: ContentCoding): Promise<Uint8Array<ArrayBuffer>> {
    let bytes = file.coded.get(coding);
    if (!bytes) {
      bytes = compress(file.content, coding, 'kept');
      file.coded.set(coding, bytes);
      bytes
        .then(({ byteLength }) => this.#count(byteLength))
        .catch(() => file.coded.delete(coding));
    }
    return bytes;
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= maxKeptBytes) return;
    this.#files.clear();
    this.#bytes = bytes;
  }
}

function cacheDirective(path: string): string | null {
  // Office shows a generic icon in place of one that comes with any directive.
  if (path.endsWith('.png')) return null;
  // Hashed names never change; the rest is asked for again.
  const isHashed = /\.[0-9a-f]{8,}\.\w+$/.test(path);
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}
