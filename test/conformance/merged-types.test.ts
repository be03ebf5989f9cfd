import { describe, expect, test } from '@jest/globals';
import { executors, federate } from './federation/federate.ts';
import { media } from './federation/merged-types.ts';

describe.each(executors)('types that wings have in common, by the %s executor', (executor) => {
  const ask = federate(media, executor);

  test('what a wing provides of a member of a union is taken from it', async () => {
    expect(await ask('{ shown { ... on Film { title } } }')).toEqual({
      data: { shown: { title: 'of the cinema' } },
      errors: [],
      asked: ['cinema'],
    });
    expect(await ask('{ latest { ... on Film { title } ... on Song { title } } }')).toMatchObject({
      data: { latest: { title: 'of the archive' } },
      asked: ['archive'],
    });
  });

  test('an enum that is only answered has the values of all wings', async () => {
    expect(await ask('{ latest { ... on Film { state seen } } }')).toMatchObject({
      data: { latest: { state: 'LOST', seen: 'ON_SCREEN' } },
      errors: [],
    });
  });

  test('an enum or an input that is only asked has what all wings know', async () => {
    const refused = { data: undefined, errors: ['refused'], asked: [] };

    expect(await ask('{ byYear(filter: { text: "x", order: OLDEST }) { id } }')).toMatchObject({
      data: { byYear: [{ id: 'f' }] },
    });
    expect(await ask('{ byYear(filter: { order: NEWEST }) { id } }')).toEqual(refused);
    expect(await ask('{ byYear(filter: { year: 1926 }) { id } }')).toEqual(refused);
  });

  test('a value that needs objects within objects is told all of them', async () => {
    const { data, errors } = await ask('{ latest { ... on Film { fee } } }');

    expect({ data, errors }).toEqual({ data: { latest: { fee: 15 } }, errors: [] });
  });

  test('a shared field that one wing hides is hidden', async () => {
    expect(await ask('{ latest { ... on Film { note } } }')).toMatchObject({ errors: ['refused'] });
  });
});
