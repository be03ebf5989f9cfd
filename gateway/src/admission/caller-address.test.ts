import { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAddressOf } from './caller-address.ts';
import { trustProxies } from './trusted-proxies.ts';

const addressOf = createAddressOf(trustProxies(['10.0.0.0/8', '192.0.2.7', '2001:db8:ffff::/48']));

/** A connection from an address, with the headers that came over it. */
function from(remoteAddress: string, headers: Record<string, string> = {}) {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  return addressOf({ headers, socket });
}

const xff = (hops: string) => ({ 'x-forwarded-for': hops });
const forwarded = (hops: string) => ({ forwarded: hops });

describe('a caller is counted by', () => {
  test.each<[string, string, Record<string, string>, string]>([
    ['the connection, where nothing else is known', '198.51.100.4', {}, '198.51.100.4'],
    ['the connection of a proxy that says nothing', '10.0.0.1', {}, '10.0.0.1'],
    ['what a proxy says', '10.0.0.1', xff('198.51.100.4'), '198.51.100.4'],
    ['what a proxy on a mapped address says', '::ffff:10.0.0.1', xff('198.51.100.4'), '198.51.100.4'],
    ['what a proxy on IPv6 says', '2001:db8:ffff::1', forwarded('for=198.51.100.4'), '198.51.100.4'],
    ['what the outer of two proxies says', '10.0.0.1', xff('198.51.100.4, 192.0.2.7'), '198.51.100.4'],
    [
      'the last that is no proxy, whatever stands before',
      '10.0.0.1',
      xff('1.1.1.1, 198.51.100.4'),
      '198.51.100.4',
    ],
    ['the first proxy, where there are proxies alone', '10.0.0.1', xff('10.0.0.9, 10.0.0.8'), '10.0.0.9'],
    ['an address without its port', '10.0.0.1', xff('198.51.100.4:4711'), '198.51.100.4'],
    [
      'an address in quotes and brackets',
      '10.0.0.1',
      forwarded('for="[2001:db8:1:2:3::4]:4711";proto=https;by=10.0.0.1'),
      '2001:db8:1:2::/64',
    ],
    ['its /64', '2001:db8:1:2:aaaa::1', {}, '2001:db8:1:2::/64'],
    ['its /64 without the zone', 'fe80::1%eth0', {}, 'fe80::/64'],
    ['its IPv4 address, mapped or not', '::ffff:198.51.100.4', {}, '198.51.100.4'],
    [
      'two headers that agree',
      '10.0.0.1',
      { ...xff('198.51.100.4'), ...forwarded('for=198.51.100.4') },
      '198.51.100.4',
    ],
  ])('%s', (_name, peer, headers, address) => {
    expect(from(peer, headers)).toBe(address);
  });
});

describe('a client cannot choose what it is counted by', () => {
  test.each<[string, string, Record<string, string>, string]>([
    ['without a proxy', '198.51.100.4', { ...xff('1.1.1.1'), ...forwarded('for=1.1.1.1') }, '198.51.100.4'],
    ['from an address beside the range of the proxies', '11.0.0.1', xff('1.1.1.1'), '11.0.0.1'],
    ['by what it sends ahead of the proxy', '10.0.0.1', xff('1.1.1.1, 198.51.100.4'), '198.51.100.4'],
    ['by naming proxies', '10.0.0.1', xff('1.1.1.1, 10.0.0.5, 198.51.100.4'), '198.51.100.4'],
    [
      'by the header that the proxy does not write',
      '10.0.0.1',
      { ...xff('198.51.100.4'), ...forwarded('for=1.1.1.1') },
      '10.0.0.1',
    ],
    ['by a name', '10.0.0.1', xff('1.1.1.1, localhost'), '10.0.0.1'],
    ['by a hidden name', '10.0.0.1', forwarded('for=1.1.1.1, for=_me'), '10.0.0.1'],
    ['by an octal spelling', '10.0.0.1', xff('012.0.0.1'), '10.0.0.1'],
    ['by a number', '10.0.0.1', xff('3232235777'), '10.0.0.1'],
    ['by a broken header', '10.0.0.1', forwarded('for=1.1.1.1;for="'), '10.0.0.1'],
    ['by nothing', '10.0.0.1', xff(''), '10.0.0.1'],
  ])('%s', (_name, peer, headers, address) => {
    expect(from(peer, headers)).toBe(address);
  });

  test('whatever it writes, when the proxy appends its address', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('10.0.0.1', ',', '"', 'for=1.1.1.1'),
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 5 }), (sent) => {
        expect(from('10.0.0.1', xff([...sent, '198.51.100.4'].join(', ')))).toBe('198.51.100.4');
      }),
    );
  });
});

test.each(['10.0.0.0/33', '10.0.0', 'proxy.example', '10.0.0.0/8 ', '::/129'])(
  'a gateway does not start with a proxy of %p',
  (range) => {
    expect(() => trustProxies([range])).toThrow(/is no address and no CIDR range/);
  },
);
