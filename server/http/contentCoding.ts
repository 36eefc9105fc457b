// Which compression an answer is sent in, and compressing it off the thread that serves requests.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type ContentCoding = 'br' | 'gzip';

/** Below this an answer fits a packet either way. */
export const minCompressedLength = 1_024;

const compressors: Record<ContentCoding, (content: Buffer, effort: Effort) => Promise<Buffer>> = {
  br: (content, effort) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: effort === 'kept' ? 9 : 1,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
      },
    }),
  gzip: (content, effort) => promisify(gzip)(content, { level: effort === 'kept' ? 9 : 1 }),
};

/** `kept`: compressed once and sent many times, as a file; `once`: an answer that nobody asks for again. */
type Effort = 'kept' | 'once';

export function compress(
  content: string | Buffer,
  coding: ContentCoding,
  effort: Effort,
): Promise<Buffer> {
  return compressors[coding](typeof content === 'string' ? Buffer.from(content) : content, effort);
}

/** What the client takes and we know, the smaller first (RFC 9110, 12.5.3); null: as it is. */
export function chooseCoding(acceptEncoding: string | undefined): ContentCoding | null {
  if (acceptEncoding === undefined) return null;
  const accepted = new Map<string, number>();
  for (const part of acceptEncoding.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((each) => each.startsWith('q='))?.slice(2);
    accepted.set(name, quality === undefined ? 1 : Number(quality));
  }
  const qualityOf = (coding: ContentCoding) => accepted.get(coding) ?? accepted.get('*') ?? 0;
  const [best] = (['br', 'gzip'] as const)
    .filter((coding) => qualityOf(coding) > 0)
    .sort((one, other) => qualityOf(other) - qualityOf(one));
  return best ?? null;
}
