import { describe, expect, test } from '@jest/globals';
import { countyAt } from '@rotunda/platform/regions';
import { createAirspaceIndex } from '../airspace/create-airspace-index.ts';
import { distanceM } from '../airspace/earth-distance.ts';
import { createDecoder } from '../feeds/create-decoder.ts';
import type { SensorReport } from '../feeds/sensor-report.ts';
import { washingtonAirspaces } from './airspaces.ts';
import { demonstrationMessages } from './feed-messages.ts';
import { demonstrationTraffic, unannouncedAddress } from './traffic.ts';

const startMs = Date.UTC(2026, 10, 23);
const index = createAirspaceIndex(washingtonAirspaces(startMs));
// Steps that share no factor with a lap, so that a day's samples cover every part of each path.
const instants = Array.from({ length: 500 }, (_none, step) => startMs + step * 171_700);

function reportsAt(atMs: number): readonly SensorReport[] {
  return demonstrationMessages(atMs).flatMap(({ feedId, format, message }) => {
    const decoded = createDecoder(format, { feedId, dataMode: 'SIMULATED' })?.decode(message, atMs);
    expect(decoded?.rejects).toEqual([]);
    return decoded?.reports ?? [];
  });
}

function designatorsOf({ position, altitude }: SensorReport, atMs: number): readonly string[] {
  const { longitude = NaN, latitude = NaN } = position ?? {};
  return index.containing(longitude, latitude, altitude?.feet, atMs).map(({ designator }) => designator);
}

describe('the demonstration traffic', () => {
  test('has exactly one aircraft in the flight restricted zone at any time: unannounced, over the District, never in P-56', () => {
    for (const atMs of instants) {
      const inZone = reportsAt(atMs).filter((report) => designatorsOf(report, atMs).includes('DC-FRZ'));

      expect(new Set(inZone.map(({ identifiers }) => identifiers.aircraftAddress))).toEqual(
        new Set([unannouncedAddress]),
      );
      expect(inZone.map((report) => designatorsOf(report, atMs))).toEqual(
        inZone.map(() => ['DC-SFRA', 'DC-FRZ']),
      );
      const counties = inZone.map(
        ({ position }) => position && countyAt(position.longitude, position.latitude),
      );
      expect(new Set(counties)).toEqual(new Set(['11001']));
    }
  });

  test('has a plan for every other aircraft in the special flight rules area', () => {
    const planned = new Set(demonstrationTraffic.flatMap(({ plan, address }) => (plan ? [address] : [])));

    const inArea = instants.flatMap((atMs) =>
      reportsAt(atMs).flatMap((report) =>
        designatorsOf(report, atMs).includes('DC-SFRA') ? [report.identifiers.aircraftAddress ?? ''] : [],
      ),
    );

    const unplanned = new Set(inArea.filter((address) => !planned.has(address)));
    expect(unplanned).toEqual(new Set([unannouncedAddress]));
    expect(new Set(inArea)).toContain('F0DE04');
  });

  test('moves as fast as it says, round every turn', () => {
    for (const atMs of instants.slice(0, 100)) {
      const now = reportsAt(atMs);
      const later = reportsAt(atMs + 10_000);
      for (const [number, report] of now.entries()) {
        const { position, velocity } = report;
        const next = later[number]?.position;
        if (!position || !next || !velocity?.speedKnots) {
          throw new Error('A report lacks position or speed.');
        }
        const knots = (distanceM(position, next) / 10) * (3600 / 1852);
        expect(Math.abs(knots - velocity.speedKnots)).toBeLessThan(12);
      }
    }
  });

  test('says the same thing again for the same time', () => {
    expect(demonstrationMessages(startMs)).toEqual(demonstrationMessages(startMs));
  });
});
