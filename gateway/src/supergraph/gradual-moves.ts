import { type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql';

/**
 * Every field of a supergraph that moves to another wing for a share of the requests, as a sentence. A plan is made once for all
 * requests, so the wing that had the field would go on answering all of them. Source: join specification, `overrideLabel` of `@join__field`.
 */
export function gradualMovesIn(supergraph: DocumentNode): readonly string[] {
  const found: string[] = [];
  let typeName = '';
  visit(supergraph, {
    ObjectTypeDefinition: ({ name }) => void (typeName = name.value),
    InterfaceTypeDefinition: ({ name }) => void (typeName = name.value),
    FieldDefinition: ({ name, directives = [] }) => {
      const share = directives.flatMap((directive) => shareOf(directive) ?? [])[0];
      if (share !== undefined)
        found.push(
          `${typeName}.${name.value} moves by the label "${share}": a field moves for all requests at once; take the label from its @override.`,
        );
    },
  });
  return found;
}

/** Undefined where nothing moves: no request has come over at 0 per cent, nor by a label that nobody switches on. */
function shareOf({ name, arguments: given = [] }: ConstDirectiveNode): string | undefined {
  const label = given.find((argument) => argument.name.value === 'overrideLabel')?.value;
  if (name.value !== 'join__field' || label?.kind !== Kind.STRING) return undefined;
  const percent = /^percent\((.*)\)$/.exec(label.value)?.[1];
  return percent !== undefined && Number(percent) > 0 ? label.value : undefined;
}
