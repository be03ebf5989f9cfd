import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import type { DecoderOptions } from '../feed-decoder.ts';
import { createSbsDecoder } from './decode-sbs.ts';

const receivedAtMs = Date.UTC(2026, 6, 1, 18);

function sbsLine(type: number, columns: Readonly<Record<number, string>> = {}): string {
  const line: string[] = Array.from({ length: 22 }, () => '');
  line.splice(0, 10, 'MSG', `${type}`, '1', '1', 'F00001', '1', '2026/07/01', '13:59:59.250', '', '');
  for (const [column, value] of Object.entries(columns)) {
    line[Number(column)] = value;
  }
  return line.join(',');
}

function decode(text: string, options: Partial<DecoderOptions> = {}) {
  return createSbsDecoder({ feedId: 'lhr', dataMode: 'REAL', ...options }).decode(text, receivedAtMs);
}

describe('a BaseStation line', () => {
  test('is in the local time of its receiver, summer time included', () => {
    const { reports } = decode(sbsLine(8), { timeZone: 'America/New_York' });

    expect(reports[0]?.observedAtMs).toBe(Date.UTC(2026, 6, 1, 17, 59, 59, 250));
  });

  test('of a receiver without a named zone is set right by its offset', () => {
    const { reports } = decode(sbsLine(8), { utcOffsetMinutes: -240 });

    expect(reports[0]?.observedAtMs).toBe(Date.UTC(2026, 6, 1, 17, 59, 59, 250));
  });

  test('of type 3 carries position and height, of type 4 motion, of type 6 the code', () => {
    const position = decode(sbsLine(3, { 11: '2600', 14: '38.9', 15: '-77.01' })).reports[0];
    const motion = decode(sbsLine(4, { 12: '100', 13: '297', 16: '-64' })).reports[0];
    const code = decode(sbsLine(6, { 17: '0421' })).reports[0];

    expect(position).toMatchObject({
      kind: 'ADS_B',
      position: { longitude: -77.01, latitude: 38.9 },
      altitude: { feet: 2600, reference: 'PRESSURE_1013' },
      velocity: undefined,
    });
    expect(motion).toMatchObject({
      position: undefined,
      velocity: { speedKnots: 100, trackDegrees: 297, verticalRateFpm: -64 },
    });
    expect(code).toMatchObject({ kind: 'MODE_S', identifiers: { beaconCode: '0421' }, emergency: 'NONE' });
  });

  test('is merged with those of the same aircraft and instant in its block', () => {
    const block = [
      sbsLine(3, { 14: '38.9', 15: '-77' }),
      sbsLine(1, { 10: 'ABC12   ' }),
      sbsLine(6, { 17: '7700' }),
    ];

    const { reports } = decode(block.join('\r\n'));

    expect(reports).toMatchObject([
      {
        kind: 'ADS_B',
        position: { latitude: 38.9 },
        identifiers: { callsign: 'ABC12', beaconCode: '7700' },
        emergency: 'GENERAL',
      },
    ]);
  });

  test.each([
    ['too short', 'MSG,3,1,1,F00001', 'SYNTAX'],
    ['of no known kind', sbsLine(3, { 0: 'XYZ' }), 'SYNTAX'],
    ['of the receiver itself', sbsLine(3, { 0: 'STA' }), 'UNKNOWN_TYPE'],
    ['of type 9', sbsLine(9), 'UNKNOWN_TYPE'],
    ['without an address', sbsLine(3, { 4: '' }), 'SCHEMA'],
    ['without a time', sbsLine(3, { 7: '25:00:00.000' }), 'SYNTAX'],
    ['off the Earth', sbsLine(3, { 14: '99', 15: '0' }), 'OUT_OF_RANGE'],
    ['with a height that is no number', sbsLine(3, { 11: 'high' }), 'SYNTAX'],
    ['from tomorrow', sbsLine(3, { 6: '2026/07/02' }), 'FUTURE'],
  ])('%s is counted with its offset and spoils no other line', (_what, line, reason) => {
    const good = sbsLine(8);

    const { reports, rejects } = decode(`${good}\n${line}\n`);

    expect(reports).toHaveLength(1);
    expect(rejects).toMatchObject([{ reason, offset: good.length + 1 }]);
  });
});

test('no text and no bytes make the decoder throw', () => {
  const decoder = createSbsDecoder({ feedId: 'lhr', dataMode: 'REAL' });
  const almost = fc.array(fc.oneof(fc.constantFrom('MSG', '3', '\n', '-1', '2026/07/01'), fc.string()), {
    minLength: 20,
    maxLength: 24,
  });
  const anything = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    almost.map((columns) => columns.join(',')),
  );

  fc.assert(fc.property(anything, (message) => void decoder.decode(message, receivedAtMs)));
});

describeWithRecordings('recordings of BaseStation', (recording) => {
  test('all 2,070 lines over Heathrow are read one by one, of 84 aircraft', () => {
    const lines = readFileSync(recording('defence/adsb-sbs/heathrow_20191020_sbs.txt'), 'utf8').split('\n');
    const decoder = createSbsDecoder({ feedId: 'lhr', dataMode: 'REAL', timeZone: 'Europe/London' });

    const decoded = lines.map((line) => decoder.decode(line, receivedAtMs));

    const reports = decoded.flatMap(({ reports: some }) => some);
    expect(decoded.flatMap(({ rejects }) => rejects)).toEqual([]);
    expect(reports).toHaveLength(2070);
    expect(new Set(reports.map(({ identifiers }) => identifiers.aircraftAddress)).size).toBe(84);
    expect(new Date(reports[0]?.observedAtMs ?? 0).toISOString()).toBe('2019-10-20T10:33:40.310Z');
  });
});
