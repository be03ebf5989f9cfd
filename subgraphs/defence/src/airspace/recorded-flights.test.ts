import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { washingtonAirspaces } from '../demonstration/airspaces.ts';
import { createReadsbDecoder } from '../feeds/readsb/decode-readsb.ts';
import type { SensorReport } from '../feeds/sensor-report.ts';
import type { AirspaceSample } from './airspace-index.ts';
import { createAirspaceIndex } from './create-airspace-index.ts';
import { metresPerNauticalMile } from './earth-distance.ts';
import { createAirspaceCompleter } from './import/complete-airspace.ts';
import { readAirspaceText } from './import/read-airspace-file.ts';

const receivedAtMs = Date.UTC(2030, 0, 1);

function decode(file: string): readonly SensorReport[] {
  return createReadsbDecoder({ feedId: 'f', dataMode: 'REAL' }).decode(readFileSync(file), receivedAtMs)
    .reports;
}

function samplesOf(reports: readonly SensorReport[]): readonly AirspaceSample[] {
  return reports.flatMap(({ position, altitude }) =>
    position
      ? [
          {
            longitude: position.longitude,
            latitude: position.latitude,
            altitudeFeet: altitude?.feet,
            atMs: position.atMs,
          },
        ]
      : [],
  );
}

describeWithRecordings('recorded flights in the airspace drawn here', (recording) => {
  test('five aircraft of the Washington snapshot are in the flight restricted zone, and none in P-56', () => {
    const index = createAirspaceIndex(washingtonAirspaces(0));
    const inside = decode(recording('defence/adsb-readsb/dc_20200519_aircraft.json')).flatMap((report) => {
      const { longitude = NaN, latitude = NaN } = report.position ?? {};
      const found = index.containing(longitude, latitude, report.altitude?.feet, receivedAtMs);
      const address = report.identifiers.aircraftAddress;
      return report.onGround === true ? [] : found.map(({ designator }) => `${designator} ${address}`);
    });

    const inZone = inside.filter((entry) => entry.startsWith('DC-FRZ'));
    expect(new Set(inZone)).toEqual(
      new Set(['A9C53B', 'AE152C', 'A09A04', 'AE0C36', 'A08E82'].map((address) => `DC-FRZ ${address}`)),
    );
    expect(inside.filter((entry) => entry.startsWith('P-56'))).toEqual([]);
    expect(inside.some((entry) => entry.endsWith('A9BB8B'))).toBe(false);
  });

  test('the parachute flight never enters P-56, passes it at a third of a mile, and enters the ring of the ballpark once', () => {
    const complete = createAirspaceCompleter();
    const file = recording('defence/scenario-nats-park/stadium_tfr.geojson');
    const features = readAirspaceText(readFileSync(file, 'utf8'));
    const ring = 'message' in features ? [] : features;
    const rings = ring.flatMap((feature) => {
      const airspace = feature.found === 'VOLUME' ? complete(feature.airspace, { file, updatedAtMs: 0 }) : '';
      return typeof airspace === 'string' ? [] : [airspace];
    });
    const index = createAirspaceIndex([...washingtonAirspaces(0), ...rings]);
    const samples = samplesOf(decode(recording('defence/scenario-nats-park/track_readsb.ndjson')));
    const crossings = samples.slice(1).flatMap((to, number) => {
      const from = samples[number] ?? to;
      return index.crossedBy(from, to).map((crossing) => ({ ...crossing, from, to }));
    });

    const entries = crossings.filter(({ startedInside }) => !startedInside);
    expect(entries.map(({ airspace }) => airspace.kind)).toEqual(['TFR']);
    const [entry] = entries;
    const enteredAtMs = entry ? entry.from.atMs + entry.entryFraction * (entry.to.atMs - entry.from.atMs) : 0;
    expect(Math.abs(enteredAtMs - Date.UTC(2022, 3, 20, 22, 14, 26))).toBeLessThan(2500);
    expect(crossings.filter(({ airspace }) => airspace.kind === 'PROHIBITED')).toEqual([]);
    const closestM = Math.min(
      ...samples.map(
        ({ longitude, latitude }) => index.distanceToOutlineM('airspace-p-56a', longitude, latitude) ?? NaN,
      ),
    );
    expect(closestM / metresPerNauticalMile).toBeCloseTo(0.328, 1);
  });
});
