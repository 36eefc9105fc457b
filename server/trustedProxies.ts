// Whose request it is when proxies stand between: what they add to X-Forwarded-For counts only as far as they are
// trusted, since whoever asks may have written the rest.
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** So many proxies stand before the server, or those with these addresses. */
export type TrustedProxies = { hops: number } | { ranges: [IPv4 | IPv6, number][] };

export const noProxies: TrustedProxies = { hops: 0 };

/**
 * Reads `2` (hops) or `10.0.0.0/8, 2001:db8::/32, 192.168.1.7`.
 * @returns null when it is neither
 */
export function readTrustedProxies(text: string): TrustedProxies | null {
  if (/^\d{1,2}$/.test(text.trim())) return { hops: Number(text) };
  const ranges: [IPv4 | IPv6, number][] = [];
  for (const part of text.split(',')) {
    const range = readRange(part.trim());
    if (!range) return null;
    ranges.push(range);
  }
  return { ranges };
}

/**
 * The address of the client: from the right, the first that no trusted proxy has.
 * @param forwardedFor the header; each proxy adds whom it heard it from at its end
 */
export function resolveClientAddress(
  trusted: TrustedProxies,
  remote: string,
  forwardedFor: string | undefined,
): string {
  const before = (forwardedFor ?? '').split(',').reverse();
  let address = remote;
  for (const [hop, text] of before.entries()) {
    const next = withoutPort(text.trim());
    // What is no address was written by nobody whom a proxy heard.
    if (!isTrusted(trusted, address, hop) || !isAddress(next)) break;
    address = next;
  }
  return address;
}

/** What is counted as one: an IPv4 address, or the /64 network that one subscriber of IPv6 has whole. */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!isAddress(bare)) return address;
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = (parsed as IPv6).parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}

function isTrusted(trusted: TrustedProxies, address: string, hop: number): boolean {
  if ('hops' in trusted) return hop < trusted.hops;
  if (!isAddress(address)) return false;
  const parsed = ipaddr.process(address);
  return trusted.ranges.some((range) => range[0].kind() === parsed.kind() && parsed.match(range));
}

function readRange(text: string): [IPv4 | IPv6, number] | null {
  if (ipaddr.isValidCIDR(text)) {
    const [base, bits] = ipaddr.parseCIDR(text);
    // Clients are compared as IPv4 where they come by it.
    const isMapped = base.kind() === 'ipv6' && (base as IPv6).isIPv4MappedAddress() && bits >= 96;
    return isMapped ? [(base as IPv6).toIPv4Address(), bits - 96] : [base, bits];
  }
  if (!isAddress(text)) return null;
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Not `1000` or `0x7f.1`, which are addresses too for who reads them as C does. */
function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
