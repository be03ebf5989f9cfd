import type { PlanNode, QueryPlan } from '@apollo/query-planner';

type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;

/** Every fetch of a plan, also those under a condition and those that are deferred. */
export function fetchesIn(node: QueryPlan['node']): readonly FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node];
    case 'Parallel':
    case 'Sequence':
      return node.nodes.flatMap(fetchesIn);
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Condition':
      return [...fetchesIn(node.ifClause), ...fetchesIn(node.elseClause)];
    case 'Defer':
      return [node.primary, ...node.deferred].flatMap((part) => fetchesIn(part.node));
    case 'Subscription':
      return [node.primary, ...fetchesIn(node.rest)];
    case undefined:
      return [];
  }
}
