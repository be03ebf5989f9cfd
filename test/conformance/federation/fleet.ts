import type { SmallWing } from './federate.ts';

const ship = { __typename: 'Ship', imo: '7', captain: { id: 'c' }, hold: { tons: 9 } };

/** Ships with objects of every origin: of their own wing, of another, and entities of which another wing knows the rest. */
export const fleet: Readonly<Record<string, SmallWing>> = {
  register: {
    sdl: `type Query { ship: Ship ships: [Ship!]! seen: Seen }
      union Seen = Ship | Captain
      type Ship @key(fields: "imo") { imo: ID! captain: Captain hold: Hold }
      type Captain @key(fields: "id") { id: ID! }
      type Hold { tons: Int }`,
    resolvers: {
      Query: { ship: () => ship, ships: () => [ship, ship], seen: () => ship },
    },
  },
  owners: {
    sdl: `type Ship @key(fields: "imo") { imo: ID! owner: Owner owners: [Owner!]! berth: Berth! }
      type Owner { name: String! home: Home }
      type Home { city: String }
      type Captain @key(fields: "id") { id: ID! name: String! home: Home! }
      type Berth @key(fields: "id") { id: ID! }`,
    resolvers: {
      Ship: {
        __resolveReference: ({ imo }) => ({ imo }),
        owner: () => ({ name: 'Lee', home: { city: 'Kiel' } }),
        owners: () => [{ name: 'Lee' }, { name: 'Kim' }],
        berth: () => ({ id: 'b' }),
      },
      Captain: { __resolveReference: ({ id }) => ({ id }), name: () => 'Ng', home: () => ({ city: 'Oslo' }) },
    },
  },
  quays: {
    sdl: `type Berth @key(fields: "id") { id: ID! depth: Int! keeper: Keeper }
      type Keeper { name: String }`,
    resolvers: {
      Berth: { __resolveReference: ({ id }) => ({ id }), depth: () => 4, keeper: () => ({ name: 'Ra' }) },
    },
  },
};
