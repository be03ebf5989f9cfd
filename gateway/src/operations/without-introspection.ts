import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The same operation, which asks nothing below `__schema` and `__type`: the gateway answers those by itself, and the planner knows fewer
 * fields of theirs than graphql-js (`isOneOf` is one).
 */
export function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(field) {
      if (field.name.value !== '__schema' && field.name.value !== '__type') return undefined;
      return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [typename] } };
    },
    FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value.startsWith('__') ? null : undefined),
  });
}
