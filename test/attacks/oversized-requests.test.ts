import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('over HTTP', { admit: admitEverybody });
});
afterAll(() => gateway.close());

const query = 'query($v: ID!) { region(fips: $v) { fips } }';
const open = 'query($v: Weekday) { parcelsOn(day: $v) }';
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each<[string, string, number]>([
  ['a query of a megabyte', JSON.stringify({ query: `{ parcels { id } } #${'x'.repeat(1_000_000)}` }), 413],
  ['variables of five megabytes', JSON.stringify({ query, variables: { v: 'x'.repeat(5_000_000) } }), 413],
  [
    'a list of a hundred thousand items',
    `{"query":"${query}","variables":{"v":[${'1,'.repeat(99_999)}1]}}`,
    400,
  ],
  ['a query of one name of 64 kB', JSON.stringify({ query: `{ ${'x'.repeat(65_536)} }` }), 400],
  [
    'a variable nested a hundred thousand levels',
    `{"query":"${open}","variables":{"v":${nested(100_000)}}}`,
    400,
  ],
  ['a variable nested a hundred levels', `{"query":"${open}","variables":{"v":${nested(100)}}}`, 400],
  ['extensions nested a hundred levels', `{"query":"${open}","extensions":{"v":${nested(100)}}}`, 400],
  [
    'fifty thousand unknown variables',
    JSON.stringify({
      query,
      variables: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`v${index}`, 1])),
    }),
    400,
  ],
])('%s is refused and no wing hears of it', async (_name, body, status) => {
  const before = gateway.asked.length;

  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });

  expect(response.status).toBe(status);
  const { errors } = JSON.parse(await response.text());
  expect(errors[0].message.length).toBeLessThan(80_000);
  expect(errors[0].extensions.code).not.toBe('INTERNAL');
  expect(gateway.asked).toHaveLength(before);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a body of 50 MB packed by %s is refused and never unpacked', async (encoding, pack) => {
  const before = gateway.asked.length;
  const body = pack(Buffer.from(JSON.stringify({ query: `{ parcels { id } } #${' '.repeat(50_000_000)}` })));
  expect(body.length).toBeLessThan(100_000);

  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': encoding },
    body: new Uint8Array(body),
  });

  expect(response.status).toBe(415);
  expect(await response.text()).toContain('uncompressed');
  expect(gateway.asked).toHaveLength(before);
});

test('a deep value in an address is refused as well', async () => {
  const search = new URLSearchParams({ query: open, variables: `{"v":${nested(1_000)}}` });
  const response = await fetch(`${gateway.url}/graphql?${search.toString()}`, {
    headers: { 'apollo-require-preflight': '1' },
  });

  expect(response.status).toBe(400);
  await response.body?.cancel();
});
