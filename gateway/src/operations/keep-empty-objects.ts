import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The same operation, in which an object under a condition is asked for even where none of its fields is: it is there, and empty. The planner would
 * take the conditions of all fields of an object for conditions of the object, as soon as it has one of its own.
 */
export function keepEmptyObjects(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(field) {
      const { selectionSet } = field;
      if (!selectionSet || !isConditional(field) || selectionSet.selections.some(isAlwaysThere))
        return undefined;
      return {
        ...field,
        selectionSet: { ...selectionSet, selections: [typename, ...selectionSet.selections] },
      };
    },
  });
}

function isAlwaysThere(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && !isConditional(selection);
}

function isConditional({ directives = [] }: { readonly directives?: readonly DirectiveNode[] }): boolean {
  return directives.some(({ name }) => name.value === 'include' || name.value === 'skip');
}
