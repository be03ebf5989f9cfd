import { Kind, type SelectionSetNode, parse } from 'graphql';

type Path = readonly string[];

/**
 * The parts of an answer that a fetch was to bring, as paths below the place of the fetch: one for each root field, followed
 * down while there is nothing to choose; the place itself where entities were asked for several fields.
 */
export function missingPartsOf(fetchDocument: string): readonly Path[] {
  const operation = parse(fetchDocument).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [[]];
  return fieldsOf(operation.selectionSet).map(({ name, key, selectionSet }) => {
    const below = selectionSet ? onlyPath(selectionSet) : [];
    return name === '_entities' ? below : [key, ...below];
  });
}

function onlyPath(selectionSet: SelectionSetNode): Path {
  const [field, ...others] = fieldsOf(selectionSet);
  if (!field || others.length > 0) return [];
  return [field.key, ...(field.selectionSet ? onlyPath(field.selectionSet) : [])];
}

function fieldsOf(
  selectionSet: SelectionSetNode,
): readonly { name: string; key: string; selectionSet?: SelectionSetNode | undefined }[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.name.value === '__typename') return [];
    const { name, alias, selectionSet } = selection;
    return [{ name: name.value, key: alias?.value ?? name.value, selectionSet }];
  });
}
