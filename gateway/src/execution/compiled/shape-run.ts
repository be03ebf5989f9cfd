import type { GraphQLFormattedError } from 'graphql';
import type { ResponsePath } from './located-objects.ts';

/** A null that may not stand where it is and so takes its parent with it. */
export const mayNotBeNull = Symbol('a null that may not stand');

/** A value as the caller gets it. */
export type Complete = (value: unknown, run: ShapeRun) => unknown;

/** One answer that is being given its shape. */
export interface ShapeRun {
  readonly path: (string | number)[];
  readonly errors: GraphQLFormattedError[];
  readonly told: readonly GraphQLFormattedError[];
  /** What was left out on the way, to be shaped later. */
  readonly deferred: DeferredPlace[];
}

/** A deferred fragment at one object of the answer. */
export interface DeferredPlace {
  readonly label: string;
  readonly path: ResponsePath;
  readonly complete: Complete;
}

/** Says that a value is not what its type promises; gives the null that stands for it. */
export function reportValue(run: ShapeRun, message: string): null {
  run.errors.push({ message, path: [...run.path], extensions: { code: 'INVALID_ANSWER' } });
  return null;
}

/** Says once why a null took its parent with it, unless an error at or below the place has said so already. */
export function explainNull(run: ShapeRun): void {
  if ([...run.told, ...run.errors].some((error) => error.path && liesAtOrBelow(error.path, run.path))) return;
  const message = 'The wing gave no value for a field that always has one.';
  run.errors.push({ message, path: [...run.path], extensions: { code: 'MISSING_VALUE' } });
}

function liesAtOrBelow(path: ResponsePath, place: ResponsePath): boolean {
  return place.every((element, index) => path[index] === element);
}
