import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type ResponseObject, isResponseObject, ownValue, setOwnValue } from './response-object.ts';
import { type AppliesTo, compileTypeCondition } from './type-conditions.ts';

export type Rewrite = (value: unknown) => void;

type Step = { readonly field: string } | { readonly applies: AppliesTo };

const fragment = '... on ';

/** The planner's rewrites of one fetch as one function that changes a value in place; undefined where there are none. */
export function compileRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const compiled = rewrites.map((rewrite) => compileRewrite(schema, rewrite));
  return (value) => compiled.forEach((rewrite) => rewrite(value));
}

function compileRewrite(schema: GraphQLSchema, rewrite: FetchDataRewrite): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined || last.startsWith(fragment)) throw new Error('A rewrite has to end at a field.');
  const change = changeAt(rewrite, last);
  const steps = rewrite.path.slice(0, -1).map((element): Step =>
    element.startsWith(fragment)
      ? // A rewrite applies also where the object does not tell its type.
        { applies: compileTypeCondition(schema, element.slice(fragment.length), true) }
      : { field: element },
  );
  return (value) => walk(value, steps, 0, change);
}

function changeAt(rewrite: FetchDataRewrite, key: string): (object: ResponseObject) => void {
  if (rewrite.kind === 'ValueSetter') return (object) => setOwnValue(object, key, rewrite.setValueTo);
  return (object) => {
    const value = ownValue(object, key);
    if (value == null) return;
    setOwnValue(object, rewrite.renameKeyTo, value);
    delete object[key];
  };
}

function walk(
  value: unknown,
  steps: readonly Step[],
  depth: number,
  change: (object: ResponseObject) => void,
): void {
  if (Array.isArray(value)) {
    value.forEach((item) => walk(item, steps, depth, change));
    return;
  }
  if (!isResponseObject(value)) return;
  const step = steps[depth];
  if (!step) change(value);
  else if ('field' in step) walk(ownValue(value, step.field), steps, depth + 1, change);
  else if (step.applies(value)) walk(value, steps, depth + 1, change);
}
