import type { Viewer } from '@rotunda/platform/viewer';
import { conditionsHold } from '../access/conditions.ts';
import { agreementOf } from '../agreements/agreement-of.ts';
import type { Answer } from '../execution/answer.ts';
import { deniedErrors } from '../execution/denied-errors.ts';
import type { PreparedOperation } from '../operations/prepared-operation.ts';
import { describePlan, tellPlan, wingsOf } from './describe-plan.ts';

/**
 * What an operation would do, without doing it: the plan in words and as a tree, its cost and the caller's budget, the wings it would ask, and
 * what will be null for this caller and why.
 */
export function previewOperation(
  prepared: PreparedOperation,
  coerced: Readonly<Record<string, unknown>>,
  asking: { readonly viewer: Viewer; readonly estimatedCost: number; readonly costLimit: number },
): Answer {
  const { operation, explainable } = prepared;
  const plan = describePlan(explainable.plan, explainable);
  const denied = prepared.denied.filter(({ conditions }) => conditionsHold(conditions, coerced));
  const preview = {
    sentences: tellPlan(plan),
    plan: plan ?? null,
    wings: wingsOf(plan),
    cost: { estimated: asking.estimatedCost, limit: asking.costLimit },
    budget: agreementOf(asking.viewer).budget,
    nulls: deniedErrors(operation, denied).map(({ path, message, extensions }) => ({
      path,
      sentence: message,
      ...(extensions['missing'] === undefined ? {} : { missing: extensions['missing'] }),
    })),
  };
  return { data: null, extensions: { preview } };
}
