import { type DocumentNode, Kind, parse, visit } from 'graphql';

/**
 * Every `@requires` of a supergraph that needs a field with arguments, as a sentence. The planner keeps what such a field brought under
 * the field's own name: a caller who asks the same field with other arguments would be given a wrong value, and nobody would know.
 */
export function requiredArgumentsIn(supergraph: DocumentNode): readonly string[] {
  const found: string[] = [];
  let typeName = '';
  visit(supergraph, {
    ObjectTypeDefinition: ({ name }) => void (typeName = name.value),
    InterfaceTypeDefinition: ({ name }) => void (typeName = name.value),
    FieldDefinition({ name, directives }) {
      for (const directive of directives ?? []) {
        const requires = directive.arguments?.find((argument) => argument.name.value === 'requires')?.value;
        if (directive.name.value !== 'join__field' || requires?.kind !== Kind.STRING) continue;
        if (hasArguments(requires.value)) {
          found.push(
            `${typeName}.${name.value} requires "${requires.value}": a required field cannot take arguments; give the value a field of its own.`,
          );
        }
      }
    },
  });
  return found;
}

function hasArguments(fieldSet: string): boolean {
  let found = false;
  visit(parse(`{ ${fieldSet} }`, { noLocation: true }), { Argument: () => void (found = true) });
  return found;
}
