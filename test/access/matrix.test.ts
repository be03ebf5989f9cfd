import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { unlimitedBudget } from '@rotunda/gateway/admission/request-budget';
import { bindAgreement } from '@rotunda/gateway/agreements/agreement-of';
import { anAgreement } from '@rotunda/gateway/agreements/an-agreement';
import { createPlanCompiler } from '@rotunda/gateway/execution/compiled/compile-run';
import { defaultLimits } from '@rotunda/gateway/gateway-limits';
import { createOperationPreparer } from '@rotunda/gateway/operations/prepare-operation';
import { loadSupergraph } from '@rotunda/gateway/supergraph/load-supergraph';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { type GraphQLObjectType, getIntrospectionQuery, getNamedType, isAbstractType, parse } from 'graphql';
import { objectsAt, readAllowedCoordinates, viewers } from './matrix/allowed-coordinates.ts';
import { createMockWings } from './matrix/mock-wings.ts';
import { isOnRoute, routes } from './matrix/routes.ts';
import { type Step, findWays, stepsFrom, writeAlong } from './matrix/write-operation.ts';

const supergraphSdl = readFileSync(
  new URL('../../gateway/supergraph/supergraph.graphql', import.meta.url),
  'utf8',
);
const generation = loadSupergraph(supergraphSdl);
const schema = generation.clientSchema;
const { isAllowed, mayAsk, forbiddenOf } = readAllowedCoordinates(supergraphSdl, schema);
const mock = createMockWings(supergraphSdl);
const compileRun = createPlanCompiler(generation, mock.wings, ({ cause }) => {
  throw cause;
});
const wide = Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, Number.MAX_SAFE_INTEGER]));
const prepare = createOperationPreparer(generation, { ...defaultLimits, ...wide }, compileRun);

const roots = [schema.getQueryType(), schema.getMutationType()].filter(
  (root) => root !== null && root !== undefined,
);

async function ask(viewer: Viewer, query: string) {
  const controller = new AbortController();
  const asked = {
    textHash: query,
    textLength: query.length,
    document: parse(query),
    operationName: undefined,
  };
  const prepared = prepare(asked, viewer);
  mock.takeAsked();
  if (prepared.kind === 'live') throw new Error(`${query} is a subscription.`);
  if (prepared.kind === 'refused') throw new Error(`${query}\n${prepared.errors.map(String).join('\n')}`);
  const answer = await prepared.run(
    { given: { yes: true, no: false }, coerced: { yes: true, no: false } },
    {
      viewer,
      requestId: 'r',
      languages: undefined,
      deadlineAt: Infinity,
      signal: controller.signal,
      budget: unlimitedBudget,
    },
  );
  return { ...answer, asked: mock.takeAsked() };
}

const operationOf = (way: readonly Step[], root: GraphQLObjectType) => {
  const kind = root === schema.getQueryType() ? 'query' : 'mutation';
  return (select: string, fragments = '') => {
    const variables = [...new Set(select.concat(fragments).match(/\$(yes|no)/g))].map(
      (name) => `${name}: Boolean!`,
    );
    return `${kind} ${variables.length > 0 ? `Q(${variables.join(', ')})` : ''} { ${writeAlong(way, select)} } ${fragments}`;
  };
};

interface Way {
  readonly root: GraphQLObjectType;
  readonly type: GraphQLObjectType;
  readonly way: readonly Step[];
}

/** To every type from every root: the shortest way that is allowed, or the shortest at all where none is. */
function waysOf(viewer: Viewer): readonly Way[] {
  return roots.flatMap((root) => {
    const allowed = findWays(schema, root, ({ parent, field }) => mayAsk(viewer, parent, field));
    const all = findWays(schema, root, () => true);
    return [...all].map(([type, way]) => ({ root, type, way: allowed.get(type) ?? way }));
  });
}

/** To every type over every field that returns it: also from entities of other wings and from what mutations return. */
function waysOverEveryParent(viewer: Viewer): readonly Way[] {
  const ways = waysOf(viewer);
  return ways.flatMap(({ root, type: parent, way }) =>
    stepsFrom(schema, parent).map((step) => ({ root, type: step.to, way: [...way, step] })),
  );
}

/** What a wing was asked, or an answer gave, that the viewer may not see. */
async function violationsOf(
  viewer: Viewer,
  { root, type, way }: Way,
  route: (typeof routes)[number],
  asker = viewer,
) {
  const fields = Object.values(type.getFields()).filter((field) => isOnRoute(route, type, field));
  const query = operationOf(way, root)(route.select(type, fields), route.fragments?.(type, fields));
  const { data, asked } = await ask(asker, query);

  const given = objectsAt(data, 0, way).flatMap((object) =>
    fields
      .filter(
        (field) => !mayAsk(viewer, type, field) && (Reflect.get(object, route.keyOf(field)) ?? null) !== null,
      )
      .map(({ name }) => `${type.name}.${name} was answered ${route.name}`),
  );
  return [
    ...given,
    ...forbiddenOf(viewer, asked).map((coordinate) => `${coordinate} was fetched ${route.name}`),
  ];
}

test.each(viewers)(
  '%s is given nothing forbidden by any route, and no wing is asked for it',
  async (_name, viewer) => {
    const violations: string[] = [];
    let operations = 0;
    for (const way of waysOf(viewer)) {
      for (const route of routes) {
        violations.push(...(await violationsOf(viewer, way, route)));
        operations += 1;
      }
    }

    expect([...new Set(violations)]).toEqual([]);
    expect(operations).toBeGreaterThan(500);
  },
);

test.each(viewers)(
  '%s is given nothing forbidden over any field that leads to a type',
  async (_name, viewer) => {
    const [plainly] = routes;
    const violations: string[] = [];
    for (const way of waysOverEveryParent(viewer))
      violations.push(...(await violationsOf(viewer, way, plainly)));

    expect([...new Set(violations)]).toEqual([]);
  },
);

test.each(viewers)('%s is given everything that is allowed', async (_name, viewer) => {
  const [plainly] = routes;
  const due = new Set<string>();
  const given = new Set<string>();
  for (const { root, type, way } of [...waysOf(viewer), ...waysOverEveryParent(viewer)]) {
    const fields = Object.values(type.getFields()).filter((field) => mayAsk(viewer, type, field));
    if (fields.length === 0 || way.some(({ parent, field }) => !mayAsk(viewer, parent, field))) continue;
    const { data } = await ask(viewer, operationOf(way, root)(`__typename ${plainly.select(type, fields)}`));
    const objects = objectsAt(data, 0, way).filter(
      (object) => Reflect.get(object, '__typename') === type.name,
    );
    // A wing need not have every type of an interface that others extend.
    if (objects.length === 0 && way.some(({ field }) => isAbstractType(getNamedType(field.type)))) continue;
    for (const { name } of fields) {
      due.add(`${type.name}.${name}`);
      const hasValue = (object: object) => (Reflect.get(object, name) ?? null) !== null;
      if (objects.some(hasValue)) given.add(`${type.name}.${name}`);
    }
  }

  expect([...due].filter((coordinate) => !given.has(coordinate))).toEqual([]);
  expect(due.size).toBeGreaterThan(200);
});

test.each(viewers.filter(([, { authenticated }]) => authenticated))(
  '%s from whom the rest is hidden reads of it in no introspection',
  async (_name, viewer) => {
    const hiding = bindAgreement({ ...viewer }, anAgreement({ unlisted: 'hide' }));

    const { data, asked } = await ask(hiding, getIntrospectionQuery());

    const types: { name: string; fields: { name: string }[] | null }[] = Object(data).__schema.types;
    const shown = types.flatMap(({ name, fields }) => (fields ?? []).map((field) => `${name}.${field.name}`));
    expect(
      shown.filter((coordinate) => !isAllowed(viewer, coordinate, coordinate.split('.')[0] ?? '')),
    ).toEqual([]);
    expect(asked.size).toBe(0);
  },
);

test('a leak would be seen: what an officer is given is found forbidden for anybody', async () => {
  const [plainly] = routes;
  const officer = new Map(viewers).get('watch-officer') ?? anonymousViewer;
  const tracks = waysOf(officer).filter(({ type }) => type.name === 'Track');

  const violations = await Promise.all(
    tracks.map((way) => violationsOf(anonymousViewer, way, plainly, officer)),
  );

  expect(violations.flat()).toContain('Track.id was answered plainly');
  expect(violations.flat()).toContain('Track.id was fetched plainly');
});
