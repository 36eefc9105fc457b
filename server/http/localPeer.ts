// Whether a request comes from this machine itself, and not from a proxy on it that speaks for somebody else.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

export function isFromThisMachine(c: Context): boolean {
  if (forwardingHeaders.some((name) => c.req.header(name) !== undefined)) return false;
  const address = addressOf(c);
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function addressOf(c: Context): string {
  // A request that did not come over a socket has no address.
  const hasSocket = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  return hasSocket ? (getConnInfo(c).remote.address ?? '') : '';
}
