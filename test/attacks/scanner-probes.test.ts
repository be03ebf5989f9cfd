import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
let token: string;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
  token = await gateway.tokenWith(['watch:read']);
});
afterAll(() => gateway.close());

const callers = ['nobody in particular', 'the bearer of a token'] as const;
type Caller = (typeof callers)[number];

/** What a scanner sends, as itself or with a token that it was given. */
async function probe(caller: Caller, method: string, body?: unknown, headers: Record<string, string> = {}) {
  const search = method === 'GET' && typeof body === 'string' ? `?query=${encodeURIComponent(body)}` : '';
  const response = await fetch(`${gateway.url}/graphql${search}`, {
    method,
    headers: {
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(caller === 'nobody in particular' ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join(' ');

describe.each(callers)('a scanner that asks as %s', (caller) => {
  test.each<[string, string]>([
    ['a hundred and one names for one field', `query { ${times(101, (index) => `n${index}: __typename`)} }`],
    ['one field five hundred times', `query { ${times(500, () => '__typename')} }`],
    [
      'the contract in circles',
      `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)} } } }`,
    ],
    ['a keyword that there is not', 'qwery Probe { parcels { id } }'],
    ['a name that is nearly right', '{ __schema { directve } parcls { id } }'],
  ])('is given no data for %s, and no hint', async (_name, query) => {
    const { status, text } = await probe(caller, 'POST', { query });

    expect(status).toBe(400);
    expect(JSON.parse(text)).not.toHaveProperty('data');
    expect(text).not.toMatch(/did you mean|exception|stacktrace|node_modules|\.ts:/i);
  });

  test('is told of three of ten unknown directives, and that there are more', async () => {
    const { text } = await probe(caller, 'POST', { query: `{ __typename ${'@nope '.repeat(10)} }` });

    const { errors }: { errors: readonly unknown[] } = JSON.parse(text);
    expect(errors.length).toBeLessThanOrEqual(4);
  });

  test('is answered no batch', async () => {
    const { status, text } = await probe(caller, 'POST', Array(10).fill({ query: '{ __typename }' }));

    expect(status).toBe(400);
    expect(text).not.toContain('__typename');
  });

  test.each<[string, string, string | object, Record<string, string>]>([
    ['a query by GET', 'GET', '{ parcelsOn }', {}],
    ['a mutation by GET', 'GET', 'mutation { __typename }', { 'apollo-require-preflight': '1' }],
    [
      'a query in a form',
      'POST',
      'query=%7B__typename%7D',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
  ])('is given no data for %s', async (_name, method, body, headers) => {
    const { status, text } = await probe(caller, method, body, headers);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(JSON.parse(text)).not.toHaveProperty('data');
  });

  test('finds no page to explore with', async () => {
    const { type, text } = await probe(caller, 'GET', undefined, { accept: 'text/html' });

    expect(type).not.toContain('html');
    expect(text).not.toMatch(/<html|<script|playground|graphiql|sandbox/i);
  });

  test('is told nothing of how an answer came about', async () => {
    const { text } = await probe(
      caller,
      'POST',
      { query: '{ parcelsOn }' },
      {
        'x-apollo-tracing': '1',
        'apollo-federation-include-trace': 'ftv1',
        'apollo-query-plan-experimental': '1',
      },
    );

    expect(JSON.parse(text)).toEqual({ data: { parcelsOn: 2 } });
  });
});

describe('introspection', () => {
  test.each([
    getIntrospectionQuery(),
    '{ __type(name: "Parcel") { name } }',
    '{ a: __type(name: "Parcel") { name } }',
    '{ ... on Query { __schema { queryType { name } } } }',
    '{ __schema { types { kind name fields { name } } } }',
    'query { ...F } fragment F on Query { all: __schema { types { name } } }',
  ])('is refused to nobody in particular, who is told where the contract is: %.40s', async (query) => {
    const { status, data, errors } = await gateway.ask(query);

    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('/api.graphql'),
        extensions: { code: 'REQUEST_LIMIT', rule: 'introspection' },
      },
    ]);
  });

  test.each<[string, Parameters<typeof getIntrospectionQuery>[0]]>([
    ['as tools of today send it', {}],
    ['as old tools send it', { typeDepth: 7, descriptions: false, directiveIsRepeatable: false }],
    [
      'with all that it can hold',
      { specifiedByUrl: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true },
    ],
  ])('is answered to the bearer of a token %s', async (_name, options) => {
    const { status, data } = await gateway.ask(getIntrospectionQuery(options), { token });

    expect(status).toBe(200);
    expect(Object(data).__schema.types.length).toBeGreaterThan(10);
  });

  test('may take any form for the bearer of a token, unless it goes in circles', async () => {
    const fields = 'fields { type { '.repeat(4);

    expect(await gateway.ask('{ __schema { queryType { name } } }', { token })).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    expect(
      await gateway.ask(`{ __schema { types { ${fields} name ${'} }'.repeat(4)} } } }`, { token }),
    ).toMatchObject({ status: 400, data: undefined });
  });
});
