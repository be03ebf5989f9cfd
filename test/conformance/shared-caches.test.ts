import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendDocuments } from '@rotunda/gateway/stored-documents/append-documents';
import { createStoredDocuments } from '@rotunda/gateway/stored-documents/stored-documents';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { buildSchema } from 'graphql';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { tinySdl } from '../fixtures/tiny-wings/tiny-wings.ts';

/** The mail wing as it would say what caches may keep. */
const cachedMail = (tinySdl['mail'] ?? '')
  .replace('"@policy"]', '"@policy", "@composeDirective"]')
  .replace(
    'scalar DateTime',
    `extend schema @link(url: "https://rotunda.example/cacheControl/v1.0", import: ["@cacheControl"])
      @composeDirective(name: "@cacheControl")
    directive @cacheControl(maxAge: Int, scope: String) on FIELD_DEFINITION | OBJECT
    scalar DateTime`,
  )
  .replace('type Region @key(fields: "fips")', 'type Region @key(fields: "fips") @cacheControl(maxAge: 300)')
  .replace('parcels: [Parcel!]!', 'parcels: [Parcel!]! @cacheControl(maxAge: 60)')
  .replace('refused: String', 'refused: String @cacheControl(maxAge: 60)')
  .replace(
    'parcelsOn(day: Weekday, since: DateTime): Int',
    'parcelsOn(day: Weekday, since: DateTime): Int @cacheControl(maxAge: 60, scope: "PRIVATE")',
  );

const { supergraphSdl, apiSdl } = composeSupergraph({ ...tinySdl, mail: cachedMail });

const texts = {
  region: 'query($f: ID!) { region(fips: $f) { fips parcelCount trackCount } parcels { id } }',
  keyless: '{ region(fips: "11001") { parcelCount } }',
  ageless: '{ region(fips: "11001") { fips } lastSent { id } }',
  private: '{ parcelsOn }',
  guarded: '{ region(fips: "11001") { fips openAlerts } }',
  failing: '{ refused }',
  conditional: 'query($c: Boolean = true) { parcels { id @include(if: $c) } }',
  mutation: 'mutation { post(input: { parcelId: "1" }) { parcel { id } } }',
};
const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

let gateway: TinyGateway;
beforeAll(async () => {
  const documents = Object.entries(texts).map(([name, text]) => ({ name, text }));
  const lines = appendDocuments([], documents, { schema: buildSchema(apiSdl), today: '2026-11-23' });
  gateway = await startTinyGateway('in process', {
    supergraphSdl,
    storedDocuments: createStoredDocuments(lines),
    allowedOrigins: ['https://portal.example'],
  });
});
afterAll(() => gateway.close());

function get(text: string, headers: Record<string, string> = {}, variables: object = { f: '11001' }) {
  const search = new URLSearchParams({ documentId: idOf(text), variables: JSON.stringify(variables) });
  return fetch(`${gateway.url}/graphql?${search.toString()}`, { headers });
}

describe('a stored query that everyone may see', () => {
  test('is given by GET without further ado, with its least age and what it is purged by', async () => {
    const response = await get(texts.region);

    expect(await response.json()).toMatchObject({ data: { region: { fips: '11001', trackCount: 5 } } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(response.headers.get('surrogate-key')).toBe('Parcel Region Region:11001 Parcel:p1 Parcel:p2');
    expect(response.headers.get('vary')).toContain('authorization');
    expect(response.headers.get('ratelimit')).toBeNull();
  });

  test('has a validator that changes with its bytes, and none are sent twice', async () => {
    const first = await get(texts.region);
    const other = await get(texts.region, {}, { f: '99999' });
    const etag = first.headers.get('etag') ?? '';

    const again = await get(texts.region, { 'if-none-match': `"other", W/${etag}` });

    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(other.headers.get('etag')).not.toBe(etag);
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(await again.text()).toBe('');
    await Promise.all([first.text(), other.text()]);
  });
});

describe('nothing is for caches', () => {
  test.each<[string, string]>([
    ['that asks an entity without its key, by which it would be purged', texts.keyless],
    ['of which a part has no age', texts.ageless],
    ['that is private', texts.private],
    ['of which a part depends on the viewer', texts.guarded],
    ['that a wing refused', texts.failing],
    ['whose selections depend on a variable', texts.conditional],
  ])('%s', async (_name, text) => {
    const response = await get(text);

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('surrogate-key')).toBeNull();
    await response.text();
  });

  test('for a caller with a token, by POST, or of a document that is not stored', async () => {
    const token = await gateway.tokenWith([]);
    const search = new URLSearchParams({ query: '{ parcels { id } }' });
    const responses = [
      await get(texts.region, { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' }),
      await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ documentId: idOf(texts.region), variables: { f: '11001' } }),
      }),
      await fetch(`${gateway.url}/graphql?${search.toString()}`, {
        headers: { 'apollo-require-preflight': '1' },
      }),
    ];

    for (const response of responses) {
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      await response.text();
    }
  });

  test('that changes something: a stored mutation is not run by GET', async () => {
    const response = await get(texts.mutation);

    expect(response.status).toBe(405);
    await response.text();
  });
});

describe('a page of another origin', () => {
  const ask = (origin: string, method: string) =>
    fetch(`${gateway.url}/graphql?query={__typename}`, {
      method,
      headers: { origin, 'access-control-request-method': 'POST', 'apollo-require-preflight': '1' },
    });

  test('may read answers if it is listed, without cookies', async () => {
    const preflight = await ask('https://portal.example', 'OPTIONS');
    const answer = await ask('https://portal.example', 'GET');

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const { headers } of [preflight, answer]) {
      expect(headers.get('access-control-allow-origin')).toBe('https://portal.example');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toContain('origin');
    }
    await Promise.all([preflight.text(), answer.text()]);
  });

  test.each(['https://portal.example.evil', 'null', 'http://portal.example'])(
    'may not if it is %s',
    async (origin) => {
      const [preflight, answer] = [await ask(origin, 'OPTIONS'), await ask(origin, 'GET')];

      expect(preflight.status).toBe(405);
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      await Promise.all([preflight.text(), answer.text()]);
    },
  );
});
