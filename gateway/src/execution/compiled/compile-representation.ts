import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import {
  type ResponseObject,
  isResponseObject,
  mergeAnswer,
  ownValue,
  setOwnValue,
} from './response-object.ts';
import { type AppliesTo, compileTypeCondition } from './type-conditions.ts';

/** The representation of an entity for `_entities`; undefined where a required value is missing, which an error has already told. */
export type Represent = (entity: ResponseObject) => ResponseObject | undefined;

type Step =
  | { readonly field: string; readonly represent: Represent | undefined }
  | { readonly applies: AppliesTo; readonly represent: Represent };

/** The planner's `requires` selection as a function. */
export function compileRepresentation(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): Represent {
  const steps = selections.flatMap((selection): readonly Step[] => {
    if (selection.kind === 'Field') {
      const inner = selection.selections;
      return [
        {
          field: selection.alias ?? selection.name,
          represent: inner ? compileRepresentation(schema, inner) : undefined,
        },
      ];
    }
    if (selection.typeCondition === undefined) return [];
    const applies = compileTypeCondition(schema, selection.typeCondition, false);
    return [{ applies, represent: compileRepresentation(schema, selection.selections) }];
  });
  return (entity) => represent(entity, steps);
}

function represent(entity: ResponseObject, steps: readonly Step[]): ResponseObject | undefined {
  const representation: ResponseObject = {};
  for (const step of steps) {
    if ('field' in step) {
      const value = ownValue(entity, step.field);
      if (value === undefined) return undefined;
      setOwnValue(representation, step.field, step.represent ? representValue(value, step.represent) : value);
    } else if (step.applies(entity)) {
      const part = step.represent(entity);
      if (part) mergeAnswer(representation, part);
    }
  }
  return representation;
}

function representValue(value: unknown, represent: Represent): unknown {
  if (Array.isArray(value)) return value.map((item) => representValue(item, represent));
  return isResponseObject(value) ? (represent(value) ?? null) : value;
}
