import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createStoredDocuments } from '@rotunda/gateway/stored-documents/stored-documents';
import { chainLine, chainStart, documentIdOf } from '@rotunda/gateway/stored-documents/manifest-line';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { changedSupergraph } from '../fixtures/tiny-wings/other-supergraphs.ts';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { tinySdl } from '../fixtures/tiny-wings/tiny-wings.ts';
import { follow, transports } from '../live/follow.ts';

const unchanged = composeSupergraph(tinySdl).supergraphSdl;
const withoutCount = changedSupergraph('parcelCount: Int', '');

describe.each(topologies)('a supergraph that replaces another, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { liveLimits: { endWithinMs: 20 } });
  });
  afterEach(() => gateway.close());

  test('answers what is asked from then on, also where it was asked before', async () => {
    const query = '{ region(fips: "11001") { parcelCount beds } }';
    expect((await gateway.ask(query)).data).toEqual({ region: { parcelCount: 3, beds: 7 } });

    const replacement = await gateway.replaceSupergraph(withoutCount, { allowBreaking: true });

    expect(replacement).toMatchObject({
      kind: 'replaced',
      breaks: ['Region.parcelCount was removed.', expect.anything()],
    });
    const { status, errors } = await gateway.ask(query);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect((await gateway.ask('{ region(fips: "11001") { beds } }')).data).toEqual({ region: { beds: 7 } });
    const contract = await (await fetch(`${gateway.url}/api.graphql`)).text();
    expect(contract).not.toContain('parcelCount');
  });

  test('lets an operation that runs already end as it began', async () => {
    const running = gateway.ask('{ held parcels { id weightGrams } }');
    await gateway.hold.reached;

    await gateway.replaceSupergraph(changedSupergraph('  held: String\n', ''), { allowBreaking: true });
    gateway.hold.release();

    expect(await running).toMatchObject({
      data: { held: 'released', parcels: [{ weightGrams: 90 }, { weightGrams: 90 }] },
      errors: [],
    });
  });

  test('may be the same: nothing happens', async () => {
    expect(await gateway.replaceSupergraph(unchanged)).toMatchObject({ kind: 'unchanged' });
  });

  test.each([
    ['text that does not parse', 'type Query {', 'unusable', /Syntax Error/],
    [
      'a wing without a link',
      composeSupergraph({ ...tinySdl, attic: 'type Query { dust: Int }' }).supergraphSdl,
      'unusable',
      /No link leads to attic/,
    ],
    [
      'a feature of security that nobody enforces',
      unchanged.replace('https://specs.apollo.dev/policy/v0.1', 'https://specs.example.gov/vault/v0.1'),
      'unusable',
      /does not enforce/,
    ],
    [
      'a required field with arguments',
      unchanged.replace(
        'trackCount: Int @join__field(graph: WATCH)',
        'trackCount: Int @join__field(graph: WATCH, requires: "beds(kind: 1)")',
      ),
      'unusable',
      /cannot take arguments/,
    ],
    ['a field less', withoutCount, 'breaking', /Region\.parcelCount was removed/],
    [
      'less access asked',
      changedSupergraph(' @requiresScopes(scopes: [["clinic:notes"]])', ''),
      'breaking',
      /Patient\.notes asked for scopes clinic:notes/,
    ],
  ])('is refused with %s, and nothing changes', async (_name, supergraphSdl, because, reason) => {
    const replacement = await gateway.replaceSupergraph(supergraphSdl);

    expect(replacement).toMatchObject({ kind: 'refused', because });
    expect(replacement.kind === 'refused' && replacement.reasons.join('\n')).toMatch(reason);
    expect((await gateway.ask('{ region(fips: "11001") { parcelCount } }')).data).toEqual({
      region: { parcelCount: 3 },
    });
  });

  test('that cannot be used is refused also where it may break promises', async () => {
    expect(await gateway.replaceSupergraph('type Query {', { allowBreaking: true })).toMatchObject({
      kind: 'refused',
      because: 'unusable',
    });
  });

  test('was prepared for what is in use before it answers', async () => {
    const query = '{ region(fips: "11001") { parcelCount beds } }';
    await gateway.ask(query);

    const replacements = await Promise.all([
      gateway.replaceSupergraph(changedSupergraph('parcelCount: Int', 'parcelCount: Int colour: String')),
      gateway.replaceSupergraph(unchanged, { allowBreaking: true }),
    ]);

    expect(replacements.map(({ kind }) => kind)).toEqual(['replaced', 'replaced']);
    expect((await gateway.ask(query)).data).toEqual({ region: { parcelCount: 3, beds: 7 } });
  });
});

const scanned = 'subscription { parcelScanned { id weightGrams } }';

describe.each(transports)('a stream over %s, when another supergraph begins to answer,', (transport) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway('over HTTP', { liveLimits: { endWithinMs: 20 } });
  });
  afterEach(() => gateway.close());

  test('goes on as it began where its fields are still there', async () => {
    const following = follow(transport, gateway.url, scanned);
    await gateway.belt.followedBy(1);

    expect(await gateway.replaceSupergraph(withoutCount, { allowBreaking: true })).toMatchObject({
      kind: 'replaced',
    });
    gateway.belt.scan('p1');

    expect(await following.next()).toEqual({ data: { parcelScanned: { id: 'p1', weightGrams: 90 } } });
    following.leave();
    await gateway.belt.followedBy(0);
  });

  test('ends with a reason where its fields are gone', async () => {
    const following = follow(transport, gateway.url, scanned);
    await gateway.belt.followedBy(1);

    await gateway.replaceSupergraph(changedSupergraph('weightGrams: Int!', ''), { allowBreaking: true });

    expect(await following.next()).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('no longer has'),
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    });
    await gateway.belt.followedBy(0);
  });

  test('ends before its next event where its reader may see less of it now', async () => {
    const following = follow(transport, gateway.url, scanned);
    await gateway.belt.followedBy(1);

    const asksForScope = 'weightGrams: Int! @requiresScopes(scopes: [["mail:weight"]])';
    expect(
      await gateway.replaceSupergraph(changedSupergraph('weightGrams: Int!', asksForScope)),
    ).toMatchObject({
      kind: 'replaced',
    });
    gateway.belt.scan('p1');

    expect(await following.next()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await gateway.belt.followedBy(0);
  });
});

test('a supergraph that would break a stored document is refused', async () => {
  const document = '{ region(fips: "11001") { parcelCount } }';
  const line = { id: documentIdOf(document), name: 'Counts', added: '2026-01-01', document };
  const gateway = await startTinyGateway('in process', {
    storedDocuments: createStoredDocuments([chainLine(chainStart, line)]),
  });

  const replacement = await gateway.replaceSupergraph(withoutCount);

  expect(replacement.kind === 'refused' && replacement.reasons).toContainEqual(
    expect.stringContaining('The stored document Counts would be refused'),
  );
  await gateway.close();
});
