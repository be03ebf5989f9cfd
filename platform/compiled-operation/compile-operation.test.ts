import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ExecutionResult,
  type GraphQLSchema,
  buildSchema,
  execute,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { compileOperation } from './compile-operation.ts';

const sdl = `
  enum Colour { RED GREEN }
  scalar Even
  input Point { x: Int! = 3 y: Float next: Point colour: Colour tags: [String!] even: Even }
  interface Named { name: String! other: Named }
  type Cat implements Named { name: String! other: Named lives: Int! owner: Person friends: [Named] }
  type Person implements Named { name: String! other: Named cats: [Cat!]! best: Cat! }
  union Thing = Cat | Person
  type Query {
    cat: Cat
    person: Person!
    named: Named
    things: [Thing]
    matrix: [[Int!]]
    echo(point: Point, list: [Int!] = [1, 2], text: String! = "none"): String
    need: String!
  }
  type Mutation { first: Cat second: Person! third(point: Point!): String }
`;

/** What a resolver does, by coordinate; a value where it is not named. */
type Behaviours = Readonly<Record<string, string>>;

const behaviours = ['null', 'throw', 'error', 'async value', 'async null', 'async throw', 'function', 'bad'];
function valuesIn(chosen: Behaviours): Readonly<Record<string, unknown>> {
  const [cat, person, query] = ['Cat', 'Person', 'Query'].map((type) => ({
    __typename: type,
    name: aProperty(chosen[`${type}.name`], 'text'),
    lives: aProperty(chosen[`${type}.lives`], 9),
  }));
  return {
    Cat: cat,
    Person: person,
    Named: cat,
    '[Thing]': [cat, null, Promise.resolve(person), query],
    '[Named]': [person, cat],
    '[Cat!]': [cat, cat],
    '[[Int!]]': [[1, 2], [null], null, 'no list'],
    String: 'text',
  };
}

/** Names and lives are properties of their objects; everything else has a resolver. */
function aSchema(chosen: Behaviours): GraphQLSchema {
  const schema = buildSchema(sdl);
  const values = valuesIn(chosen);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === 'name' || field.name === 'lives') continue;
      const value = values[String(field.type).replace(/!$/, '')];
      const behaviour = chosen[`${type.name}.${field.name}`];
      field.resolve = (_source, given) =>
        behave(behaviour, field.name === 'echo' ? JSON.stringify(given) : value);
    }
  }
  return schema;
}

function aProperty(behaviour: string | undefined, value: unknown): unknown {
  if (behaviour === 'bad') return {};
  return behaviour === 'async value' || behaviour === 'null' || behaviour === undefined
    ? behave(behaviour, value)
    : () => behave(behaviour, value);
}

function behave(behaviour: string | undefined, value: unknown): unknown {
  switch (behaviour) {
    case 'null':
      return null;
    case 'throw':
      throw new Error('broken');
    case 'error':
      return new Error('broken');
    case 'async value':
      return Promise.resolve(value);
    case 'async null':
      return Promise.resolve(null);
    case 'async throw':
      return Promise.reject(new Error('broken'));
    case undefined:
    default:
      return value;
  }
}

/** Both answers, errors in the order of their paths: which of two parts fails first is nobody's promise. */
async function bothAnswers(
  schema: GraphQLSchema,
  text: string,
  variables: Record<string, unknown> = {},
): Promise<readonly unknown[]> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const compiled = compileOperation(schema, document, undefined);
  if (!compiled) throw new Error('It was not compiled.');
  const answers = await Promise.all([
    execute({ schema, document, variableValues: variables, contextValue: {} }),
    compiled({}, variables),
  ]);
  return answers.map(plainly);
}

function plainly({ data, errors = [] }: ExecutionResult): unknown {
  const told = errors.map((error) =>
    JSON.stringify({ ...error.toJSON(), message: inOurWords(error.message) }),
  );
  return { data: JSON.stringify(data), errors: told.sort() };
}

/** What only a fault of our own can bring about is told in words that name no types, and a refused variable without its value. */
function inOurWords(message: string): string {
  const [refused] = /^Variable "\$\w+" (?=got invalid value|is not valid)/.exec(message) ?? [];
  if (refused !== undefined) return refused;
  if (/^Expected Iterable|gave no list\.$/.test(message)) return 'no list';
  return /not a possible type|which of its types/.test(message) ? 'no type' : message;
}

const leaves = {
  Cat: ['name', 'lives', '__typename'],
  Person: ['name', '__typename'],
  Named: ['name', '__typename'],
};
const objects = {
  Cat: { owner: 'Person', other: 'Named', friends: 'Named' },
  Person: { cats: 'Cat', best: 'Cat', other: 'Named' },
  Named: { other: 'Named' },
} as const;
type Kind = keyof typeof objects;

/** A selection set of a type, without fields of one name that would need merging by hand. */
function selections(kind: Kind, depth: number): fc.Arbitrary<string> {
  const own = fc.subarray(leaves[kind], { minLength: 1 });
  const inner = Object.entries(objects[kind]).map(([name, of]) =>
    depth === 0
      ? fc.constant('')
      : fc.option(selections(of, depth - 1), { nil: '' }).map((set) => (set ? `${name} ${set}` : '')),
  );
  const more =
    depth === 0
      ? fc.constant('')
      : fc.constantFrom(
          '',
          '... on Named { ... on Cat { lives alias: name } }',
          '...OfPerson ...OfCat',
          '... on Named { name }',
        );
  return fc
    .tuple(own, fc.tuple(...inner), more)
    .map(([names, sets, last]) => `{ ${names.join(' ')} ${sets.join(' ')} ${last} }`);
}

const fragments =
  'fragment OfPerson on Named { ... on Person { best { lives } } } fragment OfCat on Named { ... on Cat { alias: name owner { cats { lives } } } }';

describe('a compiled operation answers as graphql-js does', () => {
  const coordinates = Object.values(buildSchema(sdl).getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );

  test('whatever its selections are and whatever fails in it', async () => {
    const operation = fc
      .record({ cat: selections('Cat', 2), person: selections('Person', 2), named: selections('Named', 2) })
      .map(
        ({ cat, person, named }) =>
          `{ cat ${cat} person ${person} named ${named} things { __typename ... on Cat ${cat} } matrix need } ${fragments}`,
      );
    const chosen = fc.dictionary(fc.constantFrom(...coordinates), fc.constantFrom(...behaviours), {
      maxKeys: 6,
    });
    await fc.assert(
      fc.asyncProperty(operation, chosen, async (text, behaviour) => {
        const used = text.includes('...OfPerson') ? text : text.replace(fragments, '');
        const [theirs, ours] = await bothAnswers(aSchema(behaviour), used);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 80 },
    );
  });

  test('whatever its variables are', async () => {
    const anything = fc.constantFrom<unknown>(
      undefined,
      null,
      1,
      1.5,
      'RED',
      'x',
      true,
      [],
      [1],
      {},
      { x: 1 },
    );
    const point = fc.letrec((tie) => ({
      point: fc.oneof(
        { depthSize: 'small' },
        anything,
        fc.record(
          {
            x: anything,
            y: anything,
            colour: anything,
            tags: anything,
            even: anything,
            next: tie('point'),
            nothing: anything,
          },
          { requiredKeys: [] },
        ),
      ),
    })).point;
    const text =
      'query ($point: Point, $list: [Int!], $text: String! = "given") { echo(point: $point, list: $list, text: $text) again: echo(list: [4], point: { x: 1, next: $point }) }';
    const given = fc.record({ point, list: anything, text: anything }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(given, async (variables) => {
        const [theirs, ours] = await bothAnswers(aSchema({}), text, variables);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 80 },
    );
  });

  test('one field of a mutation after the other', async () => {
    const order: string[] = [];
    const schema = buildSchema('type Query { none: Int } type Mutation { add(text: String!): String }');
    const add = schema.getMutationType()?.getFields()['add'];
    if (!add) throw new Error('no field');
    add.resolve = async (_source, { text }) => {
      order.push(`begin ${text}`);
      await Promise.resolve();
      order.push(`end ${text}`);
      return text;
    };

    const [theirs, ours] = await bothAnswers(schema, 'mutation { a: add(text: "a") b: add(text: "b") }');

    expect(ours).toEqual(theirs);
    // Both run side by side, so each step comes twice.
    expect(order.lastIndexOf('end a')).toBeLessThan(order.indexOf('begin b'));
  });
});

test.each([
  ['a directive', '{ need @include(if: true) }'],
  ['introspection', '{ __schema { queryType { name } } }'],
  ['two operations and no name', 'query A { need } query B { need }'],
])('%s is left to graphql-js', (_name, text) => {
  expect(compileOperation(aSchema({}), parse(text), undefined)).toBeUndefined();
});
