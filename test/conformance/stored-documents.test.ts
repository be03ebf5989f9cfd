import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createStoredDocuments } from '@rotunda/gateway/stored-documents/stored-documents';
import { appendDocuments } from '@rotunda/gateway/stored-documents/append-documents';
import { rememberDocuments } from '@rotunda/gateway/stored-documents/remembered-documents';
import { buildSchema } from 'graphql';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const storedText = 'query Stored($fips: ID!) { region(fips: $fips) { fips } }';
const storedMutation = 'mutation Post($id: ID!) { post(input: { parcelId: $id }) { parcel { id } } }';
const unstoredText = '{ parcels { id } }';

let gateway: TinyGateway;
beforeAll(async () => {
  const schema = buildSchema(
    'type Query { region(fips: ID!): Region } type Region { fips: ID } type Mutation { post(input: PostInput!): Payload } input PostInput { parcelId: ID! } type Payload { parcel: Parcel } type Parcel { id: ID }',
  );
  const lines = appendDocuments(
    [],
    [storedText, storedMutation].map((text, index) => ({ name: `${index}`, text })),
    { schema, today: '2026-11-23' },
  );
  gateway = await startTinyGateway('in process', {
    storedDocuments: createStoredDocuments(lines),
    mayAskFreely: ({ agency }) => agency === undefined,
  });
});
afterAll(() => gateway.close());

async function post(body: object, token?: string) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const { data, errors } = JSON.parse(await response.text());
  return {
    status: response.status,
    data,
    code: errors?.[0]?.extensions?.code,
    message: errors?.[0]?.message,
  };
}
const persisted = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
});
const answered = { data: { region: { fips: '11001' } } };
const variables = { fips: '11001' };

describe('a stored document', () => {
  test('is asked for by documentId, or by the hash in the extensions', async () => {
    expect(await post({ documentId: `sha256:${sha256(storedText)}`, variables })).toMatchObject(answered);
    expect(await post({ ...persisted(storedText), variables })).toMatchObject(answered);
  });

  test('is asked for by GET, where it is a query', async () => {
    const search = new URLSearchParams({
      documentId: `sha256:${sha256(storedText)}`,
      variables: JSON.stringify(variables),
    });
    const headers = { 'apollo-require-preflight': '1' };
    const response = await fetch(`${gateway.url}/graphql?${search.toString()}`, { headers });

    expect(await response.json()).toEqual(answered);

    const mutation = new URLSearchParams({
      documentId: `sha256:${sha256(storedMutation)}`,
      variables: '{"id":"p1"}',
    });
    const refused = await fetch(`${gateway.url}/graphql?${mutation.toString()}`, { headers });

    expect(refused.status).toBe(405);
    await refused.body?.cancel();
  });

  test.each<[string, object, string]>([
    ['an unknown hash', { documentId: `sha256:${sha256('x')}` }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['another scheme', { documentId: `md5:${sha256(storedText)}` }, 'BAD_INPUT'],
    ['an id that is no text', { documentId: { sha256: 1 } }, 'BAD_INPUT'],
    ['words of the prototype', { documentId: 'sha256:constructor' }, 'BAD_INPUT'],
    ['text beside the id', { documentId: `sha256:${sha256(storedText)}`, query: storedText }, 'BAD_INPUT'],
    ['the hash of another text', { ...persisted(storedText), query: unstoredText }, 'BAD_INPUT'],
    [
      'another version of the extension',
      { extensions: { persistedQuery: { version: 2, sha256Hash: sha256(storedText) } } },
      'BAD_INPUT',
    ],
  ])('is not found by %s', async (_name, body, code) => {
    expect(await post(body)).toMatchObject({ status: 400, code });
  });
});

describe('a caller whose agreement covers stored documents only', () => {
  test('gets those and nothing else, whichever way the text is sent', async () => {
    const token = await gateway.tokenWith([]);
    const refused = { status: 400, code: 'PERSISTED_QUERY_ONLY' };

    expect(await post({ documentId: `sha256:${sha256(storedText)}`, variables }, token)).toMatchObject(
      answered,
    );
    expect(await post({ query: storedText, variables }, token)).toMatchObject(answered);
    expect(await post({ query: unstoredText }, token)).toMatchObject(refused);
    expect(await post({ query: unstoredText, ...persisted(unstoredText) }, token)).toMatchObject(refused);
    expect(await post({ ...persisted(unstoredText) }, token)).toMatchObject(refused);
  });
});

describe('a document registered by its hash', () => {
  test('is unknown at first, then answered by hash alone', async () => {
    const data = { parcels: [{ id: 'p1' }, { id: 'p2' }] };

    expect(await post(persisted(unstoredText))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect(await post({ query: unstoredText, ...persisted(unstoredText) })).toMatchObject({ data });
    expect(await post(persisted(unstoredText))).toMatchObject({ data });
  });

  test('is found by its owner only', () => {
    const documents = rememberDocuments(10_000);
    documents.remember('one', sha256('{ a }'), '{ a }');

    expect(documents.find('one', sha256('{ a }'))).toBe('{ a }');
    expect(documents.find('two', sha256('{ a }'))).toBeUndefined();
  });

  test('makes room by forgetting the oldest, and one that is larger than the whole memory is not kept', () => {
    const documents = rememberDocuments(10_000);
    for (let index = 0; index < 1_000; index += 1)
      documents.remember('flood', sha256(`${index}`), `{ a${index} }`);
    documents.remember('flood', sha256('large'), 'x'.repeat(10_000));

    expect(documents.find('flood', sha256('0'))).toBeUndefined();
    expect(documents.find('flood', sha256('999'))).toBe('{ a999 }');
    expect(documents.find('flood', sha256('large'))).toBeUndefined();
  });
});
