import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Kind, type OperationDefinitionNode, buildSchema, getVariableValues, parse } from 'graphql';
import { compileVariables } from './compile-variables.ts';

const schema = buildSchema(`
  scalar Instant
  enum Speed { SLOW FAST }
  input Place { line: String! zip: ID tags: [String!] = ["home"] near: Place speed: Speed }
  input Choice @oneOf { one: Int other: String }
  type Query {
    all(count: Int, ratio: Float, sure: Boolean!, id: ID, place: Place!, places: [[Place!]], speed: Speed = SLOW, at: Instant, choice: Choice): Int
  }
`);

const operation = parse(`
  query All($count: Int = 3, $ratio: Float, $sure: Boolean!, $id: ID, $place: Place!, $places: [[Place!]], $speed: Speed, $at: Instant, $choice: Choice) {
    all(count: $count, ratio: $ratio, sure: $sure, id: $id, place: $place, places: $places, speed: $speed, at: $at, choice: $choice)
  }
`).definitions[0] as OperationDefinitionNode;

const definitions = operation.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
const compiled = compileVariables(schema, definitions);

const odd = fc.oneof(
  fc.constantFrom(null, undefined, true, 'FAST', 'word', '', 0, -0, 7, 2 ** 31, 1.5),
  fc.double(),
  fc.string(),
);
const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 25, arbitrary }, { weight: 1, arbitrary: odd });
const speed = mostly(fc.constantFrom('SLOW', 'FAST', null));
const { place } = fc.letrec<{ place: unknown }>((tie) => ({
  place: fc
    .record(
      {
        line: mostly(fc.string()),
        zip: mostly(fc.oneof(fc.string(), fc.integer())),
        tags: mostly(fc.array(mostly(fc.string()))),
        near: fc.oneof({ maxDepth: 3 }, fc.constant(null), tie('place')),
        speed,
        stranger: fc.constant(1),
      },
      { requiredKeys: ['line'] },
    )
    .map(({ stranger, ...fields }) => (stranger && fields.line === '' ? { ...fields, stranger } : fields)),
}));
const variables = fc.record(
  {
    count: mostly(fc.integer({ min: -9, max: 9 })),
    ratio: mostly(fc.float({ noNaN: true, noDefaultInfinity: true })),
    sure: mostly(fc.boolean()),
    id: mostly(fc.oneof(fc.string(), fc.integer())),
    place: mostly(place),
    places: mostly(fc.array(mostly(fc.array(mostly(place), { maxLength: 3 })), { maxLength: 3 })),
    speed,
    at: mostly(fc.jsonValue()),
    choice: fc.constantFrom(null, null, null, { one: 1 }, { other: 'b' }, { one: 1, other: 'b' }, {}),
    unasked: odd,
  },
  { requiredKeys: ['sure', 'place'] },
);

test('what is coerced without graphql-js is what graphql-js gives, and what it refuses is left to it', () => {
  let short = 0;
  fc.assert(
    fc.property(variables, (given) => {
      const general = getVariableValues(schema, definitions, given);
      const own = compiled(given);
      if (own === undefined) return;
      short += 1;

      expect(general.errors).toBeUndefined();
      expect(own).toStrictEqual(general.coerced);
    }),
    { numRuns: 1_000 },
  );
  expect(short).toBeGreaterThan(100);
});

test('plainly valid variables never need graphql-js', () => {
  const given = { sure: true, place: { line: 'a', near: { line: 'b' } }, places: [[{ line: 'c' }]], id: 7 };

  expect(compiled(given)).toStrictEqual(getVariableValues(schema, definitions, given).coerced);
  expect(compiled(given)).toMatchObject({ count: 3, id: '7', place: { tags: ['home'] } });
});
