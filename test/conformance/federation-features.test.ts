import { describe, expect, test } from '@jest/globals';
import { executors, federate } from './federation/federate.ts';
import { harbour, library, museum, registers } from './federation/small-graphs.ts';

describe.each(executors)('by the %s executor', (executor) => {
  const ships = federate(harbour, executor);
  const books = federate(library, executor);
  const things = federate(museum, executor);
  const files = federate(registers, executor);

  test('a root that wings share is answered with what each of them knows', async () => {
    const { data, errors } = await ships('{ ship(imo: "7") { imo lengthMetres tugs } }');

    expect({ data, errors }).toEqual({
      data: { ship: { imo: '7', lengthMetres: 300, tugs: 3 } },
      errors: [],
    });
  });

  test('a value that needs one that needs another is right, and what was only needed is not shown', async () => {
    const { data, errors } = await ships('{ berthed { fee } }');

    expect({ data, errors }).toEqual({ data: { berthed: { fee: 150 } }, errors: [] });
  });

  test('such a value below a root that wings share, which the planner would ask too early, is refused and never wrong', async () => {
    const alone = await ships('{ ship(imo: "7") { fee } }');
    const together = await ships('{ ship(imo: "7") { fee lengthMetres } }');

    expect(alone).toEqual({ data: undefined, errors: ['refused'], asked: [] });
    expect(together).toMatchObject({ data: { ship: { fee: 150 } }, errors: [] });
  });

  test.each([
    '{ berthed { lengthMetres: imo fee } }',
    '{ berthed { imo: lengthMetres fee } }',
    '{ berthed { ...F fee } } fragment F on Ship { lengthMetres: __typename }',
  ])(
    'an alias under which a wing would be told another value than it needs is refused: %s',
    async (query) => {
      expect(await ships(query)).toEqual({ data: undefined, errors: ['refused'], asked: [] });
    },
  );

  test('an alias may have the name of a field that no wing has to be told', async () => {
    expect(await ships('{ berthed { fee: tugs lengthMetres: imo } }')).toMatchObject({ errors: ['refused'] });
    expect(await ships('{ berthed { fee: tugs tugs: imo } }')).toMatchObject({
      data: { berthed: { fee: 3, tugs: '7' } },
    });
    expect(await ships('{ berthed { lengthMetres: imo } }')).toMatchObject({
      data: { berthed: { lengthMetres: '7' } },
    });
  });

  test('an entity is found by a key of two levels', async () => {
    expect(await books('{ books { title loanCount } }')).toMatchObject({
      data: { books: [{ title: 'Knots', loanCount: 3 }] },
      errors: [],
    });
  });

  test('what a wing provides is taken from it, and its owner is not asked', async () => {
    expect(await books('{ newest { book { title } } }')).toEqual({
      data: { newest: { book: { title: 'as lent' } } },
      errors: [],
      asked: ['desk'],
    });
  });

  test('an entity that its owner does not have, and one that is null, leave the others whole', async () => {
    const { data } = await books('{ loans { day book { number title } } }');

    expect(data).toEqual({
      loans: [
        { day: 'Mon', book: { number: '1', title: 'Knots' } },
        { day: 'Tue', book: { number: '9', title: null } },
        { day: 'Wed', book: null },
      ],
    });
  });

  test('a wing adds a field to an interface without knowing its types', async () => {
    const { data, errors } = await things(
      '{ things { __typename id insuredFor ... on Coin { metal } ... on Map { scale } } }',
    );

    expect(errors).toEqual([]);
    expect(data).toEqual({
      things: [
        { __typename: 'Coin', id: 'c', insuredFor: 70, metal: 'gold' },
        { __typename: 'Map', id: 'm', insuredFor: 7, scale: 500 },
      ],
    });
  });

  test('an object whose wing knows only the interface gets its type from the wing that knows it', async () => {
    expect(await things('{ dearest { __typename name ... on Coin { insuredFor } } }')).toMatchObject({
      data: { dearest: { __typename: 'Coin', name: 'again', insuredFor: 70 } },
      errors: [],
    });
  });

  test('members of a union are told apart, and the one that is an entity is completed elsewhere', async () => {
    const { data } = await things(
      '{ onSale { __typename ... on Coin { price metal } ... on Card { motif } } found { ... on Map { scale } ... on Coin { price } } }',
    );

    expect(data).toEqual({
      onSale: [
        { __typename: 'Coin', price: 12, metal: 'gold' },
        { __typename: 'Card', motif: 'sea' },
      ],
      found: [{ price: 12 }, { scale: 500 }],
    });
  });

  test('a field that was taken over comes from its new owner, one that is to be taken over from its old one', async () => {
    expect(await files('{ file(id: "1") { holder room } }')).toMatchObject({
      data: { file: { holder: 'new holder', room: 'old room' } },
      errors: [],
    });
  });

  test('what is inaccessible cannot be asked and can be needed', async () => {
    expect(await files('{ file(id: "1") { secret } }')).toMatchObject({ errors: ['refused'] });
    expect(await files('{ file(id: "1") { digest } }')).toMatchObject({
      data: { file: { digest: 'digest of s' } },
    });
  });

  test('a value of an enum that clients do not know is null, with an error', async () => {
    const { data, errors } = await files('{ file(id: "sealed") { id state } }');

    expect(data).toEqual({ file: { id: 'sealed', state: null } });
    expect(errors).toHaveLength(1);
  });

  test('mutations of several wings run in the order in which they were asked', async () => {
    const { data, asked } = await files(
      'mutation { a: open(id: "1") { holder } b: close(id: "1") { id } c: open(id: "1") { room } }',
    );

    expect(data).toMatchObject({ b: { id: '1' }, c: { room: 'r' } });
    expect(asked.filter((wing, at) => wing !== asked[at - 1])).toEqual(['old', 'new', 'old']);
  });

  test('a condition on a part of another wing decides whether that wing is asked', async () => {
    const query = 'query($fee: Boolean!) { berthed { lengthMetres ... @include(if: $fee) { fee } } }';

    expect(await ships(query, { fee: true })).toMatchObject({
      data: { berthed: { lengthMetres: 300, fee: 150 } },
    });
    expect(await ships(query, { fee: false })).toEqual({
      data: { berthed: { lengthMetres: 300 } },
      errors: [],
      asked: ['registry'],
    });
  });
});
