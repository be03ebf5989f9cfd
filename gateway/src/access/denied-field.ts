import {
  type GraphQLOutputType,
  type OperationDefinitionNode,
  OperationTypeNode,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Condition } from './conditions.ts';
import type { MissingAccess } from './missing-access.ts';

/** A field that was asked and may not be seen by this viewer. */
export interface DeniedField {
  /** Response keys from the root; `@` stands for every item of a list. */
  readonly path: readonly string[];
  readonly conditions: readonly Condition[];
  readonly missing: MissingAccess;
  /** How much of the path leads to the value that becomes null: shorter than the path where the field itself may not be null. */
  readonly nullableAt: number;
  /** Label of the deferred fragment in which it was asked, if it was; known where the document was given labels. */
  readonly deferredIn?: string | undefined;
}

/** One `@` for each level of list in a type. */
export function listDepthOf(type: GraphQLOutputType): readonly '@'[] {
  if (isNonNullType(type)) return listDepthOf(type.ofType);
  return isListType(type) ? ['@', ...listDepthOf(type.ofType)] : [];
}

/** Length of the path to the innermost value that may be null: the value of a type at the end of a path, an item in it, or one before. */
export function nullableDepthOf(type: GraphQLOutputType, pathLength: number, before: number): number {
  const at = isNonNullType(type) ? before : pathLength;
  const bare = isNonNullType(type) ? type.ofType : type;
  return isListType(bare) ? nullableDepthOf(bare.ofType, pathLength + 1, at) : at;
}

/** Whether a mutation must not run at all, because one of its root fields is denied. */
export function isRefusedMutation(
  operation: OperationDefinitionNode,
  denied: readonly DeniedField[],
): boolean {
  return operation.operation === OperationTypeNode.MUTATION && denied.some(({ path }) => path.length === 1);
}
