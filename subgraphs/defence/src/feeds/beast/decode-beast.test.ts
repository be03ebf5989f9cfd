import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { createBeastDecoder } from './decode-beast.ts';

const receivedAtMs = Date.UTC(2026, 0, 1);
const options = { feedId: 'beast', dataMode: 'REAL' } as const;

/** Mode S frames in hexadecimal as Beast bytes, a second apart, escape bytes doubled. */
function beast(...frames: readonly string[]): Buffer {
  const pieces = frames.map((hex, index) => {
    const header = Buffer.alloc(7);
    header.writeUIntBE((index + 1) * 12_000_000, 0, 6);
    const content = Buffer.concat([header, Buffer.from(hex, 'hex')]);
    const escaped = [...content].flatMap((byte) => (byte === 0x1a ? [0x1a, 0x1a] : [byte]));
    return Buffer.from([0x1a, hex.length === 14 ? 0x32 : 0x33, ...escaped]);
  });
  return Buffer.concat(pieces);
}

function decode(...frames: readonly string[]) {
  return createBeastDecoder(options).decode(beast(...frames), receivedAtMs);
}

// Frames and what they mean: J. Sun, The 1090 Megahertz Riddle, 2nd edition.
const identification = '8D4840D6202CC371C32CE0576098';
const evenPosition = '8D40621D58C382D690C8AC2863A7';
const oddPosition = '8D40621D58C386435CC412692AD6';
const velocity = '8D485020994409940838175B284F';
const airspeed = '8DA05F219B06B6AF189400CBC33F';

describe('a Mode S frame', () => {
  test('of identification gives the callsign', () => {
    expect(decode(identification).reports).toMatchObject([
      { kind: 'ADS_B', identifiers: { aircraftAddress: '4840D6', callsign: 'KLM1023' } },
    ]);
  });

  test('of position gives a place once an even and an odd one have come', () => {
    const [first, second] = decode(oddPosition, evenPosition).reports;

    expect(first).toMatchObject({
      position: undefined,
      altitude: { feet: 38_000, reference: 'PRESSURE_1013' },
    });
    expect(second?.position?.latitude).toBeCloseTo(52.2572, 4);
    expect(second?.position?.longitude).toBeCloseTo(3.91937, 4);
    expect(second?.quality.radiusOfContainmentM).toBe(185.2);
  });

  test('of velocity gives motion over the ground, of airspeed only the climb', () => {
    const [ground, air] = decode(velocity, airspeed).reports;

    expect(ground?.velocity?.speedKnots).toBeCloseTo(159.2, 1);
    expect(ground?.velocity?.trackDegrees).toBeCloseTo(182.88, 2);
    expect(ground?.velocity?.verticalRateFpm).toBe(-832);
    expect(air?.velocity).toEqual({ speedKnots: undefined, trackDegrees: undefined, verticalRateFpm: -2304 });
  });

  test('with one bit turned is counted as of wrong parity, and reported never', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 111 }), (bit) => {
        const bytes = Buffer.from(identification, 'hex');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        const { reports, rejects } = decode(bytes.toString('hex'));
        expect(reports).toEqual([]);
        expect(rejects).toMatchObject([{ reason: 'CHECKSUM', offset: 0 }]);
      }),
    );
  });

  test('is as old as its receiver counted before the last of its message', () => {
    const { reports } = decode(identification, velocity);

    expect(reports.map(({ observedAtMs }) => receivedAtMs - observedAtMs)).toEqual([1000, 0]);
  });
});

describe('a stream of frames', () => {
  test('cut anywhere gives the same reports as whole', () => {
    const bytes = beast(identification, oddPosition, evenPosition, velocity);
    const identifiersOf = (parts: readonly Uint8Array[]) => {
      const decoder = createBeastDecoder(options);
      const decoded = parts.map((part) => decoder.decode(part, receivedAtMs));
      expect(decoded.flatMap(({ rejects }) => rejects)).toEqual([]);
      return decoded.flatMap(({ reports }) =>
        reports.map(({ identifiers, velocity: motion }) => ({ identifiers, motion })),
      );
    };

    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length }), (cut) => {
        expect(identifiersOf([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(identifiersOf([bytes]));
      }),
    );
  });

  test('in base64 is the same stream', () => {
    const bytes = beast(identification);

    expect(createBeastDecoder(options).decode(bytes.toString('base64'), receivedAtMs)).toEqual(
      decode(identification),
    );
  });

  test('with a frame cut short by the next counts it and goes on', () => {
    const whole = beast(identification);

    const { reports, rejects } = createBeastDecoder(options).decode(
      Buffer.concat([whole.subarray(0, 9), whole]),
      receivedAtMs,
    );

    expect(reports).toHaveLength(1);
    expect(rejects).toMatchObject([{ reason: 'SYNTAX', offset: 0 }]);
  });

  test('of any bytes does not make the decoder throw', () => {
    const decoder = createBeastDecoder(options);
    const frames = fc
      .uint8Array({ minLength: 14, maxLength: 14 })
      .map((bytes) => beast(Buffer.from(bytes).toString('hex')));

    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string(), frames), (bytes) => void decoder.decode(bytes, 0)),
    );
  });
});

describeWithRecordings('recordings of Beast', (recording) => {
  test('all 239 frames are read or counted: two aircraft over Toulouse with height, code and callsign', () => {
    const bytes = readFileSync(recording('defence/adsb-beast/sample_dump1090.bin'));

    const { reports, rejects } = createBeastDecoder(options).decode(bytes, receivedAtMs);

    expect(reports).toHaveLength(229);
    expect(rejects).toHaveLength(10);
    expect(new Set(rejects.map(({ reason }) => reason))).toEqual(new Set(['CHECKSUM']));
    const squitters = reports.filter(({ kind }) => kind === 'ADS_B');
    expect(new Set(squitters.map(({ identifiers }) => identifiers.aircraftAddress))).toEqual(
      new Set(['48520A']),
    );
    expect(squitters.flatMap(({ identifiers }) => identifiers.callsign ?? [])).toEqual(['TRA89M']);
    const heights = reports.flatMap(({ identifiers, altitude }) =>
      altitude ? `${identifiers.aircraftAddress} ${altitude.feet}` : [],
    );
    expect(new Set(heights)).toEqual(new Set(['48520A 38000', '3981E4 25000']));
  });
});
