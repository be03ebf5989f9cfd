import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeEach(async () => {
  gateway = await startTinyGateway('in process', { admit: admitEverybody });
});
afterEach(() => gateway.close());

/** Everything that a client can read, in one header for all its operations. */
const accept =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

const post = (body: object, accepted = accept) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: accepted },
    body: JSON.stringify(body),
  });

const typeOf = (response: Response) => response.headers.get('content-type');

test('a client that accepts JSON and streams alike gets JSON for a query, by POST and by GET', async () => {
  const posted = await post({ query: '{ __typename }' });
  const got = await fetch(`${gateway.url}/graphql?query={__typename}`, {
    headers: { accept, 'apollo-require-preflight': '1' },
  });

  for (const response of [posted, got]) {
    expect(typeOf(response)).toContain('application/graphql-response+json');
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  }
});

test('a client that accepts JSON and streams alike gets a stream for a subscription, chosen by name among others', async () => {
  const response = await post({
    query: 'query Q { __typename } subscription S { parcelScanned { id } }',
    operationName: 'S',
  });
  await gateway.belt.followedBy(1);
  gateway.belt.scan('p1');
  const reader = response.body?.getReader();
  let text = '';
  while (!text.includes('p1')) text += Buffer.from((await reader?.read())?.value ?? []).toString();

  expect(typeOf(response)).toContain('text/event-stream');
  expect(text).toContain('data: {"data":{"parcelScanned":{"id":"p1"}}');
  await reader?.cancel();
});

test.each([['{ subscription'], ['query subscription { nothing }'], ['{ parcels }']])(
  'a client that accepts JSON and streams alike learns in JSON what is wrong with %s',
  async (query) => {
    const response = await post({ query });

    expect(typeOf(response)).toContain('application/graphql-response+json');
    expect(await response.json()).toMatchObject({ errors: [expect.anything()] });
  },
);

test('a client that accepts streams alone is told that a query is none', async () => {
  const response = await post({ query: '{ __typename }' }, 'text/event-stream');

  expect(typeOf(response)).toContain('text/event-stream');
  expect(await response.text()).toContain('"errors"');
});
