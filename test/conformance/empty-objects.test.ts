import { describe, expect, test } from '@jest/globals';
import { executors, federate } from './federation/federate.ts';
import { fleet } from './federation/fleet.ts';

/** What is asked of a ship, and what is left of it where `$no` is false and `$yes` is true. */
const selections: readonly (readonly [string, object])[] = [
  ['imo @include(if: $no)', {}],
  ['imo @skip(if: true)', {}],
  ['hold { tons @include(if: false) }', { hold: {} }],
  ['hold { tons @include(if: $no) }', { hold: {} }],
  ['captain { id @include(if: $no) name @skip(if: $yes) }', { captain: {} }],
  ['captain { home { city @include(if: $no) } }', { captain: { home: {} } }],
  ['captain @include(if: $yes) { name @include(if: $no) }', { captain: {} }],
  ['captain { home @include(if: $no) { city } }', { captain: {} }],
  ['owner { name @include(if: false) }', { owner: {} }],
  ['owner { ... @include(if: $no) { name home { city } } }', { owner: {} }],
  ['owner { ...Named @include(if: $no) }', { owner: {} }],
  ['owner @include(if: $yes) { name @include(if: $no) }', { owner: {} }],
  ['owner @skip(if: $no) { name @include(if: $no) }', { owner: {} }],
  ['owner @skip(if: $no) { name @include(if: false) }', { owner: {} }],
  ['owner @include(if: $yes) { ...Named @include(if: $no) }', { owner: {} }],
  ['owner @include(if: $yes) { home @include(if: $yes) { city @skip(if: $yes) } }', { owner: { home: {} } }],
  ['... @include(if: $yes) { owner @include(if: $yes) { name @include(if: $no) } }', { owner: {} }],
  ['owners @include(if: $yes) { name @include(if: $no) }', { owners: [{}, {}] }],
  ['berth { depth @include(if: $no) }', { berth: {} }],
  ['berth @include(if: $yes) { keeper @skip(if: $no) { name @skip(if: $yes) } }', { berth: { keeper: {} } }],
  ['owner @include(if: $no) { name @include(if: $no) } imo', { imo: '7' }],
  ['owner @include(if: $yes) { name @include(if: $yes) }', { owner: { name: 'Lee' } }],
];

const roots: readonly (readonly [string, (selection: string) => string, (left: object) => object])[] = [
  ['an object', (selection) => `ship { ${selection} }`, (left) => ({ ship: left })],
  [
    'an object under a condition',
    (selection) => `ship @include(if: $yes) { ${selection} }`,
    (left) => ({ ship: left }),
  ],
  ['a list', (selection) => `ships @skip(if: $no) { ${selection} }`, (left) => ({ ships: [left, left] })],
  ['a union', (selection) => `seen { ... on Ship { ${selection} } }`, (left) => ({ seen: left })],
];

const cases = roots.flatMap(([name, write, wrap]) =>
  selections.map(([selection, left]) => ({
    name,
    query: operationOf(write(selection)),
    expected: wrap(left),
  })),
);

function operationOf(selection: string): string {
  const variables = ['$no', '$yes'].filter((name) => selection.includes(name));
  const declared = variables.map((name) => `${name}: Boolean!`).join(' ');
  const fragment = selection.includes('...Named') ? ' fragment Named on Owner { name }' : '';
  return `query ${declared && `(${declared})`} { ${selection} }${fragment}`;
}

describe.each(executors)('by the %s executor', (executor) => {
  const ask = federate(fleet, executor);

  // Source: GraphQL specification, CollectFields gives an empty set, of which ExecuteSelectionSet makes an empty map.
  test.each(cases)('$name of which nothing is asked is there, and empty: $query', async (asked) => {
    const { data, errors } = await ask(asked.query, { no: false, yes: true });

    expect({ data, errors }).toEqual({ data: asked.expected, errors: [] });
  });

  test('an object under a condition that does not hold is not there, and its wing is not asked', async () => {
    const query = 'query($no: Boolean!) { ship { imo owner @include(if: $no) { name @include(if: $no) } } }';

    expect(await ask(query, { no: false })).toEqual({
      data: { ship: { imo: '7' } },
      errors: [],
      asked: ['register'],
    });
  });
});
