import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { PlanRun, WingAnswer, WingQuestion } from './plan-run.ts';

/** Makes a run of a plan ask once what it would ask twice. */
export type ShareFetches = (run: PlanRun) => PlanRun;

/**
 * What several places of a plan may ask alike, compiled once: fetches of one wing with one text. With equal variables they are one fetch of a run, and
 * each place gets data of its own. Gives the run as it is where no two fetches are alike.
 */
export function compileShareFetches({ node }: QueryPlan): ShareFetches {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const text of node ? textsOf(node) : []) (seen.has(text) ? repeated : seen).add(text);
  if (repeated.size === 0) return (run) => run;

  return (run) => {
    const asked = new Map<string, Promise<WingAnswer>>();
    return {
      variables: run.variables,
      conditions: run.conditions,
      report: (error, path) => run.report(error, path),
      reportFault: (cause, path) => run.reportFault(cause, path),
      async ask(question) {
        const text = textOf(question.wing, question.document);
        if (question.kind !== 'query' || !repeated.has(text)) return run.ask(question);
        const key = `${text} ${JSON.stringify(question.variables)}`;
        const answer = asked.get(key) ?? run.ask(question);
        asked.set(key, answer);
        return copyOf(await answer);
      },
    };
  };
}

function textsOf(node: PlanNode | SubscriptionNode): readonly string[] {
  switch (node.kind) {
    case 'Fetch':
      return node.operationKind === 'query' ? [textOf(node.serviceName, node.operation)] : [];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(textsOf);
    case 'Flatten':
      return textsOf(node.node);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => (child ? textsOf(child) : []));
    case 'Defer':
      return [node.primary, ...node.deferred].flatMap((part) => (part.node ? textsOf(part.node) : []));
    case 'Subscription':
      return node.rest ? textsOf(node.rest) : [];
  }
}

/** Without the name of the operation, which the planner makes different for each fetch. */
function textOf(wing: WingQuestion['wing'], document: string): string {
  return `${wing} ${document.replace(/^query\s+\w+/, 'query')}`;
}

function copyOf({ data, errors }: WingAnswer): WingAnswer {
  return { ...(data === undefined ? {} : { data: structuredClone(data) }), ...(errors ? { errors } : {}) };
}
