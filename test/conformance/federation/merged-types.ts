import type { SmallWing } from './federate.ts';

/** Media of two wings that agree on little: enums, inputs and shared fields differ, and one wing provides what it has of a union. */
export const media: Readonly<Record<string, SmallWing>> = {
  archive: {
    sdl: `extend schema @link(url: "https://example.org/rules/v1.0", import: ["@kept"]) @federation__composeDirective(name: "@kept")
      directive @kept(years: Int!) on FIELD_DEFINITION
      type Query { latest: Media byYear(filter: Filter): [Film!]! @shareable }
      union Media = Film | Song
      type Film @key(fields: "id") { id: ID! title: String @shareable @kept(years: 7) state: State reel: Reel note: String @shareable }
      type Song @key(fields: "id") { id: ID! title: String @shareable }
      type Reel { metres: Int box: Box }
      type Box { kilos: Int }
      enum State { STORED LOST }
      enum Order { OLDEST NEWEST }
      input Filter { text: String order: Order year: Int }`,
    resolvers: {
      Query: {
        latest: () => ({ __typename: 'Film', ...film, title: 'of the archive' }),
        byYear: (_root, { filter }) => [{ ...film, title: JSON.stringify(filter) }],
      },
      Film: { __resolveReference: () => film },
      Song: { __resolveReference: ({ id }) => ({ id, title: 'of the archive' }) },
    },
  },
  cinema: {
    sdl: `type Query {
        shown: Media @provides(fields: "... on Film { title }")
        byYear(filter: Filter): [Film!]! @shareable
      }
      union Media = Film | Song
      type Film @key(fields: "id") {
        id: ID!
        title: String @external
        seen: State
        note: String @shareable @inaccessible
        reel: Reel @external
        fee: Int @requires(fields: "reel { metres box { kilos } }")
      }
      type Song @key(fields: "id") { id: ID! }
      type Reel @external { metres: Int box: Box }
      type Box @external { kilos: Int }
      enum State { STORED ON_SCREEN }
      enum Order { OLDEST }
      input Filter { text: String order: Order }`,
    resolvers: {
      Query: {
        shown: () => ({ __typename: 'Film', id: 'f', title: 'of the cinema' }),
        byYear: () => [{ id: 'f' }],
      },
      Film: {
        __resolveReference: (reference) => ({ ...reference }),
        seen: () => 'ON_SCREEN',
        fee: ({ reel }) => Object(reel).metres * Object(reel).box.kilos,
      },
    },
  },
};

const film = { id: 'f', title: 'Film', state: 'LOST', reel: { metres: 3, box: { kilos: 5 } } };
