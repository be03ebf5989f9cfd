import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { measureDocument } from '@rotunda/gateway/request-rules/measure-document';
import fc from 'fast-check';
import { getIntrospectionQuery, parse } from 'graphql';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join(' ');
const nested = (depth: number) => `{ ${'parcels { '.repeat(depth - 1)} id ${'} '.repeat(depth - 1)} }`;
const bomb = `{ parcels { ...F0 } } ${times(24, (index) => `fragment F${index} on Parcel { ...F${index + 1} ...F${index + 1} }`)} fragment F24 on Parcel { id }`;

describe('a document that asks for too much', () => {
  let gateway: TinyGateway;
  beforeAll(async () => {
    gateway = await startTinyGateway('in process');
  });
  afterAll(() => gateway.close());

  test.each<[string, string, string]>([
    ['is too deep', nested(40), 'depth'],
    ['is endless by a cycle of fragments', '{ parcels { ...A } } fragment A on Parcel { ...A }', 'depth'],
    ['multiplies by fragments', bomb, 'fields'],
    ['asks for one field a thousand times over', `{ parcels { ${'id '.repeat(1_001)} } }`, 'fields'],
    ['has many root fields', `{ ${times(21, () => 'parcels { id }')} }`, 'rootFields'],
    ['aliases __typename', `{ parcels { ${times(31, (index) => `a${index}: __typename`)} } }`, 'aliases'],
    [
      'aliases introspection',
      `{ ${times(20, (index) => `a${index}: __schema { b: description }`)} }`,
      'aliases',
    ],
    ['carries many directives', `{ parcels { id ${times(31, (index) => `@d${index}`)} } }`, 'directives'],
    [
      'hides in an operation that is not run',
      `query Run { parcels { id } } query Other ${nested(40)}`,
      'depth',
    ],
  ])('because it %s is refused with 400, one error and the rule', async (_name, query, rule) => {
    const { status, data, errors } = await gateway.ask(
      query,
      query.startsWith('query Run') ? { operationName: 'Run' } : {},
    );

    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'REQUEST_LIMIT', rule } }]);
    expect(gateway.asked).toEqual([]);
  });

  test('is refused by its number of tokens before it is read to the end', async () => {
    const { status, errors } = await gateway.ask(`{ ${'id '.repeat(5_000)} }`);

    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain('4000 tokens');
  });

  test('shows a few of its mistakes and suggests no name', async () => {
    const { status, errors, text } = await gateway.ask('{ parcel parcelz regions foo1 foo2 foo3 foo4 }');

    expect(status).toBe(400);
    expect(errors.length).toBeLessThanOrEqual(4);
    expect(text).not.toMatch(/did you mean/i);
  });

  test('may still be the standard introspection query', async () => {
    const token = await gateway.tokenWith([]);
    const { status, errors } = await gateway.ask(getIntrospectionQuery(), { token });

    expect({ status, errors }).toEqual({ status: 200, errors: [] });
  });

  test('is not introspection that goes in circles', async () => {
    const { status } = await gateway.ask(
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    );

    expect(status).toBe(400);
  });
});

test('measuring counts a spread fragment like the text it stands for', () => {
  const leaf = fc.constantFrom('id', 'a: id', '__typename @include(if: true)');
  fc.assert(
    fc.property(
      fc.array(leaf, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 5 }),
      (leaves, spreads) => {
        const body = leaves.join(' ');
        const spread = parse(`{ parcels { ${'...F '.repeat(spreads)} } } fragment F on Parcel { ${body} }`);
        const written = parse(`{ parcels { ${`${body} `.repeat(spreads)} } }`);

        expect(measureDocument(spread)).toEqual(measureDocument(written));
      },
    ),
  );
});
