import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDefence } from './create-defence.ts';
import { anOfficerOf, openTestWing, type TestWing } from './open-test-wing.ts';

const partner = {
  ...anOfficerOf('HHS-OPS'),
  scopes: new Set(['postal:campaign:metrics', 'defence:read', 'health:aggregate:read']),
};

describe('the demonstration', () => {
  let wing: TestWing;
  beforeAll(async () => {
    wing = await openTestWing('2026-11-23T12:00:00Z', { demonstrationFeed: true });
  });
  afterAll(() => wing.close());

  test('a partner sees exactly one open alert over Washington, and why', async () => {
    const answer = await wing.ask(
      partner,
      `{ region(fips: "11001") {
        openAlerts { code level state track { label identity { value } dataMode } airspace { designator }
          explanation { summary wouldSettle { kind ask { id } } counterEvidence { text } } }
        airspaces { designator }
      } }`,
    );

    expect(answer).toMatchObject({
      data: {
        region: {
          openAlerts: [
            {
              code: 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE',
              level: 'WARNING',
              airspace: { designator: 'DC-FRZ' },
              track: { dataMode: 'SIMULATED' },
            },
          ],
        },
      },
    });
    expect(JSON.stringify(answer.data)).toContain('P-56');
  });

  test('its announced aircraft are on their plans for every unit, and the picture says that it is simulated', async () => {
    const answer = await wing.ask(
      anOfficerOf('USCP'),
      `{ operatingPicture(area: { circle: { longitude: -77.04, latitude: 38.85, radiusNm: 100 } }) {
        narrative summary { tracks openAlerts uncorrelated byIdentity { identity count } }
        tracks { nodes { label status correlation { status score flightPlan { callsign } } identity { value basis } symbol { sidc } } }
      } }`,
    );

    expect(answer).toMatchObject({
      data: { operatingPicture: { summary: { tracks: 6, openAlerts: 1, uncorrelated: 2 } } },
    });
    expect(JSON.stringify(answer.data)).toContain('simulated');
  });
});

test('after midnight, and a restart, the demonstration still has one open alert over Washington', async () => {
  const yesterday = { now: () => new Date('2026-11-22T23:50:00Z') };
  const wing = await openTestWing('2026-11-23T00:10:00Z', {
    demonstrationFeed: true,
    prepare: async (databaseUrl) => {
      const earlier = await createDefence({ databaseUrl, clock: yesterday });
      await earlier.close();
    },
  });

  const { data } = await wing.ask(
    partner,
    `{ region(fips: "11001") { openAlerts { id } } operatingPicture(area: { circle: { longitude: -77.04, latitude: 38.85, radiusNm: 100 } }) { summary { uncorrelated } } }`,
  );
  await wing.close();

  expect(data).toMatchObject({
    region: { openAlerts: [{}] },
    operatingPicture: { summary: { uncorrelated: 2 } },
  });
});
