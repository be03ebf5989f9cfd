/** The only list of wings. Everything that needs every wing reads it: composition, environment variables, links. */
export const subgraphNames = ['postal', 'defence', 'health'] as const;

export type SubgraphName = (typeof subgraphNames)[number];
