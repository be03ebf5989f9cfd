import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Answer } from '../execution/answer.ts';
import { retrySecondsOf } from '../execution/retry-after.ts';
import { explainAnswer } from '../explain/explain-answer.ts';
import { previewOperation } from '../explain/preview-operation.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { PublicError } from '../public-error.ts';
import { estimateWithin } from '../request-rules/cost/estimate-within.ts';
import { coerceVariables } from './coerce-variables.ts';
import type { AskedOperation, PrepareOperation } from './prepare-operation.ts';

/** Answers one operation: prepared, or found prepared; variables coerced; run. A refused operation gives errors and no data. */
export async function answerOperation(
  asked: AskedOperation,
  variables: Readonly<Record<string, unknown>>,
  request: GatewayRequest,
  tools: { readonly prepare: PrepareOperation; readonly schema: GraphQLSchema; readonly costLimit: number },
): Promise<Answer> {
  const prepared = tools.prepare(asked, request.viewer);
  if (prepared.kind === 'refused') return { errors: prepared.errors };
  if (prepared.kind === 'live') return { errors: [streamNeeded()] };

  const { coerced, errors } = coerceVariables(tools.schema, prepared.operation, variables);
  if (errors) return { errors: errors.map(refusedVariable) };
  const estimated = estimateWithin(tools.costLimit, prepared.cost, coerced);
  if (estimated instanceof PublicError) return { errors: [estimated] };

  if (request.isPreview || asked.extensions?.['preview'] === true) {
    const { viewer } = request;
    return previewOperation(prepared, coerced, {
      viewer,
      estimatedCost: estimated,
      costLimit: tools.costLimit,
    });
  }

  const unaffordable = request.budget.charge(estimated);
  if (unaffordable) return { errors: [unaffordable] };

  const found = await prepared.run({ given: variables, coerced }, request);
  const answer = asked.extensions?.['why'] === true ? explainAnswer(prepared, found) : found;
  const retrySeconds = request.noteRetry && answer.errors && retrySecondsOf(answer);
  if (retrySeconds !== undefined) request.noteRetry?.(retrySeconds);
  if (request.markCacheable && !answer.errors && !answer.extensions) {
    const caching = prepared.caching();
    const surrogateKeys = caching?.surrogateKeys(answer.data) ?? [];
    if (caching) request.markCacheable({ maxAgeSeconds: caching.maxAgeSeconds, surrogateKeys });
  }
  const actual = prepared.cost.actual(answer.data);
  request.budget.settle(estimated, actual);
  if (asked.extensions?.['cost'] !== true) return answer;
  const cost = { estimated, actual, limit: tools.costLimit };
  return { ...answer, extensions: { ...answer.extensions, cost } };
}

function streamNeeded(): PublicError {
  const sentence =
    'A subscription is answered as a stream: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0, or use a WebSocket.';
  return new PublicError('BAD_INPUT', sentence);
}

function refusedVariable({ message, nodes }: GraphQLError): PublicError {
  return new PublicError('BAD_INPUT', message, { nodes: nodes ?? null });
}
