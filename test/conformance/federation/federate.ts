import { buildSubgraphSchema } from '@apollo/subgraph';
import { unlimitedBudget } from '@rotunda/gateway/admission/request-budget';
import type { AskWing } from '@rotunda/gateway/execution/ask-wing';
import { createPlanCompiler } from '@rotunda/gateway/execution/compiled/compile-run';
import { createPlanInterpreter } from '@rotunda/gateway/execution/run-plan';
import { defaultLimits } from '@rotunda/gateway/gateway-limits';
import { createOperationPreparer } from '@rotunda/gateway/operations/prepare-operation';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { loadSupergraph } from '@rotunda/gateway/supergraph/load-supergraph';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { type GraphQLSchema, execute, parse } from 'graphql';

type Row = Record<string, unknown>;

/** A wing as a feature needs it: its contract without the link, and what it knows. */
export interface SmallWing {
  readonly sdl: string;
  readonly resolvers: Record<string, Record<string, (source: Row, values: Row) => unknown>>;
}

export const executors = ['compiled', 'general'] as const;
export type Executor = (typeof executors)[number];

interface FederatedAnswer {
  readonly data: unknown;
  /** Codes of the errors. */
  readonly errors: readonly unknown[];
  /** Wings in the order in which they were asked. */
  readonly asked: readonly string[];
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@override", "@interfaceObject"])\n`;

/** Composes wings, and gives what asks the graph they make, through the gateway's own way from text to answer. */
export function federate(wings: Readonly<Record<string, SmallWing>>, executor: Executor) {
  const asked: string[] = [];
  const entries = Object.entries(wings).map(([name, { sdl, resolvers }]) => {
    const schema = buildSubgraphSchema({ typeDefs: parse(link + sdl), resolvers });
    return { name, sdl: link + sdl, ask: askSchema(schema, () => asked.push(name)) };
  });
  const generation = loadSupergraph(
    composeSupergraph(Object.fromEntries(entries.map(({ name, sdl }) => [name, sdl]))).supergraphSdl,
  );
  const create = executor === 'compiled' ? createPlanCompiler : createPlanInterpreter;
  const asks = Object.fromEntries(entries.map(({ name, ask }) => [name, ask]));
  const compileRun = create(generation, asks, ({ cause }) => {
    throw cause;
  });
  const prepare = createOperationPreparer(generation, defaultLimits, compileRun);

  return async (query: string, variables: Row = {}): Promise<FederatedAnswer> => {
    const document = parse(query);
    const question = { textHash: query, textLength: query.length, document, operationName: undefined };
    const prepared = prepare(question, anonymousViewer);
    asked.length = 0;
    if (prepared.kind !== 'ready') return { data: undefined, errors: ['refused'], asked: [] };
    const { data, errors = [] } = await prepared.run({ given: variables, coerced: variables }, aRequest());
    const codes = errors.map(({ extensions }) => extensions['code']);
    return { data: JSON.parse(JSON.stringify(data ?? null)), errors: codes, asked: [...asked] };
  };
}

function askSchema(schema: GraphQLSchema, note: () => void): AskWing {
  return async ({ document, variables }) => {
    note();
    const result = await execute({ schema, document: parse(document), variableValues: variables });
    return JSON.parse(JSON.stringify(result));
  };
}

const aRequest = () => ({
  viewer: anonymousViewer,
  requestId: 'federation',
  languages: undefined,
  deadlineAt: Infinity,
  signal: new AbortController().signal,
  budget: unlimitedBudget,
});
