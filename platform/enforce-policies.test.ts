import { describe, expect, test } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, subscribe } from 'graphql';
import { enforcePolicies } from './enforce-policies.ts';
import { type Viewer, anonymousViewer } from './viewer.ts';

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])`;
const sdl = `${header}
  type Query {
    open: String
    signed: String @authenticated
    scoped: String @requiresScopes(scopes: [["a", "b"], ["c"]])
    ruled: String @policy(policies: [["is_duke"]])
    vault: Vault
  }
  type Vault @authenticated { gold: Int dust: Int }
`;
const answers = { open: 'o', signed: 's', scoped: 'sc', ruled: 'r', vault: { gold: 7, dust: 1 } };
const named = { is_duke: (viewer: Viewer) => viewer.attributes['rank'] === 'duke' };
const publicFields = ['Query.open', 'Query.vault'];

const aViewer = (scopes: string[], attributes: Record<string, string> = {}): Viewer => ({
  ...anonymousViewer,
  authenticated: true,
  subject: 'v',
  scopes: new Set(scopes),
  attributes,
});

async function ask(viewer: Viewer, source: string) {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
  enforcePolicies(schema, { publicFields, named });
  const { data, errors } = await graphql({ schema, source, rootValue: answers, contextValue: { viewer } });
  return { data: data ? { ...data } : data, codes: errors?.map((error) => error.extensions['code']) };
}

describe('a wing enforces the directives of its own contract', () => {
  test('a public field answers anybody', async () => {
    expect(await ask(anonymousViewer, '{ open }')).toEqual({ data: { open: 'o' }, codes: undefined });
  });

  test.each(['signed', 'scoped', 'ruled'])(
    'without a token %s is null and says that a token is missing',
    async (field) => {
      expect(await ask(anonymousViewer, `{ ${field} }`)).toEqual({
        data: { [field]: null },
        codes: ['UNAUTHENTICATED'],
      });
    },
  );

  test.each([
    { scopes: ['a'], allowed: false },
    { scopes: ['b'], allowed: false },
    { scopes: ['a', 'b'], allowed: true },
    { scopes: ['c'], allowed: true },
  ])('scopes $scopes open a field that asks for [a and b] or [c]: $allowed', async ({ scopes, allowed }) => {
    const { data } = await ask(aViewer(scopes), '{ scoped }');
    expect(data).toEqual({ scoped: allowed ? 'sc' : null });
  });

  test('a named policy decides by the viewer', async () => {
    expect((await ask(aViewer([], { rank: 'duke' }), '{ ruled }')).data).toEqual({ ruled: 'r' });
    expect(await ask(aViewer([]), '{ ruled }')).toEqual({ data: { ruled: null }, codes: ['FORBIDDEN'] });
  });

  test('a directive on a type guards every field of it, under any alias', async () => {
    const { data, codes } = await ask(anonymousViewer, '{ vault { shiny: gold dust } }');
    expect(JSON.parse(JSON.stringify(data))).toEqual({ vault: { shiny: null, dust: null } });
    expect(codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });
});

test('a stream that the viewer may not have is refused before its source is opened', async () => {
  let opened = 0;
  async function* ticks() {
    opened += 1;
    yield { ticks: 1 };
  }
  const typeDefs = parse(
    `${header} type Query { open: Int } type Subscription { ticks: Int @authenticated }`,
  );
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: { Subscription: { ticks: { subscribe: ticks } } },
  });
  enforcePolicies(schema, { publicFields: ['Query.open'], named: {} });
  const follow = (viewer: Viewer) =>
    subscribe({ schema, document: parse('subscription { ticks }'), contextValue: { viewer } });

  expect(await follow(anonymousViewer)).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(opened).toBe(0);
  const stream = await follow(aViewer([]));
  if (!(Symbol.asyncIterator in stream)) throw new Error('The stream was refused.');
  expect(await stream.next()).toMatchObject({ value: { data: { ticks: 1 } } });
  expect(opened).toBe(1);
});

describe('the start stops', () => {
  const start = (text: string, policies: Parameters<typeof enforcePolicies>[1]) => () =>
    enforcePolicies(buildSubgraphSchema({ typeDefs: parse(`${header}\n${text}`) }), policies);

  test('when a root field has neither a directive nor a line', () => {
    expect(start('type Query { a: Int }', { publicFields: [], named: {} })).toThrow('Query.a');
  });

  test('when an entity has neither a directive nor a line', () => {
    const text = 'type Query { a: Int } type Thing @key(fields: "id") { id: ID! }';
    expect(start(text, { publicFields: ['Query.a'], named: {} })).toThrow('Thing');
  });

  test('when a line names a field that is gone', () => {
    expect(start('type Query { a: Int }', { publicFields: ['Query.a', 'Query.b'], named: {} })).toThrow(
      'Query.b',
    );
  });

  test('when a policy has no meaning', () => {
    const text = 'type Query { a: Int @policy(policies: [["mystery"]]) }';
    expect(start(text, { publicFields: [], named: {} })).toThrow('mystery');
  });
});
