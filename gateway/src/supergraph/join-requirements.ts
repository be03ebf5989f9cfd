import { type DocumentNode, type FieldDefinitionNode, Kind, visit } from 'graphql';

/** What one wing must be told before it can answer a field. */
export interface JoinRequirement {
  readonly typeName: string;
  readonly fieldName: string;
  /** The wing, as the supergraph's enum names it; undefined where none is named. */
  readonly graph: string | undefined;
  /** A field set. */
  readonly requires: string;
}

/** Every `@requires` of a supergraph. Source: join specification, `requires` of `@join__field`. */
export function joinRequirementsIn(supergraph: DocumentNode): readonly JoinRequirement[] {
  const found: JoinRequirement[] = [];
  let typeName = '';
  visit(supergraph, {
    ObjectTypeDefinition: ({ name }) => void (typeName = name.value),
    InterfaceTypeDefinition: ({ name }) => void (typeName = name.value),
    FieldDefinition: (field) => void found.push(...requirementsOf(field, typeName)),
  });
  return found;
}

function requirementsOf({ name, directives = [] }: FieldDefinitionNode, typeName: string): JoinRequirement[] {
  return directives.flatMap((directive) => {
    const valueOf = (argument: string) =>
      directive.arguments?.find((candidate) => candidate.name.value === argument)?.value;
    const [graph, requires] = [valueOf('graph'), valueOf('requires')];
    if (directive.name.value !== 'join__field' || requires?.kind !== Kind.STRING) return [];
    return [
      {
        typeName,
        fieldName: name.value,
        graph: graph?.kind === Kind.ENUM ? graph.value : undefined,
        requires: requires.value,
      },
    ];
  });
}
