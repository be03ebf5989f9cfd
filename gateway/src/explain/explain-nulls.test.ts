import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentNode,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  buildSchema,
  parse,
} from 'graphql';
import { fragmentsOf } from '../execution/compiled/collect-fields.ts';
import { compileShape } from '../execution/compiled/compile-shape.ts';
import { PublicError } from '../public-error.ts';
import { readAskedTree } from './asked-tree.ts';
import { explainNulls } from './explain-nulls.ts';

const schema = buildSchema(`
  type Query { town: Town towns: [Town!] maybe: [Town] strict: [[Town!]!]! }
  type Town { name: String mayor: Person! deputy: Person roads: [Road!]! }
  type Person { name: String! age: Int }
  type Road { length: Int! town: Town }
`);
const document = parse(`
  { town { ...T } towns { ...T } maybe { ...T } strict { ...T } }
  fragment T on Town { name mayor { name age } deputy { name } roads { length town { name } } }
`);
const operation = operationIn(document);
const asked = readAskedTree(schema, fragmentsOf(document), operation);

function operationIn({ definitions }: DocumentNode): OperationDefinitionNode {
  for (const definition of definitions) if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  throw new Error('There is no operation.');
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3 });
const person = fc.record({ name: maybe(fc.string()), age: maybe(fc.nat()) });
const road = fc.record({ length: maybe(fc.nat()), town: maybe(fc.record({ name: maybe(fc.string()) })) });
const town = fc.record({
  name: maybe(fc.string()),
  mayor: maybe(person),
  deputy: maybe(person),
  roads: maybe(fc.array(maybe(road), { maxLength: 3 })),
});
const found = fc.record({
  town: maybe(town),
  towns: maybe(fc.array(maybe(town), { maxLength: 3 })),
  maybe: maybe(fc.array(maybe(town), { maxLength: 3 })),
  strict: maybe(fc.array(maybe(fc.array(maybe(town), { maxLength: 2 })), { maxLength: 2 })),
});
const denials = fc.subarray(['Town.name', 'Town.deputy', 'Town.mayor', 'Person.age', 'Road.length']);

type Path = readonly (string | number)[];

/** The nulls of an answer by plain recursion: what there is to explain. */
function nullsIn(value: unknown, path: Path = []): readonly Path[] {
  if (value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => nullsIn(item, [...path, index]));
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => nullsIn(child, [...path, key]));
}

const asPublic = ({ message, path }: GraphQLFormattedError) =>
  new PublicError('MISSING_VALUE', message, { path: path ?? null });

test('every null of an answer has exactly one cause, whatever was missing or denied', () => {
  fc.assert(
    fc.property(found, denials, (value, denied) => {
      const isDenied = (type: string, field: string) => denied.includes(`${type}.${field}`);
      const shape = compileShape({ schema, document, operation, isDenied });
      const { data, errors } = shape(structuredClone(value), {}, []);
      const refused = denied.flatMap((coordinate) => refusalsOf(coordinate));

      const why = explainNulls(asked, data, [...errors.map(asPublic), ...refused]);

      const explained = why.map(({ path }) => JSON.stringify(path));
      expect(new Set(explained)).toEqual(new Set(nullsIn(data).map((path) => JSON.stringify(path))));
      expect(explained).toHaveLength(new Set(explained).size);
      for (const { path, propagatedFrom } of why)
        expect(propagatedFrom?.slice(0, path.length).length ?? path.length).toBe(path.length);
    }),
    { numRuns: 300 },
  );
});

/** The errors of a denied field at every place where the operation asks it. */
function refusalsOf(coordinate: string): readonly PublicError[] {
  const [type, field = ''] = coordinate.split('.');
  const towns: Path[] = [['town'], ['towns', '@'], ['maybe', '@'], ['strict', '@', '@']];
  const places: Readonly<Record<string, readonly Path[]>> = {
    Town: towns,
    Person: towns.map((path) => [...path, 'mayor']),
    Road: towns.map((path) => [...path, 'roads', '@']),
  };
  return (places[type ?? ''] ?? []).map(
    (path) => new PublicError('UNAUTHORIZED_FIELD_OR_TYPE', 'denied', { path: [...path, field] }),
  );
}

test('an error under a value that may be null explains nothing above it', () => {
  const error = new PublicError('INTERNAL', 'broken', { path: ['town', 'deputy', 'age'] });

  expect(explainNulls(asked, { town: null }, [error])).toEqual([
    { path: ['town'], cause: 'SOURCE_NULL', sentence: 'The source holds no value here.' },
  ]);
});

test('a null below which every value was due is explained by what was missing there', () => {
  const error = new PublicError('MISSING_VALUE', 'no value', { path: ['towns', 1, 'mayor', 'name'] });

  expect(explainNulls(asked, { towns: null }, [error])).toEqual([
    {
      path: ['towns'],
      cause: 'MISSING_VALUE',
      sentence: 'no value',
      propagatedFrom: ['towns', 1, 'mayor', 'name'],
    },
  ]);
});
