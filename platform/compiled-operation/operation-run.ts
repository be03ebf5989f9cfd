import type { GraphQLError, GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Fragments } from './compile-selection.ts';

export type Path = GraphQLResolveInfo['path'];

/** What all runs of one operation have in common. */
export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
}

/** One run of an operation. */
export interface OperationRun extends OperationParts {
  readonly contextValue: unknown;
  readonly variables: Record<string, unknown>;
  readonly errors: CollectedErrors;
}

/** The errors of one run. What goes wrong below a place that is null already is not told again. */
export interface CollectedErrors {
  readonly all: readonly GraphQLError[];
  /** Tells an error that makes the value at a path null; undefined: the whole answer. */
  add(error: GraphQLError, path: Path | undefined): void;
}

/** No errors yet. */
export function collectErrors(): CollectedErrors {
  const all: GraphQLError[] = [];
  const nulled = new Set<Path | undefined>();

  function isNulled(start: Path | undefined): boolean {
    for (let path = start; path !== undefined; path = path.prev) if (nulled.has(path)) return true;
    return nulled.has(undefined);
  }

  return {
    all,
    add(error, path) {
      if (nulled.size > 0 && isNulled(path)) return;
      nulled.add(path);
      all.push(error);
    },
  };
}
