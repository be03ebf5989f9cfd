import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('over HTTP');
});
afterAll(() => gateway.close());

const json = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = json) =>
  fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers });

/** Sends bytes as they are and gives all that comes back. */
const sendRaw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

describe('a request over HTTP', () => {
  test.each<[string, () => Promise<Response>, number]>([
    ['no JSON', () => post('{'), 400],
    ['bytes that are not UTF-8', () => post(Buffer.from([0x22, 0xff, 0x22])), 400],
    ['an empty object', () => post('{}'), 400],
    ['a batch', () => post('[{"query":"{ parcels { id } }"}]'), 400],
    ['a query that is no text', () => post('{"query":{"kind":"Document"}}'), 400],
    ['variables that are no object', () => post('{"query":"{ parcels { id } }","variables":[1]}'), 400],
    ['a document that does not parse', () => post('{"query":"{ parcels "}'), 400],
    [
      'a variable of the wrong type',
      () => post('{"query":"query($f: ID!) { region(fips: $f) { fips } }"}'),
      400,
    ],
    ['a subscription', () => post('{"query":"subscription { x }"}'), 400],
    [
      'a persisted query whose hash is none',
      () => post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}'),
      400,
    ],
    ['a form', () => post('query=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['text/plain', () => post('{"query":"{ parcels { id } }"}', { 'content-type': 'text/plain' }), 415],
    ['another charset', () => post('{}', { 'content-type': 'application/json; charset=utf-16' }), 415],
    ['a compressed body', () => post('{}', { ...json, 'content-encoding': 'gzip' }), 415],
    ['a body of a megabyte', () => post(`{"query":"${'#'.repeat(1_000_000)}"}`), 413],
    ['GET without a preflight header', () => fetch(`${gateway.url}/graphql?query={parcels{id}}`), 400],
    ['PUT', () => fetch(`${gateway.url}/graphql`, { method: 'PUT' }), 405],
    [
      'a mutation by GET',
      () =>
        fetch(`${gateway.url}/graphql?query=mutation{post(input:{parcelId:"1"}){parcel{id}}}`, {
          headers: { 'apollo-require-preflight': '1' },
        }),
      405,
    ],
    ['another address', () => fetch(`${gateway.url}/graphiql`), 404],
    ['_entities', () => post('{"query":"{ _entities(representations: []) { __typename } }"}'), 400],
    ['_service', () => post('{"query":"{ _service { sdl } }"}'), 400],
  ])('with %s is answered with a sentence and never counts as a fault', async (_name, send, status) => {
    const response = await send();

    expect(response.status).toBe(status);
    const { errors } = JSON.parse(await response.text());
    expect(errors[0].message).toMatch(/\w/);
    expect(errors[0].extensions.code).not.toBe('INTERNAL');
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('by GET answers a query where a preflight header shows that no other site sent it', async () => {
    const response = await fetch(`${gateway.url}/graphql?query={parcels{id}}`, {
      headers: { 'apollo-require-preflight': '1' },
    });

    expect(await response.json()).toEqual({ data: { parcels: [{ id: 'p1' }, { id: 'p2' }] } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('with words of the prototype as aliases and variables gets them back as plain keys', async () => {
    const { data } = await gateway.ask(
      '{ __proto__: parcelsOn constructor: parcelsOn toString: parcelsOn }',
      {
        variables: JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
      },
    );

    expect(Object.entries(data ?? {})).toEqual([
      ['__proto__', 2],
      ['constructor', 2],
      ['toString', 2],
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('asks for no plan, trace or stack by a header', async () => {
    const { text } = await gateway.ask('{ broken }', {
      headers: { 'apollo-query-plan-experimental': '1', 'apollo-federation-include-trace': 'ftv1' },
    });

    expect(text).not.toMatch(/QueryPlan|ftv1|stacktrace/);
  });

  test('whose headers are too large, or no HTTP at all, is answered with 4xx', async () => {
    expect(await sendRaw(`GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    );
    expect(await sendRaw('HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  });

  test('to the root gets a page that loads nothing', async () => {
    const response = await fetch(gateway.url);
    const page = await response.text();

    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('Rotunda');
    expect(page).not.toMatch(/<script|https?:\/\/(?!localhost)|<link|<img/);
  });

  test('for the contract gets it without federation machinery', async () => {
    const sdl = await (await fetch(`${gateway.url}/api.graphql`)).text();

    expect(sdl).toContain('type Region');
    expect(sdl).not.toMatch(/join__|_entities|@requiresScopes/);
  });
});
