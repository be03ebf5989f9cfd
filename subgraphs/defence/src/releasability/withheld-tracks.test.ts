import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addFeeds } from '../feed-registry/feed-store.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const now = '2026-11-23T12:00:00Z';
const [airDefence, police] = [anOfficerOf('EADS'), anOfficerOf('USCP')];
const area = '{ circle: { longitude: -77, latitude: 39, radiusNm: 20 } }';

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

function aircraft(hex: string, latitude: number, flight: string, later = 0): string {
  const seconds = Date.parse(now) / 1000 + later;
  return JSON.stringify({
    now: seconds,
    hex,
    flight,
    lat: latitude,
    lon: -77,
    alt_baro: 5000,
    seen: 0,
    seen_pos: 0,
    type: 'adsb_icao',
  });
}

describe('what a unit may not see', () => {
  let wing: TestWing;
  beforeAll(async () => {
    wing = await openTestWing(now, { prepare: addRestrictedFeed });
    await submit('live-readsb', aircraft('a00001', 39, 'OPEN1'));
    wing.clock.set(Date.parse(now) + 1_000);
    await submit('air-defence-radar', aircraft('a00001', 39.001, 'SECRET1', 1));
    await submit('air-defence-radar', aircraft('a00002', 39, 'SECRET2'));
  });
  afterAll(() => wing.close());

  async function submit(feedId: string, message: string) {
    const answer = await wing.ask(
      airDefence,
      `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted rejects { detail } userErrors { message } } }`,
      { input: { feedId, format: 'READSB_JSON', messages: [message] } },
    );
    expect(answer).toMatchObject({ data: { submitObservations: { accepted: 1 } } });
  }

  test('is left out of lists and counted', async () => {
    const { data } = await wing.ask(
      police,
      `{ operatingPicture(area: ${area}) { summary { tracks } narrative withheld { items fields { path reason count } }
        tracks { totalCount nodes { aircraftAddress } withheld { items } } } }`,
    );

    expect(data).toMatchObject({
      operatingPicture: {
        summary: { tracks: 1 },
        narrative: expect.stringContaining('1 track withheld'),
        withheld: { items: 1, fields: [{ path: 'tracks', reason: 'NOT_RELEASABLE', count: 1 }] },
        tracks: { totalCount: 1, nodes: [{ aircraftAddress: 'A00001' }], withheld: { items: 1 } },
      },
    });
  });

  test('is no part of the fields of a track that another feed shows', async () => {
    const { data } = await wing.ask(
      police,
      `{ track(identifier: { kind: AIRCRAFT_ADDRESS, value: "A00001" }) { callsign contributors { feed { id } }
        provenance { feed { id } alternatives { feed { id } } } withheld { items } marking { level } } }`,
    );

    expect(data).toMatchObject({
      track: {
        callsign: 'OPEN1',
        contributors: [{ feed: { id: 'live-readsb' } }],
        withheld: { items: 1 },
        marking: { level: 'UNCLASSIFIED' },
      },
    });
    expect(JSON.stringify(data)).not.toContain('air-defence-radar');
  });

  test('looks as if it were not there when it is asked for by id, by name or as an entity', async () => {
    const { data: seen } = await wing.ask(
      airDefence,
      `{ track(identifier: { kind: CALLSIGN, value: "SECRET2" }) { id } }`,
    );
    const { id } = (seen as { track: { id: string } }).track;

    const { data } = await wing.ask(
      police,
      `query ($id: ID!, $entity: _Any!) { byId: track(id: $id) { id } byName: track(identifier: { kind: CALLSIGN, value: "SECRET2" }) { id }
        feed(id: "air-defence-radar") { id } _entities(representations: [$entity]) { ... on Track { id } } }`,
      { id, entity: { __typename: 'Track', id } },
    );

    expect(data).toEqual({ byId: null, byName: null, feed: null, _entities: [null] });
  });

  test('is there for the unit that it is released to', async () => {
    const { data } = await wing.ask(
      airDefence,
      `{ tracks(area: ${area}) { withheld { items } nodes { callsign marking { banner } } } }`,
    );

    expect(data).toEqual({
      tracks: {
        withheld: null,
        nodes: [
          { callsign: 'SECRET1', marking: { banner: 'RESTRICTED//REL TO EADS' } },
          { callsign: 'SECRET2', marking: { banner: 'RESTRICTED//REL TO EADS' } },
        ],
      },
    });
  });

  test('may not be fed either: to a unit that may not see a feed there is no such feed', async () => {
    const { data } = await wing.ask(
      police,
      `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted userErrors { code } } }`,
      { input: { feedId: 'air-defence-radar', format: 'READSB_JSON', messages: [] } },
    );

    expect(data).toEqual({ submitObservations: { accepted: 0, userErrors: [{ code: 'NOT_FOUND' }] } });
  });

  test('without a unit in the token there is no alert and no plan, and no error that tells why', async () => {
    const nobody = { ...police, attributes: {} };

    const { data } = await wing.ask(
      nobody,
      `{ alerts { totalCount } flightPlans { totalCount } region(fips: "11001") { openAlerts { id } } }`,
    );

    expect(data).toEqual({ alerts: null, flightPlans: { totalCount: 0 }, region: { openAlerts: [] } });
  });

  test('without a scope the field is refused', async () => {
    const { errors } = await wing.ask(
      { ...police, scopes: new Set() },
      `{ tracks(area: ${area}) { totalCount } }`,
    );

    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
