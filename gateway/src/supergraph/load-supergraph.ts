import { setImmediate as turn } from 'node:timers/promises';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, type Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type GraphQLSchema, parse } from 'graphql';
import { type AccessMap, readAccessMap } from '../access/access-map.ts';
import { type CacheMap, readCacheMap } from '../http/caching/cache-map.ts';
import { type CostMap, readCostMap } from '../request-rules/cost/cost-map.ts';
import { describeDefer } from './describe-defer.ts';
import { withOurScalars } from './our-scalars.ts';
import { misleadingPartsOf } from './misleading-parts.ts';
import { type RequiredFields, readRequiredFields } from './required-fields.ts';
import { type SharedFields, readSharedFields } from './shared-fields.ts';

/** Everything that follows from one supergraph. Immutable: another supergraph is another generation. */
export interface SupergraphGeneration {
  readonly supergraphSdl: string;
  readonly subgraphNames: readonly string[];
  readonly planner: QueryPlanner;
  /** What clients may ask, in the planner's own form. */
  readonly apiSchema: Schema;
  /** The same for validation and coercion; it checks our scalars, so that a bad date never reaches a wing. */
  readonly clientSchema: GraphQLSchema;
  /** With the federation machinery; only the executor reads it. */
  readonly supergraphSchema: GraphQLSchema;
  readonly access: AccessMap;
  readonly costs: CostMap;
  readonly cacheMap: CacheMap;
  readonly sharedFields: SharedFields;
  readonly requiredFields: RequiredFields;
}

/** A generation from composed SDL. Refuses a supergraph whose security features the gateway would not enforce, or of which it would give wrong values. */
export function loadSupergraph(supergraphSdl: string): SupergraphGeneration {
  const steps = loadInSteps(supergraphSdl);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, with turns of the event loop in between, so that requests wait for one step at most. */
export async function loadSupergraphInTurns(supergraphSdl: string): Promise<SupergraphGeneration> {
  const steps = loadInSteps(supergraphSdl);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}

function* loadInSteps(supergraphSdl: string): Generator<void, SupergraphGeneration> {
  const document = parse(supergraphSdl);
  const access = readAccessMap(document);
  const [misleading] = misleadingPartsOf(document);
  if (misleading !== undefined) throw new Error(`The supergraph would give wrong values: ${misleading}`);
  yield;
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  yield;
  const apiSchema = supergraph.apiSchema();
  yield;
  const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } });
  yield;
  const clientSchema = withOurScalars(describeDefer(apiSchema.toGraphQLJSSchema({ includeDefer: true })));
  yield;
  return {
    supergraphSdl,
    subgraphNames: supergraph.subgraphsMetadata().map(({ name }) => name),
    planner,
    apiSchema,
    clientSchema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    access,
    costs: readCostMap(document),
    cacheMap: readCacheMap(document),
    sharedFields: readSharedFields(document),
    requiredFields: readRequiredFields(document),
  };
}
