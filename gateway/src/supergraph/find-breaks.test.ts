import { describe, expect, test } from '@jest/globals';
import { createStoredDocuments } from '../stored-documents/stored-documents.ts';
import { chainLine, chainStart, documentIdOf } from '../stored-documents/manifest-line.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { findBreaks } from './find-breaks.ts';
import { loadSupergraph } from './load-supergraph.ts';

const sdl = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@authenticated", "@requiresScopes", "@policy"]
  )
  enum Size { SMALL LARGE }
  input Wish { id: ID! note: String }
  type Query {
    parcel(id: ID!, size: Size): Parcel
    parcels: [Parcel!]!
    wished(wish: Wish!): Parcel
  }
  type Parcel @key(fields: "id") {
    id: ID!
    size: Size!
    sender: String @requiresScopes(scopes: [["mail:sender", "mail:read"], ["mail:all"]])
    owner: String @policy(policies: [["mail_owner"]])
    notes: String @authenticated
  }
`;

const loaded = (text: string) => loadSupergraph(composeSupergraph({ mail: text }).supergraphSdl);

function breaksOf(replaced: string, by: string, documents: readonly string[] = []) {
  const stored = createStoredDocuments(
    documents.map((document) =>
      chainLine(chainStart, { id: documentIdOf(document), name: 'A', added: '2026-01-01', document }),
    ),
  );
  if (!sdl.includes(replaced)) throw new Error(`The SDL has no ${replaced}.`);
  return findBreaks(loaded(sdl), loaded(sdl.replace(replaced, by)), stored);
}

describe('a supergraph breaks a promise where', () => {
  test.each([
    ['a field is gone', 'notes: String @authenticated', '', 'Parcel.notes was removed.'],
    ['a type changes', 'size: Size!', 'size: String!', /Parcel\.size changed type from Size! to String!/],
    ['a value may be null now', 'size: Size!', 'size: Size', /Parcel\.size changed type from Size! to Size/],
    ['an argument is required now', 'size: Size)', 'size: Size!)', /arg size .*Size to Size!/],
    ['a required argument comes', 'parcels:', 'parcels(day: Int!):', /required arg day.*was added/i],
    ['an argument is gone', ', size: Size)', ')', /arg size was removed/],
    ['an enum value is gone', 'SMALL LARGE', 'SMALL', 'LARGE was removed from enum type Size.'],
    ['an input needs more', 'note: String', 'note: String!', /Wish\.note changed type/],
    [
      'a directive is dropped',
      ' @requiresScopes(scopes: [["mail:sender", "mail:read"], ["mail:all"]])',
      '',
      /^Parcel\.sender asked for scopes mail:sender\+mail:read or mail:all and would ask for nothing/,
    ],
    ['a token is no longer asked', 'notes: String @authenticated', 'notes: String', /Parcel\.notes asked/],
    [
      'one scope less is asked',
      '"mail:sender", "mail:read"',
      '"mail:read"',
      /would ask for scopes mail:read/,
    ],
    ['another scope would do too', '["mail:all"]', '["mail:all"], ["mail:any"]', /or mail:any/],
    [
      'a policy becomes a mere token',
      '@policy(policies: [["mail_owner"]])',
      '@authenticated',
      'Parcel.owner asked for policies mail_owner and would ask for a token.',
    ],
  ])('%s', (_why, replaced, by, sentence) => {
    expect(breaksOf(replaced, by)).toEqual([expect.stringMatching(sentence)]);
  });

  test('a stored document would no longer be answered, whatever else is promised of it', () => {
    const breaks = breaksOf('notes: String @authenticated', '', [
      '{ parcels { notes } }',
      '{ parcels { id } }',
    ]);

    expect(breaks).toContainEqual(expect.stringMatching(/^The stored document A would be refused: .*notes/));
    expect(breaks).toHaveLength(2);
  });
});

describe('a supergraph keeps its promises where', () => {
  test.each([
    ['a field comes', 'notes:', 'colour: String notes:'],
    [
      'a value is never null now',
      'parcel(id: ID!, size: Size): Parcel',
      'parcel(id: ID!, size: Size): Parcel!',
    ],
    ['an argument that may be left out comes', 'parcels:', 'parcels(day: Int):'],
    [
      'more is asked of those who read',
      '"mail:sender", "mail:read"',
      '"mail:sender", "mail:read", "mail:more"',
    ],
    ['one way in is closed', ', ["mail:all"]', ''],
    ['what was open asks for a scope', 'size: Size!', 'size: Size! @requiresScopes(scopes: [["s"]])'],
  ])('%s', (_why, replaced, by) => {
    expect(breaksOf(replaced, by)).toEqual([]);
  });

  test('a stored document was never answered anyway', () => {
    expect(breaksOf('notes:', 'colour: String notes:', ['{ elsewhere }'])).toEqual([]);
  });
});
