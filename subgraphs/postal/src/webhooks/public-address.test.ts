import { expect, test } from '@jest/globals';
import { isPublicAddress, lookUpPublicHost } from './public-address.ts';
import { readReceiverUrl } from './receiver-url.ts';

test.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '2600:1f18::1', '192.0.3.1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a9fe:a9fe',
  '2001:db8::1',
  '2002:7f00:1::',
  '2001::1',
  'localhost',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('a name that leads to this machine when it is connected to is refused then', async () => {
  const failure = await new Promise((resolve) => lookUpPublicHost('localhost', { all: true }, resolve));

  expect(failure).toMatchObject({ message: 'The host is not one of the public internet.' });
});

test.each([
  'http://receiver.example/events',
  'https://127.0.0.1/events',
  'https://[::1]/events',
  'https://[::ffff:10.0.0.1]/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://name:word@receiver.example/',
  'https://receiver.example/#part',
  'ftp://receiver.example/',
  '/events',
  `https://receiver.example/${'a'.repeat(2_000)}`,
])('events are not sent to %s', (url) => {
  expect(readReceiverUrl(url, false)).toBeUndefined();
});

test('events are sent to https URLs of public hosts, and in development to http and private ones', () => {
  expect(readReceiverUrl('https://receiver.example:8443/events?of=postal', false)?.port).toBe('8443');
  expect(readReceiverUrl('https://8.8.8.8/', false)?.hostname).toBe('8.8.8.8');
  expect(readReceiverUrl('http://127.0.0.1:9/', true)?.hostname).toBe('127.0.0.1');
  expect(readReceiverUrl('file:///etc/passwd', true)).toBeUndefined();
});
