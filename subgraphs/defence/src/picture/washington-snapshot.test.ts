import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

interface SeenTrack {
  readonly aircraftAddress: string;
  readonly status: string;
  readonly ageSeconds: number;
}

describeWithRecordings('the sky over Washington on 19 May 2020, 15:27:15Z', (recording) => {
  const watch = anOfficerOf('EADS');
  let wing: TestWing;
  let frz: string;

  beforeAll(async () => {
    wing = await openTestWing('2020-05-19T15:27:15Z', { defaultDataModes: ['EXERCISE'] });
    const message = await readFile(recording('defence/adsb-readsb/dc_20200519_aircraft.json'), 'utf8');
    await wing.ask(
      watch,
      `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted } }`,
      { input: { feedId: 'replay-readsb', format: 'READSB_JSON', messages: [message] } },
    );
    const { data } = await wing.ask(watch, `{ airspaces(kinds: [FRZ]) { nodes { id } } }`);
    frz = (data as { airspaces: { nodes: { id: string }[] } }).airspaces.nodes[0]?.id ?? '';
  });
  afterAll(() => wing.close());

  test('exactly five aircraft are in the flight restricted zone, one of them by a stale position', async () => {
    const { data } = await wing.ask(
      watch,
      `query ($frz: ID!) { tracks(area: { airspaceId: $frz }, filter: { insideAirspaceId: $frz }) {
        totalCount nodes { aircraftAddress status ageSeconds } } }`,
      { frz },
    );

    const { nodes } = (data as { tracks: { nodes: SeenTrack[] } }).tracks;
    expect(nodes.map(({ aircraftAddress }) => aircraftAddress).toSorted()).toEqual([
      'A08E82',
      'A09A04',
      'A9C53B',
      'AE0C36',
      'AE152C',
    ]);
    const stale = nodes.filter(({ status }) => status === 'STALE');
    expect(stale.map(({ aircraftAddress }) => aircraftAddress)).toEqual(['AE0C36']);
    expect(stale[0]?.ageSeconds).toBeCloseTo(42.4, 0);
  });

  test('an aircraft above the ceiling is not inside the special flight rules area that it is over', async () => {
    const { data } = await wing.ask(
      watch,
      `{ track(identifier: { kind: CALLSIGN, value: "N726TM" }) { altitude { value } within { airspace { designator } } } }`,
    );

    expect(data).toEqual({ track: { altitude: { value: 32_000 }, within: [] } });
  });

  test('of two aircraft of one altitude band the filter keeps those inside the band', async () => {
    const { data } = await wing.ask(
      watch,
      `query ($frz: ID!) { tracks(area: { airspaceId: $frz }, filter: { altitudeFt: { min: 1300, max: 1400 } }) { nodes { callsign } } }`,
      { frz },
    );

    expect(data).toEqual({ tracks: { nodes: [{ callsign: 'CAP9929' }, { callsign: 'RPA4324' }] } });
  });
});
