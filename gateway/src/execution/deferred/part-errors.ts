import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import { conditionsHold } from '../../access/conditions.ts';
import type { DeniedField } from '../../access/denied-field.ts';
import type { PublicError } from '../../public-error.ts';
import { unexplained } from '../compiled/compile-answer.ts';
import type { ShapedAnswer } from '../compiled/compile-shape.ts';
import type { ResponsePath } from '../compiled/located-objects.ts';
import { type ResponseObject, isResponseObject, ownValue } from '../compiled/response-object.ts';
import { deniedErrors } from '../denied-errors.ts';
import { stillMissing } from '../still-missing.ts';

interface ShapedPart {
  /** Of the fragment; undefined for the first part of the answer. */
  readonly label: string | undefined;
  /** Whether another place of the fragment has told already what was denied in it. */
  readonly isRepeated: boolean;
  readonly path: ResponsePath;
  readonly shaped: ShapedAnswer;
}

interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly denied: readonly DeniedField[];
  readonly coerced: Readonly<Record<string, unknown>>;
  /** What wings told so far; grows. */
  readonly told: readonly GraphQLError[];
  present(error: GraphQLError): PublicError;
}

export interface PartErrors {
  /** One public error for each value that is missing in a part; what a wing tells stands in the first part that has its place. */
  of(part: ShapedPart): readonly PublicError[];
  /** What no part had a place for. */
  left(): readonly PublicError[];
}

/** The errors of an answer in parts, each told once. */
export function createPartErrors({ operation, denied, coerced, told, present }: Asked): PartErrors {
  const wanted = denied.filter(({ conditions }) => conditionsHold(conditions, coerced));
  const taken = new Set<GraphQLError>();

  function take(isOurs: (error: GraphQLError) => boolean): readonly PublicError[] {
    const ours = told.filter((error) => !taken.has(error) && isOurs(error));
    for (const error of ours) taken.add(error);
    return ours.map(present);
  }

  return {
    of({ label, isRepeated, path, shaped }) {
      const refused = deniedErrors(
        operation,
        wanted.filter(({ deferredIn }) => deferredIn === label),
      );
      const whole = rootedAt(path, shaped.data);
      return [
        ...stillMissing(
          take((error) => hasPlace(whole, error.path ?? [])),
          whole,
        ),
        ...unexplained(shaped.errors, refused),
        ...(isRepeated ? [] : refused),
      ];
    },
    left: () => take(() => true),
  };
}

/** The part as it stands in the whole answer, because errors tell their path from the root. */
function rootedAt(path: ResponsePath, data: ResponseObject | null): ResponseObject | null {
  const [key, ...below] = path;
  if (key === undefined) return data;
  return { [key]: below.reduceRight<unknown>(nested, data) };
}

function nested(inner: unknown, key: string | number): unknown {
  return typeof key === 'number' ? Object.assign([], { [key]: inner }) : { [key]: inner };
}

/** Whether a part has what an error is about, be it a null on the way; `@` stands for any item of a list. */
function hasPlace(value: unknown, [key, ...below]: ResponsePath): boolean {
  if (key === undefined || value === null) return true;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = key === '@' ? value : [value[Number(key)]];
    return items.some((item) => item !== undefined && hasPlace(item, below));
  }
  if (!isResponseObject(value)) return true;
  return Object.hasOwn(value, key) && hasPlace(ownValue(value, String(key)), below);
}
