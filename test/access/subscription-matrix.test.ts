import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type Gateway, createGateway } from '@rotunda/gateway/create-gateway';
import type { AskWing } from '@rotunda/gateway/execution/ask-wing';
import type { SubgraphLink } from '@rotunda/gateway/execution/subgraph-link';
import { defaultLimits } from '@rotunda/gateway/gateway-limits';
import { loadSupergraph } from '@rotunda/gateway/supergraph/load-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { type DevelopmentIssuer, createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { personas } from '@rotunda/platform/personas';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { type GraphQLObjectType, getNamedType, isAbstractType } from 'graphql';
import { openPassingLog } from '../audit/open-test-log.ts';
import { type FollowedEvent, type Transport, follow } from '../live/follow.ts';
import { objectsAt, readAllowedCoordinates, viewers } from './matrix/allowed-coordinates.ts';
import { createMockWings } from './matrix/mock-wings.ts';
import { isOnRoute, routes } from './matrix/routes.ts';
import { type Step, findWays, writeAlong } from './matrix/write-operation.ts';

const supergraphSdl = readFileSync(
  new URL('../../gateway/supergraph/supergraph.graphql', import.meta.url),
  'utf8',
);
const { clientSchema: schema, subgraphNames } = loadSupergraph(supergraphSdl);
const { mayAsk, forbiddenOf } = readAllowedCoordinates(supergraphSdl, schema);
const root = schema.getSubscriptionType();
/** Which type of a union or an interface the wings give now. */
let turn = 0;
const mock = createMockWings(supergraphSdl, () => turn);
const wide = Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, 1_000_000]));
const timeoutMs = 5 * 60_000;
const typesOfEvents = Math.max(
  ...Object.values(root?.getFields() ?? {}).map(({ type }) => {
    const named = getNamedType(type);
    return isAbstractType(named) ? schema.getPossibleTypes(named).length : 1;
  }),
);

let gateway: Gateway;
let issuer: DevelopmentIssuer;
let url: string;
beforeAll(async () => {
  const clock = systemClock;
  issuer = createDevelopmentIssuer({ signingKey: await createSigningKey(), clock, warn: () => {} });
  gateway = await createGateway({
    supergraphSdl,
    links: subgraphNames.map((name) => linkToMock(name, mock.wings[name])),
    trustedIssuers: [issuer],
    viewerSigningKey: await createSigningKey(),
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    limits: { ...defaultLimits, ...wide, assumedListSize: 1, cost: Number.MAX_SAFE_INTEGER },
    admit: admitEverybody,
    audit: await openPassingLog(),
  });
  ({ url } = await gateway.listen({ port: 0 }));
});
afterAll(() => gateway.close());

/** A wing that gives an event of made-up values for each type that an event may have, and ends. */
function linkToMock(name: string, ask: AskWing | undefined): SubgraphLink {
  if (!ask) throw new Error(`There is no wing ${name}.`);
  const controller = new AbortController();
  const request = { viewer: anonymousViewer, requestId: 'r', languages: undefined, deadlineAt: Infinity };
  const budget = { charge: () => undefined, settle: () => {} };
  const answer: SubgraphLink['execute'] = ({ document, operationName, variables }) =>
    ask({ document, operationName, variables }, { ...request, signal: controller.signal, budget });
  return {
    name,
    execute: answer,
    async subscribe(asked) {
      return (async function* () {
        for (turn = 0; turn < typesOfEvents; turn += 1) yield await answer(asked);
        turn = 0;
      })();
    },
    close: async () => {},
  };
}

interface Way {
  readonly type: GraphQLObjectType;
  readonly way: readonly Step[];
}

/** To every type below a subscription: the shortest way that is allowed, or the shortest at all where none is. */
function waysOf(viewer: Viewer): readonly Way[] {
  if (!root) throw new Error('Nothing can be followed.');
  const allowed = findWays(schema, root, ({ parent, field }) => mayAsk(viewer, parent, field));
  const all = findWays(schema, root, () => true);
  return [...all]
    .filter(([, way]) => way.length > 0)
    .map(([type, way]) => ({ type, way: allowed.get(type) ?? way }));
}

/** A withheld value, or the null that follows where a value may not be null. */
const isOfAccess = (code: unknown) => code === 'UNAUTHORIZED_FIELD_OR_TYPE' || code === 'MISSING_VALUE';

interface Asking {
  readonly token: string | undefined;
  readonly transport: Transport;
  readonly route: (typeof routes)[number];
}

/** What a wing was asked, or an event gave, that the viewer may not see; and how many objects the event had. */
async function violationsOf(viewer: Viewer, { type, way }: Way, { token, transport, route }: Asking) {
  const fields = Object.values(type.getFields()).filter((field) => isOnRoute(route, type, field));
  const select = route.select(type, fields);
  const fragments = route.fragments?.(type, fields) ?? '';
  const flags = [...new Set(`${select}${fragments}`.match(/\$(yes|no)/g))];
  const variables = flags.length > 0 ? `(${flags.map((name) => `${name}: Boolean!`).join(', ')})` : '';
  const query = `subscription S${variables} { ${writeAlong(way, select)} } ${fragments}`;
  mock.takeAsked();
  const following = follow(transport, url, query, { token, variables: { yes: true, no: false } });
  const events: FollowedEvent[] = [];
  for (let event = await following.next(); event; event = await following.next()) events.push(event);
  following.leave();

  const objects = events.flatMap(({ data }) => objectsAt(data, 0, way));
  const given = objects.flatMap((object) =>
    fields
      .filter(
        (field) => !mayAsk(viewer, type, field) && (Reflect.get(object, route.keyOf(field)) ?? null) !== null,
      )
      .map(({ name }) => `${type.name}.${name} was given ${route.name} over ${transport}`),
  );
  const fetched = forbiddenOf(viewer, mock.takeAsked()).map(
    (coordinate) => `${coordinate} was fetched ${route.name} over ${transport}`,
  );
  const codes = events.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions['code']));
  return { violations: [...given, ...fetched], objects: objects.length, codes };
}

describe('a subscription of any coordinate by any syntax', () => {
  test.each(viewers)(
    'gives %s nothing forbidden, and no wing is asked for it',
    async (name, viewer) => {
      const persona = personas.find((one) => one.name === name);
      const token = persona && (await issuer.mint(persona));
      const seen: Awaited<ReturnType<typeof violationsOf>>[] = [];
      for (const [index, way] of waysOf(viewer).entries()) {
        for (const [turn, route] of routes.entries()) {
          // Every type and every route over both, without asking everything twice.
          const transport = (index + turn) % 2 === 0 ? 'server-sent events' : 'WebSocket';
          seen.push(await violationsOf(viewer, way, { token, transport, route }));
        }
      }

      expect([...new Set(seen.flatMap(({ violations }) => violations))]).toEqual([]);
      expect(seen.flatMap(({ codes }) => codes).filter((code) => !isOfAccess(code))).toEqual([]);
      expect(seen.length).toBeGreaterThan(500);
      // What is not forbidden is there: an order is for anybody to follow.
      expect(seen.reduce((sum, { objects }) => sum + objects, 0)).toBeGreaterThan(100);
    },
    timeoutMs,
  );

  test('a leak would be seen: what an officer is given is found forbidden for anybody', async () => {
    const officer = personas.find(({ name }) => name === 'watch-officer');
    const [, viewer = anonymousViewer] = viewers.find(([name]) => name === 'watch-officer') ?? [];
    const track = waysOf(viewer).find(({ type }) => type.name === 'Track');
    if (!officer || !track) throw new Error('No officer follows tracks.');
    const token = await issuer.mint(officer);

    const { violations } = await violationsOf(anonymousViewer, track, {
      token,
      transport: 'WebSocket',
      route: routes[0],
    });

    expect(violations).toContain('Track.id was given plainly over WebSocket');
    expect(violations).toContain('Track.id was fetched plainly over WebSocket');
  });
});
