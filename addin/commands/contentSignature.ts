// Tells whether a document is the one that was sent before: the same content, the same operation.

/** A short digest (SHA-256) of what would be sent. */
export async function contentSignature(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
