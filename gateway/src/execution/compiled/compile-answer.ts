import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { conditionsHold } from '../../access/conditions.ts';
import type { CompileRun } from '../../operations/prepare-operation.ts';
import type { RequestVariables } from '../../operations/prepared-operation.ts';
import { PublicError } from '../../public-error.ts';
import type { Answer } from '../answer.ts';
import { deniedErrors } from '../denied-errors.ts';
import { presentError } from '../present-error.ts';
import { stillMissing } from '../still-missing.ts';
import { compileShape } from './compile-shape.ts';
import { compileIntrospection } from './read-introspection.ts';
import type { ResponseObject } from './response-object.ts';

/** What wings gave and told, as the answer of the caller. */
export type CompleteAnswer = (
  found: ResponseObject,
  told: readonly GraphQLError[],
  coerced: RequestVariables['coerced'],
  requestId: string,
) => Answer;

/** The last step of a run, compiled once: the caller's shape, and one public error for each part that is missing. */
export function compileAnswer(
  {
    document,
    operation,
    schema,
    filtered,
    isDenied,
  }: Pick<Parameters<CompileRun>[0], 'document' | 'operation' | 'schema' | 'filtered' | 'isDenied'>,
  reportFault: ReportFault,
): CompleteAnswer {
  const shape = compileShape({ schema, document, operation, isDenied });
  const introspect = compileIntrospection(schema, document, operation);

  return (found, told, coerced, requestId) => {
    const all = introspect ? { ...found, ...introspect(coerced) } : found;
    const { data, errors: shapeErrors } = shape(all, coerced, told);
    const denied = filtered.denied.filter(({ conditions }) => conditionsHold(conditions, coerced));
    if (told.length + shapeErrors.length + denied.length === 0) return { data };

    const fromWings = told.map((error) => presentError(error, requestId, reportFault));
    const refused = deniedErrors(operation, denied);
    const errors = [...stillMissing(fromWings, data), ...unexplained(shapeErrors, refused), ...refused];
    return errors.length > 0 ? { data, errors } : { data };
  };
}

/** What the shape has to say of places of which no refusal has spoken. */
export function unexplained(
  errors: readonly GraphQLFormattedError[],
  refused: readonly PublicError[],
): readonly PublicError[] {
  const places = new Set(refused.map(({ path }) => path?.join('.')));
  return errors
    .filter(({ path }) => !places.has(path?.join('.')))
    .map(({ message, path }) => new PublicError('MISSING_VALUE', message, { path: path ?? null }));
}
