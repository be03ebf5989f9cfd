import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { type WingPolicies, enforcePolicies } from './enforce-policies.ts';
import { scalars } from './scalars.ts';

/** Resolver maps are typed where they are written, against the generated `Resolvers` of the wing. */
type ResolverMap = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends infer Modules
    ? Modules extends { resolvers?: infer Resolvers }
      ? Resolvers
      : never
    : never
>;

/** A wing's executable federated schema from its committed contract, with the platform's scalars and the wing's policies. */
export function createFederatedSchema(wing: {
  readonly schemaFile: URL;
  readonly resolvers: object;
  readonly policies: WingPolicies;
}): GraphQLSchema {
  const typeDefs = parse(readFileSync(wing.schemaFile, 'utf8'));
  const resolvers = { ...scalarsOf(typeDefs), ...wing.resolvers } as ResolverMap;
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  enforcePolicies(schema, wing.policies);
  return schema;
}

function scalarsOf(document: DocumentNode): Record<string, unknown> {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCALAR_TYPE_DEFINITION ? [definition.name.value] : [],
  );
  return Object.fromEntries(names.flatMap((name) => (name in scalars ? [[name, scalars[name]]] : [])));
}
