import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { GatewayRequest } from '../../gateway-request.ts';
import type { RequestVariables } from '../../operations/prepared-operation.ts';
import { PublicError } from '../../public-error.ts';
import type { AskWing } from '../ask-wing.ts';
import type { ResponsePath } from './located-objects.ts';
import type { PlanRun, WingQuestion } from './plan-run.ts';

/** One run of a plan for one request; errors of wings gather in `told`. One object for each, without functions of its own. */
export class RequestRun implements PlanRun {
  readonly variables: RequestVariables['given'];
  readonly conditions: RequestVariables['coerced'];
  private readonly told: GraphQLError[];
  private readonly request: GatewayRequest;
  private readonly wings: Readonly<Record<string, AskWing>>;

  constructor(
    { given, coerced }: RequestVariables,
    request: GatewayRequest,
    wings: Readonly<Record<string, AskWing>>,
    told: GraphQLError[],
  ) {
    this.variables = given;
    this.conditions = coerced;
    this.request = request;
    this.wings = wings;
    this.told = told;
  }

  ask(question: WingQuestion): Promise<SubgraphResult> {
    const wing = this.wings[question.wing];
    if (!wing) throw new Error(`The plan asks ${question.wing}, to which no link leads.`);
    return wing(question, this.request);
  }

  report(error: GraphQLFormattedError, path: ResponsePath): void {
    this.told.push(placedError(error, path));
  }

  reportFault(cause: unknown, path: ResponsePath): void {
    this.told.push(new GraphQLError('fault', { path, originalError: asError(cause) }));
  }
}

/** The error at its place in the caller's answer. The gateway's own errors keep their class, by which they are known. */
export function placedError(error: GraphQLFormattedError, path: ResponsePath): GraphQLError {
  const { message, extensions = {} } = error;
  const where = path.length > 0 ? { path } : {};
  if (error instanceof PublicError) return new PublicError(error.code, message, { ...where, extensions });
  return new GraphQLError(message, { ...where, extensions });
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
