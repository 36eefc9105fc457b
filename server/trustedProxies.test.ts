// What proxies say of the client, and how far it is believed.
import { expect, it } from 'vitest';
import { networkOf, readTrustedProxies, resolveClientAddress } from './trustedProxies.ts';

it.each<[proxies: string, remote: string, forwardedFor: string | undefined, client: string]>([
  ['0', '192.0.2.1', '198.51.100.1', '192.0.2.1'],
  ['1', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['1', '10.0.0.1', undefined, '10.0.0.1'],
  ['1', '10.0.0.1', '', '10.0.0.1'],
  ['1', '10.0.0.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
  ['2', '10.0.0.1', '203.0.113.9,198.51.100.1', '203.0.113.9'],
  ['2', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['1', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['1', '10.0.0.1', "'; DROP TABLE users", '10.0.0.1'],
  ['1', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
  ['1', '10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
  ['10.0.0.0/8', '10.1.2.3', '203.0.113.9, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['10.0.0.0/8', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['10.0.0.0/8', '192.0.2.1', '198.51.100.1', '192.0.2.1'],
  ['10.0.0.0/8, 2001:db8::/32', '2001:db8::9', '198.51.100.1', '198.51.100.1'],
  ['192.168.1.7', '192.168.1.7', '198.51.100.1', '198.51.100.1'],
  ['192.168.1.7', '192.168.1.8', '198.51.100.1', '192.168.1.8'],
  ['::1', '::1', '198.51.100.1', '198.51.100.1'],
])('%s in front, %s connects and says «%s»: %s', (proxies, remote, forwardedFor, client) => {
  expect(resolveClientAddress(readTrustedProxies(proxies)!, remote, forwardedFor)).toBe(client);
});

it.each(['x', '-1', '1000', '10.0.0.0/33', '10.0.0.1;10.0.0.2', ''])(
  '«%s» is no setting',
  (text) => {
    expect(readTrustedProxies(text)).toBeNull();
  },
);

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['in-process', 'in-process'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
