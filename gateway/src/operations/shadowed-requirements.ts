import type { QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  getNamedType,
  isAbstractType,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fetchesIn } from './plan-fetches.ts';

/**
 * Whether a document gives another field the name of a key or of a required field that the plan tells a wing: what stands under that name would
 * be told instead, so that a client could choose it.
 */
export function hasShadowedRequirement(
  { node }: QueryPlan,
  document: DocumentNode,
  schema: GraphQLSchema,
): boolean {
  const told = new Set<string>();
  for (const { requires = [] } of fetchesIn(node)) note(requires, undefined, schema, told);
  if (told.size === 0) return false;
  let found = false;
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field({ alias, name }) {
        if (!alias || alias.value === name.value) return;
        const types = relatedTo(typeInfo.getParentType(), schema);
        if (types.some((type) => told.has(`${type}.${alias.value}`))) found = true;
      },
    }),
  );
  return found;
}

/** Names of what is told of each type, at every level. */
function note(
  selections: readonly QueryPlanSelectionNode[],
  type: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
  told: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition;
      note(selection.selections, condition === undefined ? type : schema.getType(condition), schema, told);
      continue;
    }
    if (type) told.add(`${type.name}.${selection.name}`);
    const field = type && 'getFields' in type ? type.getFields()[selection.name] : undefined;
    if (selection.selections) note(selection.selections, field && getNamedType(field.type), schema, told);
  }
}

/** A type, its interfaces and the types it may be: an object can be told of as any of them. */
function relatedTo(type: GraphQLNamedType | null | undefined, schema: GraphQLSchema): readonly string[] {
  if (!type) return [];
  const above = 'getInterfaces' in type ? type.getInterfaces() : [];
  const below = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return [type, ...above, ...below].map(({ name }) => name);
}
