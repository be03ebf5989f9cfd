import { type DocumentNode, Kind, parse } from 'graphql';
import { joinRequirementsIn } from './join-requirements.ts';
import { graphsByName } from './shared-fields.ts';

/** Which fields a wing can only answer when it is told others of the same object. */
export interface RequiredFields {
  /** Names of what `@requires` asks for, at its first level; undefined where it asks nothing. */
  neededFor(typeName: string, fieldName: string, subgraphName: string): readonly string[] | undefined;
}

/** The required fields of a supergraph. */
export function readRequiredFields(supergraph: DocumentNode): RequiredFields {
  const graphs = graphsByName(supergraph);
  const needed = new Map<string, readonly string[]>();
  for (const { typeName, fieldName, graph, requires } of joinRequirementsIn(supergraph))
    if (graph !== undefined) needed.set(`${graph} ${typeName}.${fieldName}`, namesIn(requires));
  return {
    neededFor: (type, field, subgraphName) => needed.get(`${graphs.get(subgraphName)} ${type}.${field}`),
  };
}

function namesIn(fieldSet: string): readonly string[] {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.name.value !== '__typename' ? [selection.name.value] : [],
  );
}
