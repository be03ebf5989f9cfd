import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import {
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  operationFromDocument,
} from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { buildSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import { type GraphQLFormattedError, type GraphQLSchema, execute, parse, validate } from 'graphql';
import { composeSupergraph } from '../../supergraph/compose-supergraph.ts';
import { compilePlan } from './compile-plan.ts';
import { compileShape } from './compile-shape.ts';
import type { WingAnswer, WingQuestion } from './plan-run.ts';
import { randomOperation } from './random-operation.ts';
import { shop } from './shop-of-three-wings.ts';

interface Answer {
  readonly data: unknown;
  readonly failed: boolean;
}

let wings: Record<string, GraphQLSchema>;
let supergraph: Supergraph;
let apiSchema: GraphQLSchema;
let planner: QueryPlanner;

beforeAll(() => {
  wings = Object.fromEntries(
    Object.entries(shop).map(([name, { sdl, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }),
    ]),
  );
  const { supergraphSdl } = composeSupergraph(
    Object.fromEntries(Object.entries(shop).map(([name, { sdl }]) => [name, sdl])),
  );
  supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  planner = new QueryPlanner(supergraph);
});

async function askWing({ wing, document, variables }: WingQuestion): Promise<WingAnswer> {
  const schema = wings[wing];
  if (!schema) throw new Error(`no wing ${wing}`);
  const result = await execute({ schema, document: parse(document), variableValues: variables });
  return JSON.parse(JSON.stringify(result));
}

function planOf(source: string) {
  const document = parse(source);
  const problems = validate(apiSchema, document);
  if (problems.length > 0) throw problems[0];
  const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), document));
  return { document, plan };
}

async function runCompiled(
  source: string,
  variables: Record<string, unknown>,
): Promise<Answer & { errors: readonly GraphQLFormattedError[] }> {
  const { document, plan } = planOf(source);
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  const told: GraphQLFormattedError[] = [];
  const found = await compilePlan(
    supergraph.schema.toGraphQLJSSchema(),
    plan,
  )({
    variables,
    conditions: variables,
    ask: askWing,
    report: (error, path) => told.push({ ...error, path }),
    reportFault: (cause) => {
      throw cause;
    },
  });
  const shape = compileShape({ schema: apiSchema, document, operation, isDenied: () => false });
  const { data, errors } = shape(found, variables, told);
  return { data: JSON.parse(JSON.stringify(data)), failed: told.length > 0, errors: [...told, ...errors] };
}

async function runStock(source: string, variables: Record<string, unknown>): Promise<Answer> {
  const { document, plan } = planOf(source);
  const services = Object.fromEntries(
    Object.keys(wings).map((wing) => [
      wing,
      {
        process: ({ request }: { request: { query?: string; variables?: Record<string, unknown> } }) =>
          askWing({
            wing,
            kind: 'query',
            document: request.query ?? '',
            operationName: undefined,
            variables: request.variables ?? {},
          }),
      },
    ]),
  );
  const requestContext = { request: { variables }, metrics: {}, logger: console, context: {} };
  const result = await executeQueryPlan(
    plan,
    services as unknown as Parameters<typeof executeQueryPlan>[1],
    requestContext as unknown as Parameters<typeof executeQueryPlan>[2],
    buildOperationContext({ schema: apiSchema, operationDocument: document }),
    supergraph.schema.toGraphQLJSSchema(),
    supergraph.apiSchema(),
  );
  return { data: JSON.parse(JSON.stringify(result.data)), failed: (result.errors?.length ?? 0) > 0 };
}

describe('the compiled executor answers as the general one does', () => {
  test.each([
    '{ products { id name price } }',
    '{ products { reviews { body author { name } product { name } } } }',
    '{ first: product(id: "1") { ...p } second: product(id: "2") { ...p shipping } } fragment p on Product { name reviews { id } }',
    '{ catalogue { __typename id title ... on Book { pages } ... on Film { minutes } } }',
    '{ search(text: "a") { ... on Product { name } ... on User { name reviews { body } } } }',
    'query($more: Boolean!) { products { id name @include(if: $more) reviews @skip(if: $more) { id } } }',
    '{ products { id grade } }',
    '{ product(id: "missing") { name } }',
    '{ product(id: "1") { constructor: name toString: id __typename } }',
    '{ users { name email favourite { name price } } }',
    '{ products { broken } }',
    '{ products { solid { value } } }',
    'mutation { addReview(product: "1", body: "fine") { id body product { name } } }',
  ])('%s', async (source) => {
    for (const more of [true, false]) {
      const compiled = await runCompiled(source, { more });
      const stock = await runStock(source, { more });
      expect(compiled.data).toEqual(stock.data);
      expect(compiled.failed).toBe(stock.failed);
    }
  });

  test('on any query of the public schema', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomOperation(() => apiSchema),
        fc.boolean(),
        async (source, flag) => {
          const compiled = await runCompiled(source, { flag });
          const stock = await runStock(source, { flag });
          expect(compiled.data).toEqual(stock.data);
          expect(compiled.failed).toBe(stock.failed);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('errors stand where the caller looks', () => {
  test('the error of an entity carries the path of its place', async () => {
    const { errors } = await runCompiled('{ products { id reviews { author { name unlucky } } } }', {});
    expect(errors[0]?.path).toEqual(['products', 0, 'reviews', 0, 'author', 'unlucky']);
  });

  test('a null that takes its parent with it is explained once', async () => {
    const { data, errors } = await runCompiled('{ product(id: "1") { solid { value } } }', {});
    expect(data).toEqual({ product: { solid: null } });
    expect(errors).toHaveLength(1);
  });

  test('a value that is not public is null with an error and never leaves', async () => {
    const { data, errors } = await runCompiled('{ products { id grade } }', {});
    expect(JSON.stringify(data)).not.toContain('INTERNAL_ONLY');
    expect(errors).toMatchObject([
      { path: ['products', 1, 'grade'], extensions: { code: 'INVALID_ANSWER' } },
    ]);
  });
});
