import { type PublicCode, PublicError } from '../public-error.ts';
import type { AskedNode } from './asked-tree.ts';
import { type AnswerPath, findNulls } from './find-nulls.ts';

/** Why a value of an answer is null, in a closed set. */
export type NullCause =
  'REFUSED' | 'REFUSED_BY_WING' | 'WING_UNAVAILABLE' | 'FAULT' | 'NOT_RUN' | 'MISSING_VALUE' | 'SOURCE_NULL';

export interface ExplainedNull {
  readonly path: AnswerPath;
  readonly cause: NullCause;
  readonly sentence: string;
  /** The place below, which may not be null and so took this one with it. */
  readonly propagatedFrom?: AnswerPath;
  /** What of the error's details helps: what access is missing, which wing, the reference id of a fault. */
  readonly missing?: unknown;
  readonly wing?: unknown;
  readonly referenceId?: unknown;
}

const nullsTold = 500;

const causes: Readonly<Partial<Record<PublicCode, NullCause>>> = {
  UNAUTHORIZED_FIELD_OR_TYPE: 'REFUSED',
  SUBGRAPH_UNAVAILABLE: 'WING_UNAVAILABLE',
  INTERNAL: 'FAULT',
  MUTATION_NOT_RUN: 'NOT_RUN',
  MISSING_VALUE: 'MISSING_VALUE',
};

/**
 * One root cause for every null of an answer, from the answer itself and the errors that came with it: nothing is told here that the caller
 * was not told already. At most 500.
 */
export function explainNulls(
  asked: AskedNode,
  data: unknown,
  errors: readonly Error[] = [],
): readonly ExplainedNull[] {
  const told = errors.filter((error): error is PublicError => error instanceof PublicError);
  return findNulls(asked, data, nullsTold).map((path) => explainNull(asked, path, told));
}

function explainNull(asked: AskedNode, path: AnswerPath, told: readonly PublicError[]): ExplainedNull {
  const here = told.find((error) => isSamePlace(error.path ?? [], path) && error.path !== undefined);
  if (here) return { path, ...causeOf(here) };
  const below = told.find((error) => error.path && propagates(asked, error.path, path));
  if (below) return { path, ...causeOf(below), propagatedFrom: below.path ?? [] };
  const elsewhere = told.find(
    (error) => error.extensions['wing'] !== undefined && isSameField(error.path ?? [], path),
  );
  if (elsewhere) return { path, ...causeOf(elsewhere) };
  const whole = path.length === 0 ? (told.find((error) => error.path === undefined) ?? told[0]) : undefined;
  if (whole) return { path, ...causeOf(whole) };
  return { path, cause: 'SOURCE_NULL', sentence: 'The source holds no value here.' };
}

function causeOf({ code, message, extensions }: PublicError): Omit<ExplainedNull, 'path'> {
  const { missing, wing, referenceId } = extensions;
  return {
    cause: causes[code] ?? 'REFUSED_BY_WING',
    sentence: message,
    ...(missing === undefined ? {} : { missing }),
    ...(wing === undefined ? {} : { wing }),
    ...(referenceId === undefined ? {} : { referenceId }),
  };
}

/** In the path of an error `@` stands for every item of a list. */
function fits(inError: string | number | undefined, inAnswer: string | number | undefined): boolean {
  return inError === inAnswer || (inError === '@' && typeof inAnswer === 'number');
}

function isSamePlace(error: AnswerPath, place: AnswerPath): boolean {
  return error.length === place.length && place.every((key, index) => fits(error[index], key));
}

/** The same field in another item of a list: a wing that is down, or refuses a fetch, is told of once. */
function isSameField(error: AnswerPath, place: AnswerPath): boolean {
  const bothItems = (one: unknown, other: unknown) => typeof one === 'number' && typeof other === 'number';
  return (
    error.length === place.length &&
    place.every((key, index) => fits(error[index], key) || bothItems(error[index], key))
  );
}

/** Whether an error below a place makes the place null: everything between them may not be null. */
function propagates(asked: AskedNode, error: AnswerPath, place: AnswerPath): boolean {
  if (error.length <= place.length || !place.every((key, index) => fits(error[index], key))) return false;
  return nullabilityAlong(asked, error)
    .slice(place.length + 1)
    .every((isNullable) => !isNullable);
}

/** For the root and each step of a path, whether the value there may be null. */
function nullabilityAlong(asked: AskedNode, path: AnswerPath): readonly boolean[] {
  let node: AskedNode | undefined = asked;
  let level = 0;
  const along = [true];
  for (const key of path) {
    const isItem = typeof key === 'number' || key === '@';
    level = isItem ? level + 1 : 0;
    if (!isItem) node = node?.children.get(key);
    along.push(node?.nullable[level] ?? true);
  }
  return along;
}
