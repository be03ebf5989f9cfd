import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDefence } from '@rotunda/defence/create-defence';
import { seedDefence } from '@rotunda/defence/seed-defence';
import { systemClock } from '@rotunda/platform/clock';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { follow, transports } from './follow.ts';
import { openOneWing } from './open-one-wing.ts';
import { openEventSource, readEventSource } from './read-event-source.ts';

const picture = `subscription ($resumeFrom: PictureCursor) {
  operatingPicture(area: { circle: { longitude: -77, latitude: 39, radiusNm: 50 } }, resumeFrom: $resumeFrom) {
    __typename
    ... on PictureSnapshot { cursor picture { summary { tracks } airspaces { designator } } }
    ... on PictureDelta { cursor previous positions { count } }
    ... on PictureReset { reason }
  }
}`;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openOneWing>>;
let url: string;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase('defence');
  await seedDefence({ databaseUrl: database.url, clock: systemClock });
  const subgraph = await createDefence({ databaseUrl: database.url, clock: systemClock });
  graph = await openOneWing(subgraph, { scopes: ['defence:read'], attributes: { unit: 'USCP' } });
  ({ url, token } = graph);
});
afterAll(async () => {
  await graph.close();
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

test('an event source goes on by itself after a break, and is told where it cannot', async () => {
  const first = readEventSource(await openEventSource(url, { query: picture, token }));
  const cursors: string[] = [];
  for await (const { id } of first) {
    if (id !== undefined) cursors.push(id);
    if (cursors.length === 2) break;
  }
  const [, lastEventId = ''] = cursors;

  const resumed = await firstEvent({ lastEventId });
  const foreign = await firstEvent({ lastEventId: `${lastEventId}x` });

  expect(resumed).toMatchObject({ __typename: 'PictureDelta', previous: lastEventId });
  expect(foreign).toMatchObject({ __typename: 'PictureReset', reason: 'CURSOR_UNKNOWN' });
});

async function firstEvent({ lastEventId }: { readonly lastEventId: string }): Promise<unknown> {
  const response = await openEventSource(url, { query: picture, token, lastEventId });
  for await (const { event, data } of readEventSource(response))
    if (event === 'next') return JSON.parse(data).data.operatingPicture;
  return undefined;
}

test('without the scope the picture is refused', async () => {
  const following = follow('WebSocket', url, picture);

  expect(await following.next()).toMatchObject({
    errors: [{ path: ['operatingPicture'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
  });
  following.leave();
});
