import type { QueryPlan } from '@apollo/query-planner';
import type { Viewer } from '@rotunda/platform/viewer';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { createAccessProfiler } from '../access/access-profile.ts';
import { createFieldAccess } from '../access/field-access.ts';
import { type FilteredOperation, filterOperation } from '../access/filter-operation.ts';
import { isUnlistedHidden } from '../agreements/agreement-of.ts';
import { createContractBook } from '../contracts/contract-book.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { CompileSubscription } from '../live/compile-subscription.ts';
import { findResumption } from '../live/resumption.ts';
import { compileCaching } from '../http/caching/compile-caching.ts';
import { PublicError } from '../public-error.ts';
import { costOf } from '../request-rules/cost/cost-of.ts';
import { refuseIntrospection } from '../request-rules/refuse-introspection.ts';
import type { SupergraphGeneration } from '../supergraph/load-supergraph.ts';
import { checkDocument } from './check-document.ts';
import { planOperation } from './plan-operation.ts';
import type {
  PreparedOperation,
  PreparedSubscription,
  RefusedOperation,
  RunOperation,
} from './prepared-operation.ts';

export interface AskedOperation {
  /** SHA-256 of the text in hexadecimal. */
  readonly textHash: string;
  readonly textLength: number;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** What the client asks about its answer, as sent. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Makes the runner of a plan; `document` is the client's, so that the answer has the shape that was asked. */
export type CompileRun = (planned: {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: QueryPlan;
  /** What these viewers may know of: the whole graph, or their contract. */
  readonly schema: GraphQLSchema;
  readonly filtered: FilteredOperation;
  /** Whether these viewers may not see a field: it is null wherever it stands, also where the plan fetches it for itself. */
  isDenied(typeName: string, fieldName: string): boolean;
}) => RunOperation;

export type PrepareOperation = (asked: AskedOperation, viewer: Viewer) => Prepared;

type Prepared = PreparedOperation | PreparedSubscription | RefusedOperation;

/** A bound on memory, not on entries: a plan of a large document weighs as much as a hundred small ones. */
const cacheBytes = 64 * 1024 * 1024;
const bytesOfSmallThings = 512;

/**
 * Prepares once, for all later requests of the same document by viewers of the same access profile: rules, validation,
 * filter, plan, runner. Refusals are kept as well. The cache belongs to one generation and dies with it.
 */
export function createOperationPreparer(
  generation: SupergraphGeneration,
  limits: GatewayLimits,
  compileRun: CompileRun,
  contracts = createContractBook(generation),
  compileSubscription?: CompileSubscription,
): PrepareOperation {
  const profileOf = createAccessProfiler(generation.access);
  const checked = new LRUCache<string, readonly GraphQLError[]>({ max: 10_000 });
  const prepared = new LRUCache<string, Prepared>({ maxSize: cacheBytes });

  const keysOf = createKeyReader(
    (viewer) => `${isUnlistedHidden(viewer) ? 'contract' : 'graph'} ${profileOf(viewer)}`,
  );

  function check({ textHash, document }: AskedOperation, viewer: Viewer): readonly GraphQLError[] {
    const key = isUnlistedHidden(viewer) ? `${textHash} ${profileOf(viewer)}` : textHash;
    const known = checked.get(key);
    if (known) return known;
    const errors = checkDocument(document, schemaFor(viewer), limits);
    checked.set(key, errors);
    return errors;
  }

  function schemaFor(viewer: Viewer): GraphQLSchema {
    return isUnlistedHidden(viewer) ? contracts.contractOf(viewer).schema : generation.clientSchema;
  }

  function prepareOrRefuse(
    asked: AskedOperation,
    operation: OperationDefinitionNode,
    viewer: Viewer,
  ): Prepared {
    try {
      return prepare(asked, operation, viewer);
    } catch (error) {
      if (error instanceof PublicError) return { kind: 'refused', errors: [error] };
      throw error;
    }
  }

  function prepare(asked: AskedOperation, operation: OperationDefinitionNode, viewer: Viewer): Prepared {
    const errors = check(asked, viewer);
    if (errors.length > 0) return { kind: 'refused', errors };
    const unasked = refuseIntrospection(asked.document, viewer);
    if (unasked) return { kind: 'refused', errors: [unasked] };

    const { clientSchema: schema, access } = generation;
    const cachingFacts = { schema, access, cacheMap: generation.cacheMap };
    const missingFor = createFieldAccess(viewer, { schema, access });
    const filtered = filterOperation(asked.document, operation, schema, missingFor);
    const isDenied = (type: string, field: string) => missingFor(type, field) !== undefined;
    const plan: QueryPlan = filtered.document
      ? planOperation(generation, filtered.document, operation.name?.value)
      : { kind: 'QueryPlan' };
    const prepared = {
      operation,
      denied: filtered.denied,
      cost: costOf(filtered.document, operation.name?.value, {
        schema,
        costs: generation.costs,
        assumedListSize: limits.assumedListSize,
      }),
      caching: once(() => compileCaching(filtered.document, operation.name?.value, cachingFacts)),
    };
    const planned = {
      document: asked.document,
      operation,
      plan,
      schema: schemaFor(viewer),
      filtered,
      isDenied,
    };
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return { kind: 'ready', ...prepared, explainable: planned, run: compileRun(planned) };
    if (!compileSubscription) return refusedSubscription;
    return {
      kind: 'live',
      ...prepared,
      explainable: planned,
      open: filtered.document && compileSubscription(planned),
      resumption: findResumption(asked.document, operation),
    };
  }

  return (asked, viewer) => {
    const operation = getOperationAST(asked.document, asked.operationName);
    if (!operation) return refuseUnnamed(asked.document);
    const key = keysOf(asked.textHash, operation, viewer);
    const known = prepared.get(key);
    if (known) return known;
    const fresh = prepareOrRefuse(asked, operation, viewer);
    prepared.set(key, fresh, { size: bytesOfSmallThings + asked.textLength * planBytesPerCharacter });
    return fresh;
  };
}

/** Document tree, plan with its fetch texts and runner, as measured on the project's own operations. */
const planBytesPerCharacter = 40;

/**
 * The key under which an operation is kept for a viewer. A key is put together once for each operation and profile: looking up a text that was
 * just put together costs as much as reading it.
 */
function createKeyReader(
  profileKeyOf: (viewer: Viewer) => string,
): (textHash: string, operation: OperationDefinitionNode, viewer: Viewer) => string {
  const profileKeys = new WeakMap<Viewer, string>();
  const keysByOperation = new WeakMap<OperationDefinitionNode, Map<string, string>>();

  const knownProfileKeyOf = (viewer: Viewer): string => {
    const known = profileKeys.get(viewer);
    if (known !== undefined) return known;
    const key = profileKeyOf(viewer);
    profileKeys.set(viewer, key);
    return key;
  };

  return (textHash, operation, viewer) => {
    const profileKey = knownProfileKeyOf(viewer);
    const keys = keysByOperation.get(operation) ?? new Map<string, string>();
    const known = keys.get(profileKey);
    if (known !== undefined) return known;
    const key = `${textHash} ${operation.name?.value ?? ''} ${profileKey}`;
    keysByOperation.set(operation, keys.set(profileKey, key));
    return key;
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function refuseUnnamed(document: DocumentNode): RefusedOperation {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? 'unnamed'] : [],
  );
  const sentence = `Say with operationName which of the document's operations to run: ${names.join(', ')}.`;
  return { kind: 'refused', errors: [new PublicError('OPERATION_RESOLUTION_FAILURE', sentence)] };
}

const refusedSubscription: RefusedOperation = {
  kind: 'refused',
  errors: [
    new PublicError(
      'BAD_INPUT',
      'Subscriptions are not answered here: this graph takes queries and mutations.',
    ),
  ],
};
