import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPool } from '@rotunda/platform/open-database';
import { createDefence } from '../create-defence.ts';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const start = Date.parse('2026-11-23T12:00:00Z');
const officer = anOfficerOf('EADS');

describe('history', () => {
  let wing: TestWing;
  let pool: ReturnType<typeof openPool>;
  beforeAll(async () => {
    wing = await openTestWing(new Date(start).toISOString());
    pool = openPool(wing.databaseUrl, { maxConnections: 1 });
    for (const second of [0, 1, 1, 2]) {
      wing.clock.set(start + second * 1000);
      const now = start / 1000 + second;
      const entry = {
        now,
        hex: 'a00001',
        lat: 38.86 + second / 1000,
        lon: -77,
        alt_baro: 2000,
        gs: 120,
        track: 0,
        seen: 0,
        seen_pos: 0,
      };
      await wing.ask(
        officer,
        `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted } }`,
        { input: { feedId: 'live-readsb', format: 'READSB_JSON', messages: [JSON.stringify(entry)] } },
      );
    }
    await wing.ask(anOfficerOf('USCP'), '{ alerts { totalCount } }');
  });
  afterAll(async () => {
    await pool.end();
    await wing.close();
  });

  test('keeps each position once, with the time it was true', async () => {
    const { rows } = await pool.query(
      'SELECT at, latitude::float8, altitude_feet, speed_knots FROM track_point ORDER BY at',
    );

    expect(rows).toMatchObject(
      [0, 1, 2].map((second) => ({
        at: new Date(start + second * 1000),
        altitude_feet: 2000,
        speed_knots: 120,
      })),
    );
  });

  test('numbers changes without a gap', async () => {
    const { rows } = await pool.query('SELECT sequence::int4, kind FROM picture_change ORDER BY sequence');

    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => index + 1));
    expect(rows.at(0)).toMatchObject({ kind: 'TRACK_ADDED' });
  });

  test('of an earlier run goes on: its open alerts expire, its numbers continue', async () => {
    const { rows: before } = await pool.query('SELECT max(sequence)::int4 AS last FROM picture_change');

    const next = await createDefence({
      databaseUrl: wing.databaseUrl,
      clock: wing.clock,
      demonstrationFeed: false,
    });
    await next.close();

    const { rows } = await pool.query('SELECT DISTINCT state, resolution_kind FROM alert');
    expect(before[0]?.last).toBeGreaterThan(0);
    expect(rows).toEqual([{ state: 'EXPIRED', resolution_kind: 'EXPIRED' }]);
  });
});
