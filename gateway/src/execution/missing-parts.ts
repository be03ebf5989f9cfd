import { Kind, type SelectionSetNode, parse } from 'graphql';

type Path = readonly string[];

interface AskedField {
  readonly name: string;
  readonly key: string;
  readonly selectionSet: SelectionSetNode | undefined;
}

/**
 * The parts of an answer that a fetch was to bring, as paths below the place of the fetch: down to where its selection first
 * branches, one for each branch.
 */
export function missingPartsOf(fetchDocument: string): readonly Path[] {
  const operation = parse(fetchDocument).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [[]];
  return fieldsOf(operation.selectionSet).flatMap(({ name, key, selectionSet }) => {
    const below = branchesOf(selectionSet);
    return name === '_entities' ? below : below.map((path) => [key, ...path]);
  });
}

function branchesOf(selectionSet: SelectionSetNode | undefined): readonly Path[] {
  const fields = selectionSet ? fieldsOf(selectionSet) : [];
  const [field] = fields;
  if (!field) return [[]];
  if (fields.length > 1) return fields.map(({ key }) => [key]);
  return branchesOf(field.selectionSet).map((path) => [field.key, ...path]);
}

function fieldsOf(selectionSet: SelectionSetNode): readonly AskedField[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.name.value === '__typename') return [];
    const { name, alias, selectionSet: below } = selection;
    return [{ name: name.value, key: alias?.value ?? name.value, selectionSet: below }];
  });
}
