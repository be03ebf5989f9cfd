import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { composeSupergraph } from '../../supergraph/compose-supergraph.ts';
import { defaultLimits } from '../../gateway-limits.ts';
import { loadSupergraph } from '../../supergraph/load-supergraph.ts';
import { manifestFile, readCommittedDocuments } from '../../stored-documents/committed-documents.ts';
import { readManifest } from '../../stored-documents/read-manifest.ts';
import { readCostMap } from './cost-map.ts';
import { costOf } from './cost-of.ts';

const { clientSchema: schema, costs } = loadSupergraph(
  composeSupergraph({
    one: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
      type Query {
        books(first: Int = 5): Books @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
        found(first: Int): [Book] @listSize(slicingArguments: ["first"], assumedSize: 7)
        shelf: [Book]
        dear: Int @cost(weight: 20)
        search(deep: Boolean @cost(weight: 3)): Book
        things: [Thing]
      }
      type Mutation { add: Book }
      type Books { nodes: [Book] total: Int }
      interface Thing { id: ID }
      type Book implements Thing { id: ID author: Author }
      type Author { name: String }
      type Map implements Thing @cost(weight: 4) { id: ID scale: Author }
    `,
  }).supergraphSdl,
);
const model = { schema, costs, assumedListSize: 10 };
const estimateOf = (text: string, variables: Record<string, unknown> = {}) =>
  costOf(parse(text), undefined, model).estimate(variables);

describe('the estimated cost', () => {
  test.each<[string, string, number]>([
    ['counts each object once and a leaf not at all', '{ search { id author { name } } }', 2],
    ['takes an argument with a weight into account', '{ search(deep: true) { id } }', 4],
    ['takes a weight of a leaf from the contract', '{ dear }', 20],
    ['gives a list of unknown length the assumed one', '{ shelf { id } }', 10],
    ['multiplies what stands in a list', '{ shelf { author { name } } }', 20],
    ['sizes a field below the one with the argument', '{ books(first: 3) { total nodes { id } } }', 4],
    ['takes the default of a slicing argument', '{ books { nodes { id } } }', 6],
    ['takes the slice of a list itself', '{ found(first: 2) { id } }', 2],
    ['assumes what the contract says without one', '{ found { id } }', 7],
    ['counts a mutation as ten more', 'mutation { add { id } }', 11],
    ['counts introspection as nothing', '{ __schema { types { name } } }', 0],
    ['leaves out what is skipped', '{ shelf @skip(if: true) { id } dear @include(if: true) }', 20],
    [
      'counts fragments where they are spread',
      '{ search { ...F } } fragment F on Book { author { name } }',
      2,
    ],
  ])('%s', (_name, text, cost) => {
    expect(estimateOf(text)).toBe(cost);
  });

  test('reads slices and conditions out of the variables', () => {
    const text = 'query($n: Int, $on: Boolean!) { books(first: $n) { nodes { id } } dear @include(if: $on) }';

    expect(estimateOf(text, { n: 100, on: false })).toBe(101);
    expect(estimateOf(text, { n: 1, on: true })).toBe(22);
  });

  test('of an abstract type is that of its dearest one', () => {
    const text = '{ things { ... on Book { author { name } } ... on Map { scale { name } } } }';

    expect(estimateOf(text)).toBe(10 * 2);
    expect(estimateOf('{ things { id } }')).toBe(10);
  });

  test('refuses a negative size', () => {
    expect(() => estimateOf('{ books(first: -1) { total } }')).toThrow('not negative');
    expect(() => estimateOf('query($n: Int) { books(first: $n) { total } }', { n: -1 })).toThrow(
      'not negative',
    );
  });
});

describe('the actual cost', () => {
  const text =
    'query($n: Int) { books(first: $n) { nodes { ...F } } search { id } things { id ... on Book { author { name } } } dear } fragment F on Book { id author { name } }';
  const cost = costOf(parse(text), undefined, model);

  test('counts the objects that came back', () => {
    const book = { id: '1', author: { name: 'A' } };

    expect(cost.actual({ books: { nodes: [book, { id: '2', author: null }, null] }, dear: 1 })).toBe(
      1 + 3 + 20,
    );
    expect(cost.actual(null)).toBe(0);
    expect(cost.actual({ books: null, things: [book] })).toBe(2);
  });

  test('is never more than the estimate where lists keep to their size', () => {
    const book = fc.record({
      id: fc.constant('1'),
      author: fc.option(fc.record({ name: fc.constant('A') })),
    });
    const answer = (n: number) =>
      fc.record({
        books: fc.option(fc.record({ nodes: fc.option(fc.array(fc.option(book), { maxLength: n })) })),
        search: fc.option(fc.record({ id: fc.constant('1') })),
        things: fc.option(fc.array(fc.option(book), { maxLength: 10 })),
        dear: fc.option(fc.nat()),
      });
    const cases = fc.nat(20).chain((n) => answer(n).map((data) => ({ n, data })));

    fc.assert(
      fc.property(cases, ({ n, data }) => {
        expect(cost.actual(data)).toBeLessThanOrEqual(cost.estimate({ n }));
      }),
    );
  });
});

test('every stored document is within the limit with the lists it asks for by itself', async () => {
  const read = (file: string) =>
    readFileSync(new URL(`../../../supergraph/${file}`, import.meta.url), 'utf8');
  const ours = {
    schema: buildSchema(read('api.graphql')),
    costs: readCostMap(parse(read('supergraph.graphql'))),
    assumedListSize: defaultLimits.assumedListSize,
  };
  const { size } = await readCommittedDocuments();

  const costs = readManifest(readFileSync(manifestFile, 'utf8')).map(({ name, document }) => ({
    name,
    estimated: costOf(parse(document), undefined, ours).estimate({}),
  }));

  expect(costs).toHaveLength(size);
  expect(costs.filter(({ estimated }) => estimated > defaultLimits.cost / 5)).toEqual([]);
});
