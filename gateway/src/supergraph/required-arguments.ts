import { type DocumentNode, parse, visit } from 'graphql';
import { joinRequirementsIn } from './join-requirements.ts';

/**
 * Every `@requires` of a supergraph that needs a field with arguments, as a sentence. The planner keeps what such a field brought under
 * the field's own name: a caller who asks the same field with other arguments would be given a wrong value, and nobody would know.
 */
export function requiredArgumentsIn(supergraph: DocumentNode): readonly string[] {
  return joinRequirementsIn(supergraph)
    .filter(({ requires }) => hasArguments(requires))
    .map(
      ({ typeName, fieldName, requires }) =>
        `${typeName}.${fieldName} requires "${requires}": a required field cannot take arguments; give the value a field of its own.`,
    );
}

function hasArguments(fieldSet: string): boolean {
  let found = false;
  visit(parse(`{ ${fieldSet} }`, { noLocation: true }), { Argument: () => void (found = true) });
  return found;
}
