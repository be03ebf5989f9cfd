import type { SmallWing } from './federate.ts';

type Graph = Readonly<Record<string, SmallWing>>;

/** Ships and their ports: two wings share the root and the key; one value needs another that needs a third. */
export const harbour: Graph = {
  registry: {
    sdl: `type Query { ship(imo: ID!): Ship @shareable berthed: Ship }
      type Ship @key(fields: "imo") { imo: ID! lengthMetres: Int }`,
    resolvers: {
      Query: {
        ship: (_root, { imo }) => ({ imo, lengthMetres: 300 }),
        berthed: () => ({ imo: '7', lengthMetres: 300 }),
      },
      Ship: { __resolveReference: ({ imo }) => ({ imo, lengthMetres: 300 }) },
    },
  },
  pilots: {
    sdl: `type Query { ship(imo: ID!): Ship @shareable }
      type Ship @key(fields: "imo") {
        imo: ID!
        lengthMetres: Int @external
        tugs: Int @requires(fields: "lengthMetres")
      }`,
    resolvers: {
      Query: { ship: (_root, { imo }) => ({ imo }) },
      Ship: {
        __resolveReference: (ship) => ({ ...ship }),
        tugs: ({ lengthMetres }) => Number(lengthMetres) / 100,
      },
    },
  },
  fees: {
    sdl: `type Ship @key(fields: "imo") {
        imo: ID!
        tugs: Int @external
        fee: Int @requires(fields: "tugs")
      }`,
    resolvers: {
      Ship: { __resolveReference: (ship) => ({ ...ship }), fee: ({ tugs }) => Number(tugs) * 50 },
    },
  },
};

/** Books and loans: a key of two levels, a value that comes along, and a loan whose book nobody has any more. */
export const library: Graph = {
  shelves: {
    sdl: `type Query { books: [Book!]! }
      type Book @key(fields: "number branch { code }") { number: ID! branch: Branch! title: String @shareable }
      type Branch @shareable { code: ID! }`,
    resolvers: {
      Query: { books: () => [{ number: '1', branch: { code: 'N' }, title: 'Knots' }] },
      Book: {
        __resolveReference: ({ number, branch }) =>
          number === '1' ? { number, branch, title: 'Knots' } : null,
      },
    },
  },
  desk: {
    sdl: `type Query { loans: [Loan!]! newest: Loan @provides(fields: "book { title }") }
      type Loan { day: String book: Book }
      type Book @key(fields: "number branch { code }") { number: ID! branch: Branch! title: String @external loanCount: Int }
      type Branch @shareable { code: ID! }`,
    resolvers: {
      Query: {
        loans: () => [
          { day: 'Mon', book: { number: '1', branch: { code: 'N' } } },
          { day: 'Tue', book: { number: '9', branch: { code: 'N' } } },
          { day: 'Wed', book: null },
        ],
        newest: () => ({ day: 'Mon', book: { number: '1', branch: { code: 'N' }, title: 'as lent' } }),
      },
      Book: {
        __resolveReference: ({ number, branch }) => ({ number, branch }),
        loanCount: ({ branch }) => Object(branch).code.length + 2,
      },
    },
  },
};

/** Things in a museum: an interface that another wing extends as one object, and a union that two wings know in part. */
export const museum: Graph = {
  collection: {
    sdl: `type Query { things: [Thing!]! found: [Found!]! @shareable }
      interface Thing @key(fields: "id") { id: ID! name: String }
      type Coin implements Thing @key(fields: "id") { id: ID! name: String metal: String }
      type Map implements Thing @key(fields: "id") { id: ID! name: String scale: Int }
      union Found = Coin | Map`,
    resolvers: {
      Query: {
        things: () => [
          { __typename: 'Coin', id: 'c', name: 'solidus', metal: 'gold' },
          { __typename: 'Map', id: 'm', name: null, scale: 500 },
        ],
        found: () => [
          { __typename: 'Coin', id: 'c', name: 'solidus', metal: 'gold' },
          { __typename: 'Map', id: 'm', scale: 500 },
        ],
      },
      Coin: { __resolveReference: ({ id }) => ({ __typename: 'Coin', id, metal: 'gold' }) },
      Thing: {
        __resolveReference: ({ id }) => ({ __typename: id === 'c' ? 'Coin' : 'Map', id, name: 'again' }),
      },
    },
  },
  insurance: {
    sdl: `type Query { dearest: Thing }
      type Thing @key(fields: "id") @interfaceObject { id: ID! insuredFor: Int }`,
    resolvers: {
      Query: { dearest: () => ({ __typename: 'Thing', id: 'c', insuredFor: 70 }) },
      Thing: {
        __resolveReference: ({ id }) => ({ __typename: 'Thing', id }),
        insuredFor: ({ id }) => (id === 'c' ? 70 : 7),
      },
    },
  },
  shop: {
    sdl: `type Query { onSale: [Sold!]! }
      union Sold = Coin | Card
      type Coin @key(fields: "id") { id: ID! price: Int }
      type Card { motif: String }`,
    resolvers: {
      Query: {
        onSale: () => [
          { __typename: 'Coin', id: 'c' },
          { __typename: 'Card', motif: 'sea' },
        ],
      },
      Coin: { __resolveReference: ({ id }) => ({ __typename: 'Coin', id }), price: () => 12 },
    },
  },
};

/** A register that moves: one field has another owner, one will have, one is hidden, and codes differ from wing to wing. */
export const registers: Graph = {
  old: {
    sdl: `type Query { file(id: ID!): File }
      type File @key(fields: "id") { id: ID! holder: String room: String secret: String @inaccessible state: State }
      enum State { OPEN CLOSED SEALED @inaccessible }
      type Mutation { open(id: ID!): File }`,
    resolvers: {
      Query: {
        file: (_root, { id }) => ({
          ...{ id, holder: 'old holder', room: 'old room', secret: 's' },
          state: id === 'sealed' ? 'SEALED' : 'OPEN',
        }),
      },
      Mutation: { open: (_root, { id }) => ({ id, holder: 'opened', room: 'r', state: 'OPEN' }) },
      File: {
        __resolveReference: ({ id }) => ({
          id,
          holder: 'old holder',
          room: 'old room',
          secret: 's',
          state: 'OPEN',
        }),
      },
    },
  },
  new: {
    sdl: `type File @key(fields: "id") {
        id: ID!
        holder: String @override(from: "old")
        room: String @override(from: "old", label: "percent(0)")
        secret: String @external
        digest: String @requires(fields: "secret")
      }
      type Mutation { close(id: ID!): File }`,
    resolvers: {
      Mutation: { close: (_root, { id }) => ({ id, holder: 'closed' }) },
      File: {
        __resolveReference: (file) => ({ ...file }),
        holder: ({ holder }) => holder ?? 'new holder',
        room: () => 'new room',
        digest: ({ secret }) => `digest of ${String(secret)}`,
      },
    },
  },
};
