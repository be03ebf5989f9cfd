import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { anonymousViewer } from '@rotunda/platform/viewer';
import fc from 'fast-check';
import {
  type DocumentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  execute,
  getOperationAST,
  parse,
  print,
  validate,
  visit,
} from 'graphql';
import { unlimitedBudget } from '../../admission/request-budget.ts';
import { filterOperation } from '../../access/filter-operation.ts';
import type { GatewayRequest } from '../../gateway-request.ts';
import { planOperation } from '../../operations/plan-operation.ts';
import { composeSupergraph } from '../../supergraph/compose-supergraph.ts';
import { type SupergraphGeneration, loadSupergraph } from '../../supergraph/load-supergraph.ts';
import type { AskWing } from '../ask-wing.ts';
import { createPlanCompiler } from '../compiled/compile-run.ts';
import { randomOperation } from '../compiled/random-operation.ts';
import { isResponseObject, mergeAnswer, valueAt } from '../compiled/response-object.ts';
import { shop } from '../compiled/shop-of-three-wings.ts';
import type { AnswerPart, DeferredPayload } from './answer-part.ts';
import { compileDeferred } from './compile-deferred.ts';
import { expandDefers } from './expand-defers.ts';
import { planInParts } from './plan-in-parts.ts';

let generation: SupergraphGeneration;
let wings: Record<string, AskWing>;

beforeAll(() => {
  const { supergraphSdl } = composeSupergraph(
    Object.fromEntries(Object.entries(shop).map(([name, { sdl }]) => [name, sdl])),
  );
  generation = loadSupergraph(supergraphSdl);
  wings = Object.fromEntries(
    Object.entries(shop).map(([name, { sdl, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
      const ask: AskWing = async ({ document, variables }) => {
        const result = await execute({ schema, document: parse(document), variableValues: variables ?? {} });
        return JSON.parse(JSON.stringify(result));
      };
      return [name, ask];
    }),
  );
});

const reportFault = () => {};
const request: GatewayRequest = {
  viewer: anonymousViewer,
  requestId: 'r',
  languages: undefined,
  deadlineAt: Infinity,
  signal: new AbortController().signal,
  budget: unlimitedBudget,
};

function operationIn(document: DocumentNode) {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has no operation.');
  return operation;
}

const plannedFrom = (document: DocumentNode) => {
  const { clientSchema: schema } = generation;
  const operation = operationIn(document);
  const filtered = filterOperation(document, operation, schema, () => undefined);
  return { document, operation, schema, filtered, isDenied: () => false };
};

async function askWhole(document: DocumentNode, variables: Record<string, unknown>) {
  const plan = planOperation(generation, document, undefined);
  const run = createPlanCompiler(generation, wings, reportFault)({ ...plannedFrom(document), plan });
  const { data, errors = [] } = await run({ given: variables, coerced: variables }, request);
  return { data, paths: errors.map(({ path }) => (path ?? []).join('.')) };
}

async function askInParts(document: DocumentNode, variables: Record<string, unknown>) {
  const expanded = expandDefers(document, operationIn(document), variables);
  const planned = plannedFrom(expanded.document);
  const plan = planInParts(generation, expanded.document, undefined);
  if (!plan) return undefined;
  const run = compileDeferred(
    { ...planned, expanded, plan },
    generation.supergraphSchema,
    wings,
    reportFault,
  );
  const parts: AnswerPart[] = [];
  for await (const part of run({ given: variables, coerced: variables }, request))
    parts.push(withDataOfItsOwn(part));
  return parts;
}

/** What the run merges into later would otherwise be seen in a part that has left. */
function withDataOfItsOwn(part: AnswerPart): AnswerPart {
  if (part.kind === 'first') return { ...part, data: structuredClone(part.data) };
  const payloads = part.payloads.map((payload) => ({ ...payload, data: structuredClone(payload.data) }));
  return { ...part, payloads };
}

const payloadsOf = (parts: readonly AnswerPart[] = []): readonly DeferredPayload[] =>
  parts.flatMap((part) => (part.kind === 'deferred' ? part.payloads : []));

function merge([first, ...rest]: readonly AnswerPart[]): unknown {
  if (first?.kind !== 'first') throw new Error('The first part has no data.');
  for (const { path, data } of payloadsOf(rest)) {
    const place = valueAt(first.data, path);
    if (!isResponseObject(place)) throw new Error(`There is no object at ${path.join('.')}.`);
    if (data) mergeAnswer(place, data);
  }
  return first.data;
}

/** The same query with some of its selections deferred, one within the other where it happens so. */
function deferSome(query: string, next: (below: number) => number): DocumentNode {
  const directives = [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } } as const];
  const deferred = (selections: readonly SelectionNode[]): SelectionNode => ({
    kind: Kind.INLINE_FRAGMENT,
    directives,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  const document = visit(parse(query), {
    SelectionSet: {
      leave({ selections, ...rest }): SelectionSetNode {
        const [kept, apart]: [SelectionNode[], SelectionNode[]] = [[], []];
        for (const selection of selections) (next(3) === 0 ? apart : kept).push(selection);
        return apart.length > 0
          ? { ...rest, selections: [...kept, deferred(apart)] }
          : { ...rest, selections };
      },
    },
  });
  return parse(print(document));
}

describe('an answer in parts', () => {
  test('merged is the answer as it would be whole', async () => {
    let inParts = 0;
    await fc.assert(
      fc.asyncProperty(
        randomOperation(() => generation.clientSchema),
        fc.infiniteStream(fc.nat(99)),
        fc.boolean(),
        async (query, stream, flag) => {
          const document = deferSome(query, (below) => (stream.next().value ?? 0) % below);
          expect(validate(generation.clientSchema, document)).toEqual([]);
          const parts = await askInParts(document, { flag });
          // The planner has no plan in parts for some that it can plan whole.
          fc.pre(parts !== undefined);
          const whole = await askWhole(document, { flag });
          const payloads = payloadsOf(parts);
          inParts += payloads.length;

          expect(parts.map(({ hasNext }) => hasNext)).toEqual(
            parts.map((_part, index) => index < parts.length - 1),
          );
          // A null that may not stand ends at its fragment, and would have gone further. Of an object whose whole selection a condition takes
          // out, a whole plan does not ask whether it is there.
          if (!flag || payloads.some(({ data }) => data === null)) return;
          const errors = parts.flatMap((part) =>
            part.kind === 'first' ? part.errors : part.payloads.flatMap((payload) => payload.errors),
          );
          expect(merge(parts)).toEqual(whole.data);
          expect(errors.map(({ path }) => (path ?? []).join('.')).sort()).toEqual(whole.paths.sort());
        },
      ),
      { numRuns: 60 },
    );
    expect(inParts).toBeGreaterThan(60);
  });

  test('has a fragment in a fragment after the one around it', async () => {
    const parts = await askInParts(
      parse(
        '{ products { id ... @defer(label: "outer") { name ... @defer(label: "inner") { reviews { body } } } } }',
      ),
      {},
    );

    expect(payloadsOf(parts).map(({ label, path }) => `${label} ${path.join('.')}`)).toEqual([
      'outer products.0',
      'outer products.1',
      'outer products.2',
      'inner products.0',
      'inner products.1',
      'inner products.2',
    ]);
  });

  test('has no part for an object that its wing could not give, and tells why in the part that has its place', async () => {
    const parts = await askInParts(
      parse('{ product(id: "1") { name solid { ... @defer(label: "solid") { value } } } }'),
      {},
    );

    expect(parts).toMatchObject([
      {
        data: { product: { name: 'lamp', solid: null } },
        errors: [{ path: ['product', 'solid', 'value'] }],
        hasNext: false,
      },
    ]);
  });

  test('holds nothing of a fragment whose object is null, or of another type', async () => {
    const parts = await askInParts(
      parse(
        '{ product(id: "missing") { ... @defer { name } } catalogue { id ... on Film @defer { minutes } } }',
      ),
      {},
    );

    expect(payloadsOf(parts)).toMatchObject([{ path: ['catalogue', 1], data: { minutes: 80 } }]);
  });
});
