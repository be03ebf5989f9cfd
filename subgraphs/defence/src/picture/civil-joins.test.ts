import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const officer = anOfficerOf('USCP');

describe('what this wing adds to places that other wings know', () => {
  let wing: TestWing;
  beforeAll(async () => {
    wing = await openTestWing('2026-11-23T12:00:00Z', { demonstrationFeed: true });
  });
  afterAll(() => wing.close());

  test('a facility shows what protects it and the nearest tracks first', async () => {
    const capitol = {
      __typename: 'Facility',
      id: 'facility-x',
      location: { type: 'Point', coordinates: [-77.0091, 38.8899] },
    };

    const { data } = await wing.ask(
      officer,
      `query ($place: _Any!) { _entities(representations: [$place]) { ... on Facility {
        protectedBy { designator } nearbyTracks(radiusNm: 60) { aircraftAddress } } } }`,
      { place: capitol },
    );

    expect(data).toMatchObject({
      _entities: [
        { protectedBy: [{ designator: 'DC-FRZ' }, { designator: 'DC-SFRA' }, { designator: 'P-56A' }] },
      ],
    });
    const [facility] = (data as { _entities: { nearbyTracks: { aircraftAddress: string }[] }[] })._entities;
    expect(facility?.nearbyTracks[0]).toEqual({ aircraftAddress: 'F0DE99' });
  });

  test('a facility whose place the register does not give has no answer, not an empty one', async () => {
    const { data, errors } = await wing.ask(
      officer,
      `query ($place: _Any!) { _entities(representations: [$place]) { ... on Facility { protectedBy { designator } nearbyTracks { id } } } }`,
      { place: { __typename: 'Facility', id: 'facility-x', location: null } },
    );

    expect({ data, errors }).toEqual({
      data: { _entities: [{ protectedBy: null, nearbyTracks: null }] },
      errors: undefined,
    });
  });

  test('a county that nobody knows is none, and one far away is quiet', async () => {
    const { data } = await wing.ask(
      officer,
      `{ nowhere: region(fips: "99999") { fips } kauai: region(fips: "15007") { fips openAlerts { id } airspaces { id } } }`,
    );

    expect(data).toEqual({ nowhere: null, kauai: { fips: '15007', openAlerts: [], airspaces: [] } });
  });

  test.each([
    ['no member', {}],
    ['two members', { regionFips: '11001', airspaceId: 'x' }],
    ['an unknown region', { regionFips: '99999' }],
    ['a radius of nothing', { circle: { longitude: 0, latitude: 0, radiusNm: 0 } }],
    ['a latitude that is none', { circle: { longitude: 0, latitude: 91, radiusNm: 1 } }],
    ['a box upside down', { bbox: { west: 0, south: 1, east: 1, north: 0 } }],
    ['a polygon that is a point', { polygon: { type: 'Point', coordinates: [0, 0] } }],
  ])('an area of %s is refused with what to do', async (_name, area) => {
    const { errors } = await wing.ask(
      officer,
      `query ($area: AreaInput!) { tracks(area: $area) { totalCount } }`,
      { area },
    );

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });

  test('airspace is public, and comes in pages by designator', async () => {
    const anyone = { ...officer, authenticated: false, scopes: new Set<string>(), attributes: {} };
    const first = await wing.ask(
      anyone,
      `{ airspaces(first: 1) { totalCount nodes { designator } pageInfo { hasNextPage endCursor } } }`,
    );
    const { endCursor } = (first.data as { airspaces: { pageInfo: { endCursor: string } } }).airspaces
      .pageInfo;
    const second = await wing.ask(
      anyone,
      `query ($after: String) { airspaces(first: 1, after: $after) { nodes { designator } } }`,
      { after: endCursor },
    );

    expect(first.data).toMatchObject({
      airspaces: { nodes: [{ designator: 'DC-FRZ' }], pageInfo: { hasNextPage: true } },
    });
    expect(second.data).toEqual({ airspaces: { nodes: [{ designator: 'DC-SFRA' }] } });
  });
});
