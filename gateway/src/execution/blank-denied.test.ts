import { expect, test } from '@jest/globals';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { buildSchema, parse } from 'graphql';
import { readAccessMap } from '../access/access-map.ts';
import { createFieldAccess } from '../access/field-access.ts';
import { filterOperation } from '../access/filter-operation.ts';
import { blankDenied } from './blank-denied.ts';

const sdl = `
  directive @authenticated on FIELD_DEFINITION
  type Query { badge: Badge badges: [Badge!] shelf: Shelf! any: [Thing] }
  type Shelf { badge: Badge! }
  type Badge { number: ID @authenticated serial: ID! @authenticated title: String }
  type Note { number: ID }
  union Thing = Badge | Note
`;
const schema = buildSchema(sdl);
const access = readAccessMap(parse(sdl));

function blanked(query: string, data: Record<string, unknown>, viewer: Viewer = anonymousViewer) {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('An operation is missing.');
  const filtered = filterOperation(
    document,
    operation,
    schema,
    createFieldAccess(viewer, { schema, access }),
  );
  return blankDenied(data, filtered);
}

test.each<[string, string, Record<string, unknown>, unknown]>([
  [
    'a value that may be null',
    '{ badge { number title } }',
    { badge: { number: '1', title: 'a' } },
    { badge: { number: null, title: 'a' } },
  ],
  ['an alias', '{ badge { id: number } }', { badge: { id: '1' } }, { badge: { id: null } }],
  [
    'a value that may not be null, with its parent',
    '{ badge { serial } }',
    { badge: { serial: '1' } },
    { badge: null },
  ],
  [
    'a value in a list of items that may not be null, with the list',
    '{ badges { serial } }',
    { badges: [{ serial: null }, { serial: '1' }] },
    { badges: null },
  ],
  [
    'every value of a list',
    '{ badges { number } }',
    { badges: [{ number: '1' }, { number: '2' }] },
    { badges: [{ number: null }, { number: null }] },
  ],
  [
    'the whole, where nothing between may be null',
    '{ shelf { badge { serial } } }',
    { shelf: { badge: { serial: '1' } } },
    null,
  ],
  [
    'nothing where nothing came',
    '{ shelf { badge { title serial } } badge { title } }',
    { shelf: null, badge: { title: 'a' } },
    { shelf: null, badge: { title: 'a' } },
  ],
])('blanks %s', (_name, query, data, expected) => {
  expect(blanked(query, data)).toEqual(expected);
});

test('leaves what another type is allowed under the same path', () => {
  const data = { any: [{ number: '7' }] };

  expect(blanked('{ any { ... on Badge { number } ... on Note { number } } }', data)).toEqual({
    any: [{ number: '7' }],
  });
});

test('leaves everything to a viewer who lacks nothing', () => {
  const viewer = { ...anonymousViewer, authenticated: true };

  expect(blanked('{ badge { number } }', { badge: { number: '1' } }, viewer)).toEqual({
    badge: { number: '1' },
  });
});
