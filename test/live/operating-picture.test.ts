import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDefence } from '@rotunda/defence/create-defence';
import { seedDefence } from '@rotunda/defence/seed-defence';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type Gateway, createGateway } from '@rotunda/gateway/create-gateway';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import type { SubgraphLink } from '@rotunda/gateway/execution/subgraph-link';
import { systemClock } from '@rotunda/platform/clock';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { openPassingLog } from '../audit/open-test-log.ts';
import { follow, transports } from './follow.ts';

const picture = `subscription ($resumeFrom: PictureCursor) {
  operatingPicture(area: { circle: { longitude: -77, latitude: 39, radiusNm: 50 } }, resumeFrom: $resumeFrom) {
    __typename
    ... on PictureSnapshot { cursor picture { summary { tracks } airspaces { designator } } }
    ... on PictureDelta { cursor previous positions { count } }
    ... on PictureReset { reason }
  }
}`;

const supergraph = new URL('../../gateway/supergraph/supergraph.graphql', import.meta.url);

let database: TestDatabase;
let defence: Subgraph;
let gateway: Gateway;
let url: string;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase('defence');
  await seedDefence({ databaseUrl: database.url, clock: systemClock });
  defence = await createDefence({ databaseUrl: database.url, clock: systemClock });
  const viewerKey = await createSigningKey();
  const issuer = createDevelopmentIssuer({
    signingKey: await createSigningKey(),
    clock: systemClock,
    warn: () => {},
  });
  const verifier = createViewerTokenVerifier(viewerKey.publicKeys, 'defence', systemClock);
  gateway = await createGateway({
    supergraphSdl: readFileSync(supergraph, 'utf8'),
    links: [
      linkInProcess({ subgraph: defence, verifier, reportFault: () => {} }),
      linkToNobody('postal'),
      linkToNobody('health'),
    ],
    trustedIssuers: [issuer],
    viewerSigningKey: viewerKey,
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    admit: admitEverybody,
    audit: await openPassingLog(),
  });
  ({ url } = await gateway.listen({ port: 0 }));
  token = await issuer.mint({
    name: 'watch-officer',
    title: 'A test',
    subject: 'tester',
    agency: 'TEST',
    scopes: ['defence:read'],
    purposes: [],
    attributes: { unit: 'USCP' },
  });
});
afterAll(async () => {
  await gateway.close();
  await defence.close();
  await database.drop();
});

test.each(transports)('the picture of a demonstration goes on over %s after a break', async (transport) => {
  const first = follow(transport, url, picture, { token });
  const snapshot = await first.next();
  expect(snapshot).toMatchObject({ data: { operatingPicture: { __typename: 'PictureSnapshot' } } });
  first.leave();
  const { cursor } = snapshot?.data?.['operatingPicture'] as { cursor: string };

  const second = follow(transport, url, picture, { token, variables: { resumeFrom: cursor } });
  const delta = await second.next();

  expect(delta).toMatchObject({
    data: { operatingPicture: { __typename: 'PictureDelta', previous: cursor } },
  });
  second.leave();
});

test('without the scope the picture is refused', async () => {
  const following = follow('WebSocket', url, picture);

  expect(await following.next()).toMatchObject({
    errors: [{ path: ['operatingPicture'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
  });
  following.leave();
});

/** A wing that no operation of this test may reach. */
function linkToNobody(name: string): SubgraphLink {
  const refuse = () => Promise.reject(new Error(`${name} was asked.`));
  return { name, execute: refuse, subscribe: refuse, close: async () => {} };
}
