import type { QueryPlan } from '@apollo/query-planner';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { FilteredOperation } from '../../access/filter-operation.ts';
import type { GatewayRequest } from '../../gateway-request.ts';
import type { RequestVariables } from '../../operations/prepared-operation.ts';
import type { PublicError } from '../../public-error.ts';
import type { AskWing } from '../ask-wing.ts';
import { compileShape, shapedAnswer } from '../compiled/compile-shape.ts';
import { presentError } from '../present-error.ts';
import { compileIntrospection } from '../compiled/read-introspection.ts';
import { RequestRun } from '../compiled/request-run.ts';
import { compileShareFetches } from '../compiled/share-fetches.ts';
import { type ResponseObject, isResponseObject, valueAt } from '../compiled/response-object.ts';
import type { DeferredPlace, ShapeRun } from '../compiled/shape-run.ts';
import type { AnswerPart, DeferredPayload } from './answer-part.ts';
import { compileBlocks } from './compile-blocks.ts';
import type { ExpandedOperation } from './expand-defers.ts';
import { createPartErrors } from './part-errors.ts';
import { createTurns } from './take-turns.ts';

/** Runs an operation in parts. Rejects for a fault only; a wing that fails is told in the part that lacks what it owed. */
export type RunDeferred = (
  variables: RequestVariables,
  request: GatewayRequest,
) => AsyncGenerator<AnswerPart, void>;

export interface DeferringOperation {
  readonly expanded: ExpandedOperation;
  readonly plan: QueryPlan;
  readonly filtered: FilteredOperation;
  /** What these viewers may know of. */
  readonly schema: GraphQLSchema;
  isDenied(type: string, field: string): boolean;
}

/** The runner of an operation that defers some of its fragments: plan and shape of every part compiled once. */
export function compileDeferred(
  { expanded, plan, filtered, schema, isDenied }: DeferringOperation,
  supergraph: GraphQLSchema,
  wings: Readonly<Record<string, AskWing>>,
  reportFault: ReportFault,
): RunDeferred {
  const { document, operation, labels } = expanded;
  const blocks = compileBlocks(supergraph, plan);
  const shape = compileShape({ schema, document, operation, isDenied, defers: true });
  const introspect = compileIntrospection(schema, document, operation);
  const share = compileShareFetches(plan);

  return async function* (variables, request) {
    const { coerced } = variables;
    const told: GraphQLError[] = [];
    const present = (error: GraphQLError) => presentError(error, request.requestId, reportFault);
    const errors = createPartErrors({ operation, denied: filtered.denied, coerced, told, present });
    const found: ResponseObject = introspect ? { ...introspect(coerced) } : {};
    const started = blocks.start(found, share(new RequestRun(variables, request, wings, told)));
    const turns = createTurns(started.arrivalOf);

    await started.first;
    const first = shape(found, coerced, told);
    turns.add(first.deferred);
    const ofFirst = errors.of({ label: undefined, isRepeated: false, path: [], shaped: first });
    yield { kind: 'first', data: first.data, errors: ofFirst, hasNext: !turns.isEmpty() };
    while (!turns.isEmpty()) {
      const payloads = (await turns.takeArrived()).flatMap(payloadsOf);
      const hasNext = !turns.isEmpty();
      yield { kind: 'deferred', payloads: hasNext ? payloads : withErrors(payloads, errors.left()), hasNext };
    }

    function payloadsOf(places: readonly DeferredPlace[]): readonly DeferredPayload[] {
      return places.map(({ label, path, complete }, index) => {
        const run: ShapeRun = { path: [...path], errors: [], told, deferred: [] };
        const value = valueAt(found, path);
        const completed = isResponseObject(value) ? complete(value, run) : null;
        const shaped = shapedAnswer(completed, { ...run, path: [...path] });
        turns.add(shaped.deferred);
        const ofPart = errors.of({ label, isRepeated: index > 0, path, shaped });
        return { path, label: labels.get(label), data: shaped.data, errors: ofPart };
      });
    }
  };
}

function withErrors(
  payloads: readonly DeferredPayload[],
  more: readonly PublicError[],
): readonly DeferredPayload[] {
  const last = payloads.at(-1);
  if (!last || more.length === 0) return payloads;
  return [...payloads.slice(0, -1), { ...last, errors: [...last.errors, ...more] }];
}
