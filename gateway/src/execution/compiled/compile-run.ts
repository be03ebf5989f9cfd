import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { GraphQLError } from 'graphql';
import type { CompileRun } from '../../operations/prepare-operation.ts';
import type { SupergraphGeneration } from '../../supergraph/load-supergraph.ts';
import type { AskWing } from '../ask-wing.ts';
import { compileAnswer } from './compile-answer.ts';
import { compilePlan } from './compile-plan.ts';
import { RequestRun } from './request-run.ts';
import { compileShareFetches } from './share-fetches.ts';

/** The runner of prepared operations: plan and answer shape compiled once, run many times. */
export function createPlanCompiler(
  { supergraphSchema }: SupergraphGeneration,
  wings: Readonly<Record<string, AskWing>>,
  reportFault: ReportFault,
): CompileRun {
  return (planned) => {
    const runPlan = compilePlan(supergraphSchema, planned.plan);
    const share = compileShareFetches(planned.plan);
    const complete = compileAnswer(planned, reportFault);

    return async (variables, request) => {
      const told: GraphQLError[] = [];
      const found = await runPlan(share(new RequestRun(variables, request, wings, told)));
      return complete(found, told, variables.coerced, request.requestId);
    };
  };
}
