import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { createOpenskyDecoder } from './decode-opensky.ts';

const decoder = createOpenskyDecoder({ feedId: 'zrh', dataMode: 'REAL' });
const receivedAtMs = Date.UTC(2026, 0, 1);
const time = receivedAtMs / 1000;

function state(change: Readonly<Record<number, unknown>> = {}): readonly unknown[] {
  const vector: unknown[] = [
    'f00001',
    'ABC12   ',
    'None',
    time - 12,
    time - 1,
    -77,
    38.9,
    1000,
    false,
    100,
    90,
    -5,
  ];
  vector.push(null, 1100, '0421', false, 0);
  for (const [index, value] of Object.entries(change)) {
    vector[Number(index)] = value;
  }
  return vector;
}

function decode(...states: readonly unknown[]) {
  return decoder.decode(JSON.stringify({ time, states }), receivedAtMs);
}

test('a state vector is in metres and seconds, and its position older than its last contact', () => {
  expect(decode(state()).reports).toMatchObject([
    {
      kind: 'ADS_B',
      observedAtMs: receivedAtMs - 1000,
      position: { longitude: -77, latitude: 38.9, atMs: receivedAtMs - 12_000 },
      altitude: { feet: 3280.8, reference: 'PRESSURE_1013' },
      velocity: { speedKnots: 194.4, trackDegrees: 90, verticalRateFpm: -984.3 },
      identifiers: { aircraftAddress: 'F00001', callsign: 'ABC12', beaconCode: '0421' },
      onGround: false,
    },
  ]);
});

test.each([
  ['without an address', state({ 0: null }), 'SCHEMA'],
  ['off the Earth', state({ 6: 97 }), 'OUT_OF_RANGE'],
  ['from next week', state({ 4: time + 604_800 }), 'FUTURE'],
  ['that is no vector', {}, 'SCHEMA'],
])('a state %s is counted by its place in the list and spoils no other', (_what, bad, reason) => {
  const { reports, rejects } = decode(state(), bad);

  expect(reports).toHaveLength(1);
  expect(rejects).toMatchObject([{ reason, offset: 1 }]);
});

test('nothing makes the decoder throw, and every state is reported or counted', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.uint8Array(), fc.json()),
      (message) => void decoder.decode(message, 0),
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue(), { maxLength: 18 }))), (states) => {
      const { reports, rejects } = decode(...states);
      expect(reports.length + rejects.length).toBe(states.length);
    }),
  );
});

describeWithRecordings('recordings of OpenSky', (recording) => {
  test('all 53 states round Zurich are read', () => {
    const { reports, rejects } = decoder.decode(
      readFileSync(recording('defence/opensky/zrh_20190910_states.json')),
      receivedAtMs,
    );

    expect(rejects).toEqual([]);
    expect(reports).toHaveLength(53);
    expect(reports[0]).toMatchObject({
      identifiers: { aircraftAddress: '4B1803', callsign: 'SWR5181', beaconCode: '1021' },
      onGround: true,
      position: { atMs: 1568090266_000 },
      observedAtMs: 1568090279_000,
    });
  });
});
