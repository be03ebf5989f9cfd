import { type DocumentNode, Kind, parse, visit } from 'graphql';
import { graphsByName } from './shared-fields.ts';

/** Which fields a wing can only answer when it is told others of the same object. */
export interface RequiredFields {
  /** Names of what `@requires` asks for, at its first level; undefined where it asks nothing. */
  neededFor(typeName: string, fieldName: string, subgraphName: string): readonly string[] | undefined;
}

/** The required fields of a supergraph. Source: join specification, `requires` of `@join__field`. */
export function readRequiredFields(supergraph: DocumentNode): RequiredFields {
  const graphs = graphsByName(supergraph);
  const needed = new Map<string, readonly string[]>();
  let typeName = '';
  visit(supergraph, {
    ObjectTypeDefinition: ({ name }) => void (typeName = name.value),
    InterfaceTypeDefinition: ({ name }) => void (typeName = name.value),
    FieldDefinition({ name, directives }) {
      for (const directive of directives ?? []) {
        const valueOf = (argument: string) =>
          directive.arguments?.find((candidate) => candidate.name.value === argument)?.value;
        const [graph, requires] = [valueOf('graph'), valueOf('requires')];
        if (directive.name.value !== 'join__field' || graph?.kind !== Kind.ENUM) continue;
        if (requires?.kind === Kind.STRING)
          needed.set(`${graph.value} ${typeName}.${name.value}`, namesIn(requires.value));
      }
    },
  });
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
