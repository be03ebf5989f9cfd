import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { createReadsbDecoder } from './decode-readsb.ts';

const options = { feedId: 'dc', dataMode: 'REAL' } as const;
const receivedAtMs = Date.UTC(2026, 0, 1);

function decodeOne(entry: Readonly<Record<string, unknown>>) {
  const now = receivedAtMs / 1000;
  return createReadsbDecoder(options).decode(JSON.stringify({ now, hex: 'f00001', ...entry }), receivedAtMs);
}

describe('a readsb aircraft', () => {
  test('has a position as old as seen_pos says although the entry is fresh', () => {
    const { reports } = decodeOne({ lat: 38.9, lon: -77, seen_pos: 42.4, seen: 0.1 });

    expect(reports[0]?.observedAtMs).toBe(receivedAtMs - 100);
    expect(reports[0]?.position?.atMs).toBe(receivedAtMs - 42_400);
  });

  test('on the ground has no altitude', () => {
    const { reports } = decodeOne({ alt_baro: 'ground', gs: 12 });

    expect(reports[0]).toMatchObject({ onGround: true, altitude: undefined });
  });

  test('keeps the mark of an address that is not ICAO and loses the padding of its callsign', () => {
    const { reports } = decodeOne({ hex: '~2a1b3c', flight: 'ABC12   ' });

    expect(reports[0]?.identifiers).toMatchObject({ aircraftAddress: '~2A1B3C', callsign: 'ABC12' });
  });

  test('squawking 7600 is a radio failure although its emergency word says none', () => {
    const { reports } = decodeOne({ squawk: '7600', emergency: 'none' });

    expect(reports[0]).toMatchObject({ emergency: 'RADIO_FAILURE', identifiers: { beaconCode: '7600' } });
  });

  test.each([
    ['off the Earth', { lat: 91, lon: 0 }, 'OUT_OF_RANGE'],
    ['without an address', { hex: 'xyz' }, 'SCHEMA'],
    ['from next year', { now: receivedAtMs / 1000 + 31_536_000 }, 'FUTURE'],
  ])('%s is counted and not reported', (_what, entry, reason) => {
    const { reports, rejects } = decodeOne(entry);

    expect(reports).toEqual([]);
    expect(rejects).toMatchObject([{ reason }]);
  });

  test('decoded twice has one id, and another id once it says something else', () => {
    const [first, second, third] = [{ gs: 120 }, { gs: 120 }, { gs: 121 }].map(decodeOne);

    expect(second?.reports[0]?.id).toBe(first?.reports[0]?.id);
    expect(third?.reports[0]?.id).not.toBe(first?.reports[0]?.id);
  });
});

test('a bad line among aircraft is counted with its offset and spoils no other line', () => {
  const good = '{"hex":"f00001","alt_baro":100}';

  const { reports, rejects } = createReadsbDecoder(options).decode(`${good}\n{"hex":\n${good}`, receivedAtMs);

  expect(reports).toHaveLength(2);
  expect(rejects).toMatchObject([{ reason: 'SYNTAX', offset: good.length + 1 }]);
});

test('no text and no bytes make the decoder throw', () => {
  const decoder = createReadsbDecoder(options);
  const anything = fc.oneof(fc.string(), fc.uint8Array(), fc.json());

  fc.assert(fc.property(anything, (message) => void decoder.decode(message, receivedAtMs)));
});

test('an aircraft object of any shape is either reported or counted', () => {
  const names = [
    'hex',
    'lat',
    'lon',
    'alt_baro',
    'seen',
    'seen_pos',
    'squawk',
    'type',
    'mlat',
    'now',
    'nac_p',
  ];
  const object = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());

  fc.assert(
    fc.property(object, (entry) => {
      const { reports, rejects } = decodeOne({ hex: undefined, ...entry, aircraft: undefined });
      expect(reports.length + rejects.length).toBe(1);
    }),
  );
});

describeWithRecordings('recordings of readsb', (recording) => {
  test('all 36 aircraft of the Washington snapshot are read, 16 of them with a position', () => {
    const file = readFileSync(recording('defence/adsb-readsb/dc_20200519_aircraft.json'));

    const { reports, rejects } = createReadsbDecoder(options).decode(file, receivedAtMs);

    expect(rejects).toEqual([]);
    expect(reports).toHaveLength(36);
    expect(reports.filter(({ position }) => position !== undefined)).toHaveLength(16);
    const stale = reports.find(({ identifiers }) => identifiers.aircraftAddress === 'AE0C36');
    expect(stale).toMatchObject({ kind: 'MLAT', position: { atMs: 1589902035_000 - 42_400 } });
  });

  test('every one of 1,612 lines is read or counted, and 19 aircraft come out', () => {
    const file = readFileSync(recording('defence/adsb-readsb/brc_20230830_20min.ndjson'), 'utf8');

    const { reports, rejects } = createReadsbDecoder(options).decode(file, receivedAtMs);

    expect(reports).toHaveLength(1194);
    expect(rejects).toHaveLength(1612 - 1194);
    expect(new Set(reports.map(({ identifiers }) => identifiers.aircraftAddress)).size).toBe(19);
  });
});
