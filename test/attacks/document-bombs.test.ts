import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { measureDocument } from '@rotunda/gateway/request-rules/measure-document';
import { type DocumentNode, getIntrospectionQuery, parse, visit } from 'graphql';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
});
afterAll(() => gateway.close());

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join(' ');
const doubling = (levels: number) =>
  `{ parcels { ...F0 } } ${times(levels, (index) => `fragment F${index} on Parcel { ...F${index + 1} ...F${index + 1} }`)} fragment F${levels} on Parcel { id }`;

describe('a document made to exhaust the gateway', () => {
  test.each<[string, string]>([
    ['a hundred levels', `{ ${'parcels { '.repeat(100)} id ${'} '.repeat(100)} }`],
    [
      'fragments that spread each other',
      '{ parcels { ...A } } fragment A on Parcel { ...B } fragment B on Parcel { ...A }',
    ],
    ['a fragment that spreads itself unused', '{ parcels { id } } fragment A on Parcel { ...A }'],
    ['a thousand aliases of one root field', `{ ${times(1_000, (index) => `a${index}: parcelsOn`)} }`],
    ['a hundred aliases of __typename', `{ ${times(101, (index) => `a${index}: __typename`)} }`],
    [
      'a hundred aliases of a mutation',
      `mutation { ${times(100, (index) => `a${index}: post(input: { parcelId: "${index}" }) { parcel { id } }`)} }`,
    ],
    ['fifty root fields', `{ ${'__typename '.repeat(50)} }`],
    ['ten thousand times one field', `{ parcels { ${'id '.repeat(10_000)} } }`],
    ['ten thousand directives', `{ parcels { id ${'@include(if: true) '.repeat(10_000)} } }`],
    ['five hundred unknown directives', `{ parcels { id ${'@aa '.repeat(500)} } }`],
    ['fragments that double twenty times', doubling(20)],
    ['fragments that double fifty times', doubling(50)],
    [
      'one named fragment spread everywhere',
      `{ parcels { ${'...F '.repeat(900)} } } fragment F on Parcel { id weightGrams }`,
    ],
    [
      'aliases hidden in introspection',
      `{ __schema { ${times(100, (index) => `a${index}: types { name }`)} } }`,
    ],
    [
      'introspection in circles',
      '{ __type(name: "Region") { fields { type { fields { type { fields { type { name } } } } } } } }',
    ],
    [
      'a list value four thousand levels deep',
      `{ region(fips: ${'['.repeat(4_000)}1${']'.repeat(4_000)}) { fips } }`,
    ],
  ])('with %s is refused with at most three errors, before any wing is asked', async (_name, query) => {
    const before = gateway.asked.length;

    const { status, errors } = await gateway.ask(query);

    expect(status).toBe(400);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(3);
    expect(gateway.asked).toHaveLength(before);
  });

  test('does not keep the standard introspection query from being answered', async () => {
    const token = await gateway.tokenWith([]);

    expect((await gateway.ask(getIntrospectionQuery(), { token })).status).toBe(200);
  });
});

/** Counts each reading of a selection set, which is the unit of work of every rule. */
function countingReads(document: DocumentNode): {
  readonly document: DocumentNode;
  readonly reads: () => number;
} {
  let reads = 0;
  const counted = visit(document, {
    SelectionSet: {
      leave: ({ kind, selections }) => ({
        kind,
        get selections() {
          reads += 1;
          return selections;
        },
      }),
    },
  });
  reads = 0;
  return { document: counted, reads: () => reads };
}

test.each([5, 10, 20, 40])('fragments that double %i times cost the rules one reading of each', (levels) => {
  const { document, reads } = countingReads(parse(doubling(levels)));

  measureDocument(document);

  expect(reads()).toBe(levels + 3);
});
