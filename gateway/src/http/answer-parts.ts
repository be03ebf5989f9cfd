import { createHash } from 'node:crypto';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import type { PartsRecorder } from '../audit/record-parts.ts';
import type { RunDeferred } from '../execution/deferred/compile-deferred.ts';
import type { PrepareDeferred } from '../execution/deferred/prepare-deferred.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { KnownDocuments } from '../operations/known-documents.ts';
import type { AskedOperation } from '../operations/prepare-operation.ts';
import type { PreparedOperation, RequestVariables } from '../operations/prepared-operation.ts';
import { estimateWithin } from '../request-rules/cost/estimate-within.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { ObservedParts, PartsAsking } from '../telemetry/telemetry.ts';
import { takesParts } from './parts-format.ts';
import { type PartsResponse, sendParts } from './send-parts.ts';

/** A request of the graph that was read and admitted. */
export interface PartsExchange extends PartsResponse {
  readonly body: unknown;
  readonly accept: string | undefined;
  readonly request: GatewayRequest;
}

/** Answers in parts what a client defers and is ready to take in parts; undefined where the answer is to be a whole one. */
export type AnswerInParts = (exchange: PartsExchange) => Promise<void> | undefined;

interface Tools {
  readonly generation: () => Generation;
  readonly documents: KnownDocuments;
  readonly prepareDeferred: PrepareDeferred;
  readonly recorder: PartsRecorder;
  readonly limits: GatewayLimits;
  readonly formatErrors: (errors: readonly Error[]) => readonly GraphQLFormattedError[];
  readonly reportFault: ReportFault;
  /** Present where somebody measures. */
  readonly observeParts?: ((asking: Omit<PartsAsking, 'stored'>) => ObservedParts) | undefined;
}

/** Whatever is refused, costs too much or asks something about its answer is left to the ordinary way, which says so. */
export function createPartsAnswer(tools: Tools): AnswerInParts {
  return (exchange) => {
    const { body, accept, request } = exchange;
    if (!takesParts(accept) || request.isPreview || !tools.recorder.healthy()) return undefined;
    const asked = readAsked(body, tools);
    const deferred = asked && prepare(asked, request, tools);
    return deferred && answer(deferred, exchange, tools);
  };
}

interface Asked {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is asked in a plain way and has a `@defer` in it. */
function readAsked(body: unknown, { documents, limits }: Tools): Asked | undefined {
  if (!isRecord(body)) return undefined;
  const { query: text, operationName, variables, extensions } = body;
  if (typeof text !== 'string' || !text.includes('@defer') || asksAboutAnswer(extensions)) return undefined;
  if (variables != null && !isRecord(variables)) return undefined;
  const document = documents.find(text)?.document ?? parseOrNothing(text, limits.tokens);
  const name = typeof operationName === 'string' ? operationName : undefined;
  return document && { text, document, operationName: name, variables: variables ?? {} };
}

/** What clients say of themselves in `extensions` asks for nothing; what is no object is refused the ordinary way. */
function asksAboutAnswer(extensions: unknown): boolean {
  if (extensions == null) return false;
  return !isRecord(extensions) || ['preview', 'why', 'cost'].some((key) => extensions[key] === true);
}

function parseOrNothing(text: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

interface Deferred {
  readonly asked: AskedOperation;
  readonly prepared: PreparedOperation;
  readonly run: RunDeferred;
  readonly variables: RequestVariables;
  readonly estimated: number;
}

function prepare(
  { text, document, operationName, variables }: Asked,
  { viewer, budget }: GatewayRequest,
  { generation, limits, prepareDeferred }: Tools,
): Deferred | undefined {
  const { supergraph, prepare: prepareOperation } = generation();
  const textHash = createHash('sha256').update(text).digest('hex');
  const asked = { textHash, textLength: text.length, document, operationName };
  const prepared = prepareOperation(asked, viewer);
  if (prepared.kind !== 'ready') return undefined;
  const { coerced } = coerceVariables(supergraph.clientSchema, prepared.operation, variables);
  if (!coerced) return undefined;
  const run = prepareDeferred(supergraph, prepared, viewer, coerced);
  const estimated = run && estimateWithin(limits.cost, prepared.cost, coerced);
  if (!run || typeof estimated !== 'number' || budget.charge(estimated)) return undefined;
  return { asked, prepared, run, variables: { given: variables, coerced }, estimated };
}

async function answer(
  { asked, prepared, run, variables, estimated }: Deferred,
  exchange: PartsExchange,
  { recorder, formatErrors, reportFault, observeParts }: Tools,
): Promise<void> {
  const { request } = exchange;
  const measured = observeParts?.({ asked, request, estimated });
  const record = recorder.recordOf(prepared, variables, request);
  const parts = run(variables, request);
  const observed = measured?.observe(parts) ?? parts;
  const whole = await sendParts(observed, exchange, { record, formatErrors, reportFault });
  const actual = prepared.cost.actual(whole);
  measured?.settle(actual);
  request.budget.settle(estimated, actual);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
