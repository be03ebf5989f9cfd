import { Kind, type OperationDefinitionNode } from 'graphql';
import { type DeniedField, isRefusedMutation } from '../access/denied-field.ts';
import type { MissingAccess } from '../access/missing-access.ts';
import { PublicError } from '../public-error.ts';

/** One error for each denied field, saying what is missing; and one for each other field of a mutation that was therefore not run. */
export function deniedErrors(
  operation: OperationDefinitionNode,
  denied: readonly DeniedField[],
): readonly PublicError[] {
  const errors = denied.map(
    ({ path, missing }) =>
      new PublicError('UNAUTHORIZED_FIELD_OR_TYPE', sentenceOf(missing), { path, extensions: { missing } }),
  );
  return isRefusedMutation(operation, denied) ? [...errors, ...notRunErrors(operation, denied)] : errors;
}

function sentenceOf({ authentication, scopes }: MissingAccess): string {
  const lists = scopes.map((list) => list.join(' and ')).join(', or ');
  if (authentication) return `This field needs an access token${lists ? ` with ${lists}` : ''}.`;
  return `This field needs a token that also carries ${lists}.`;
}

function notRunErrors(
  operation: OperationDefinitionNode,
  denied: readonly DeniedField[],
): readonly PublicError[] {
  const deniedKeys = new Set(denied.map(({ path }) => path[0]));
  return operation.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const key = selection.alias?.value ?? selection.name.value;
    if (deniedKeys.has(key) || key === '__typename') return [];
    const sentence =
      'Not run: another field of this mutation is not allowed, and a mutation runs whole or not at all.';
    return [new PublicError('MUTATION_NOT_RUN', sentence, { path: [key] })];
  });
}
