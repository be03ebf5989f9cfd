import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { type GraphQLSchema, TypeInfo, parse, visit, visitWithTypeInfo } from 'graphql';

/** One step of a plan as its caller may read it. */
export type PlanStep =
  | { readonly kind: 'ask'; readonly wing: string; readonly fields: readonly string[]; readonly at?: string }
  | { readonly kind: 'in-turn' | 'at-once'; readonly steps: readonly PlanStep[] }
  | { readonly kind: 'if'; readonly variable: string; readonly steps: readonly PlanStep[] };

/** What a caller may read of a plan: fields of the graph that it may see, by coordinate. */
export interface PlanReader {
  readonly schema: GraphQLSchema;
  isDenied(typeName: string, fieldName: string): boolean;
}

/** A plan as steps; undefined where no wing has to be asked. Fields that the plan fetches for itself and the caller may not see are left out. */
export function describePlan({ node }: QueryPlan, reader: PlanReader): PlanStep | undefined {
  return node ? describeNode(node, reader, undefined) : undefined;
}

function describeNode(
  node: PlanNode | NonNullable<QueryPlan['node']>,
  reader: PlanReader,
  at: string | undefined,
): PlanStep {
  switch (node.kind) {
    case 'Fetch':
      return { kind: 'ask', wing: node.serviceName, fields: fieldsOf(node, reader), ...(at ? { at } : {}) };
    case 'Flatten':
      return describeNode(node.node, reader, node.path.join('.'));
    case 'Sequence':
      return { kind: 'in-turn', steps: node.nodes.map((child) => describeNode(child, reader, at)) };
    case 'Parallel':
      return { kind: 'at-once', steps: node.nodes.map((child) => describeNode(child, reader, at)) };
    case 'Condition': {
      const steps = [node.ifClause, node.elseClause].filter((clause) => clause !== undefined);
      return {
        kind: 'if',
        variable: node.condition,
        steps: steps.map((clause) => describeNode(clause, reader, at)),
      };
    }
    case 'Subscription':
    case 'Defer': {
      const parts =
        node.kind === 'Defer'
          ? [node.primary.node, ...node.deferred.map((part) => part.node)]
          : [node.primary, node.rest];
      const steps = parts.filter((part) => part !== undefined);
      return { kind: 'in-turn', steps: steps.map((part) => describeNode(part, reader, at)) };
    }
  }
}

/** A wing's part of the graph is read by the caller's own contract, so that nothing of it shows that the contract does not have. */
function fieldsOf({ operation }: FetchNode, { schema, isDenied }: PlanReader): readonly string[] {
  const fields = new Set<string>();
  const types = new TypeInfo(schema);
  const note = {
    Field() {
      const type = types.getParentType()?.name;
      const field = types.getFieldDef()?.name;
      if (!type || !field || field.startsWith('__') || isDenied(type, field)) return;
      fields.add(`${type}.${field}`);
    },
  };
  visit(parse(operation), visitWithTypeInfo(types, note));
  return [...fields];
}

/** The wings that a plan asks, each once, in the order of the plan. */
export function wingsOf(step: PlanStep | undefined): readonly string[] {
  if (!step) return [];
  if (step.kind === 'ask') return [step.wing];
  return [...new Set(step.steps.flatMap(wingsOf))];
}

/** The plan in plain words, one sentence a question. */
export function tellPlan(step: PlanStep | undefined, begin = 'Ask'): readonly string[] {
  if (!step) return ['No wing is asked.'];
  switch (step.kind) {
    case 'ask': {
      const place = step.at ? ` for each object at ${step.at}` : '';
      const fields = step.fields.length > 0 ? step.fields.join(', ') : 'keys alone';
      return [`${begin} ${step.wing}${place}: ${fields}.`];
    }
    case 'in-turn':
      return step.steps.flatMap((child, index) => tellPlan(child, index === 0 ? begin : 'Then ask'));
    case 'at-once':
      return step.steps.flatMap((child, index) =>
        tellPlan(child, index === 0 ? begin : 'At the same time ask'),
      );
    case 'if':
      return step.steps.flatMap((child) => tellPlan(child, `As $${step.variable} says, ask`));
  }
}
