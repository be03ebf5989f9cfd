import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { addFeeds } from '../feed-registry/feed-store.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const start = Date.parse('2026-11-23T12:00:00Z');
const [airDefence, police] = [anOfficerOf('EADS'), anOfficerOf('USCP')];
const area = { circle: { longitude: -77, latitude: 39, radiusNm: 20 } };
const picture = `subscription ($area: AreaInput!, $filter: TrackFilter, $resumeFrom: PictureCursor) {
  operatingPicture(area: $area, filter: $filter, resumeFrom: $resumeFrom) {
    __typename
    ... on PictureSnapshot { cursor picture { tracks { nodes { aircraftAddress } } } }
    ... on PictureDelta {
      cursor previous coalesced
      added { aircraftAddress } changed { callsign } removed { reason } positions { count latitudes }
    }
    ... on PictureReset { reason }
  }
}`;

interface PictureEvent {
  readonly __typename: string;
  readonly cursor: string;
  readonly [field: string]: unknown;
}

describe('those who follow a picture', () => {
  let wing: TestWing;
  let ending: AbortController;
  beforeEach(async () => {
    ending = new AbortController();
    wing = await openTestWing(new Date(start).toISOString(), { prepare: addRestrictedFeed });
  });
  afterEach(async () => {
    ending.abort();
    await wing.close();
  });

  async function report(
    second: number,
    latitude: number,
    { feedId = 'live-readsb', hex = 'a00001', flight = 'OPEN1' } = {},
  ): Promise<void> {
    wing.clock.set(start + second * 1_000);
    const now = start / 1_000 + second;
    const entry = { now, hex, flight, lat: latitude, lon: -77, alt_baro: 5_000, seen: 0, seen_pos: 0 };
    await wing.ask(
      airDefence,
      'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted } }',
      { input: { feedId, format: 'READSB_JSON', messages: [JSON.stringify(entry)] } },
    );
  }

  async function follow(viewer = police, more: Record<string, unknown> = {}) {
    const events = await wing.follow(viewer, picture, { area, ...more }, ending.signal);
    return async (): Promise<PictureEvent | undefined> => {
      const { value } = await events.next();
      expect(value?.errors).toBeUndefined();
      return value?.data?.operatingPicture;
    };
  }

  test('get what is there, then what comes, moves and leaves', async () => {
    await report(0, 39);
    const next = await follow();

    const snapshot = await next();
    expect(snapshot).toMatchObject({
      __typename: 'PictureSnapshot',
      picture: { tracks: { nodes: [{ aircraftAddress: 'A00001' }] } },
    });

    await report(1, 39, { hex: 'a00002', flight: 'OPEN2' });
    const came = await next();
    expect(came).toMatchObject({
      __typename: 'PictureDelta',
      previous: snapshot?.cursor,
      added: [{ aircraftAddress: 'A00002' }],
      positions: { count: 0 },
    });

    await report(2, 39.001);
    const moved = await next();
    expect(moved).toMatchObject({
      previous: came?.cursor,
      added: [],
      positions: { count: 1, latitudes: [39.001] },
    });

    wing.clock.set(start + 3_600_000);
    expect(await next()).toMatchObject({ removed: [{ reason: 'STALE' }, { reason: 'STALE' }] });
  });

  test('go on after a break without losing or repeating a change', async () => {
    await report(0, 39);
    const held = await (await follow())();
    await report(1, 39, { hex: 'a00002', flight: 'OPEN2' });

    const next = await follow(police, { resumeFrom: held?.cursor });

    expect(await next()).toMatchObject({
      __typename: 'PictureDelta',
      previous: held?.cursor,
      added: [{ aircraftAddress: 'A00002' }],
      changed: [],
      removed: [],
    });
  });

  test('start anew where the cursor is not theirs, or of another question', async () => {
    const held = await (await follow(airDefence))();

    const asOther = await follow(police, { resumeFrom: held?.cursor });
    expect(await asOther()).toMatchObject({ __typename: 'PictureReset', reason: 'CURSOR_UNKNOWN' });
    expect(await asOther()).toMatchObject({ __typename: 'PictureSnapshot' });

    const filtered = await follow(airDefence, { resumeFrom: held?.cursor, filter: { callsignPrefix: 'X' } });
    expect(await filtered()).toMatchObject({ __typename: 'PictureReset', reason: 'QUESTION_CHANGED' });
    expect(await filtered()).toMatchObject({ __typename: 'PictureSnapshot' });
  });

  test('never see what their unit may not see', async () => {
    const [ours, theirs] = [await follow(airDefence), await follow(police)];
    await ours();
    await theirs();

    const secret = { feedId: 'air-defence-radar', hex: 'a00009', flight: 'SECRET' };
    await report(1, 39, secret);
    expect(await ours()).toMatchObject({ added: [{ aircraftAddress: 'A00009' }] });

    await report(2, 39);
    expect(await theirs()).toMatchObject({ added: [{ aircraftAddress: 'A00001' }] });
  });

  test('are left in peace when they go', async () => {
    const next = await follow();
    await next();
    const waiting = next();

    ending.abort();

    expect(await waiting).toBeUndefined();
  });
});

async function addRestrictedFeed(databaseUrl: string): Promise<void> {
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(databaseUrl) });
  await addFeeds(prisma, [
    {
      id: 'air-defence-radar',
      name: 'Air defence',
      format: 'READSB_JSON',
      transport: 'HTTP_PUSH',
      ownerId: 'EADS',
      enabled: true,
      dataMode: 'REAL',
      marking: { level: 'RESTRICTED', controls: [], releasableTo: ['EADS'] },
      utcOffsetMinutes: 0,
    },
  ]);
  await prisma.$disconnect();
}
