import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileFetch } from './compile-fetch.ts';
import { locateBelow, locateRoot } from './located-objects.ts';
import type { PlanRun, RunNode } from './plan-run.ts';
import type { ResponseObject } from './response-object.ts';

/** Runs a plan and gives everything that the wings answered, merged: more than the caller asked, to be shaped. */
export type RunPlan = (run: PlanRun) => Promise<ResponseObject>;

/** A query plan as closures, compiled once for each prepared operation. Refuses subscription and defer nodes, which run elsewhere. */
export function compilePlan(supergraph: GraphQLSchema, plan: QueryPlan): RunPlan {
  if (!plan.node) return async () => ({});
  if (plan.node.kind === 'Subscription')
    throw new Error('A subscription runs as its primary fetch and the rest.');
  const runNode = compileNode(supergraph, plan.node);
  return async (run) => {
    const root: ResponseObject = {};
    await runNode(run, locateRoot(root));
    return root;
  };
}

/** One node of a plan as a closure. */
export function compileNode(supergraph: GraphQLSchema, node: PlanNode): RunNode {
  switch (node.kind) {
    case 'Fetch':
      return announced(node.id, compileFetch(supergraph, node));
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileNode(supergraph, child)));
    case 'Parallel':
      return atOnce(node.nodes.map((child) => compileNode(supergraph, child)));
    case 'Flatten': {
      const runNode = compileNode(supergraph, node.node);
      const { path } = node;
      return (run, located) => runNode(run, locateBelow(located, path));
    }
    case 'Condition': {
      const whenTrue = node.ifClause && compileNode(supergraph, node.ifClause);
      const whenFalse = node.elseClause && compileNode(supergraph, node.elseClause);
      const { condition } = node;
      return async (run, located) =>
        (run.conditions[condition] === true ? whenTrue : whenFalse)?.(run, located);
    }
    case 'Defer':
      throw new Error('A deferred plan is answered in parts.');
  }
}

/** Deferred parts of a plan wait for fetches that have an id. */
function announced(id: string | undefined, fetch: RunNode): RunNode {
  if (id === undefined) return fetch;
  return async (run, located) => {
    await fetch(run, located);
    run.fetched?.(id);
  };
}

function inSequence(nodes: readonly RunNode[]): RunNode {
  return async (run, located) => {
    for (const runNode of nodes) await runNode(run, located);
  };
}

function atOnce(nodes: readonly RunNode[]): RunNode {
  return async (run, located) => {
    await Promise.all(nodes.map((runNode) => runNode(run, located)));
  };
}
