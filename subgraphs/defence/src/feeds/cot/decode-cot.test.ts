import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { createCotDecoder } from './decode-cot.ts';

const decoder = createCotDecoder({ feedId: 'tak', dataMode: 'REAL' });
const receivedAtMs = Date.UTC(2026, 0, 1, 0, 1);
const times = 'time="2026-01-01T00:00:00Z" start="2026-01-01T00:00:00Z" stale="2026-01-01T00:10:00Z"';
const point = '<point lat="38.9" lon="-77" hae="100" ce="25" le="9999999.0"/>';

function event(attributes: string, content = point): string {
  return `<event version="2.0" uid="u1" ${attributes}>${content}</event>`;
}

function decodeOne(attributes: string, content?: string) {
  return decoder.decode(event(attributes, content), receivedAtMs);
}

describe('an event', () => {
  test('of our own side gives place, height over the ellipsoid, motion and callsign', () => {
    const detail = '<detail><contact callsign="DEMO7"/><track speed="10" course="90"/></detail>';

    expect(decodeOne(`type="a-f-A" how="m-g" ${times}`, point + detail).reports).toMatchObject([
      {
        kind: 'BLUE_FORCE',
        affiliation: 'f',
        environment: 'AIR',
        position: { longitude: -77, latitude: 38.9, horizontalErrorM: 25 },
        altitude: { feet: expect.closeTo(328.08, 1), reference: 'ELLIPSOID' },
        velocity: { speedKnots: expect.closeTo(19.44, 1), trackDegrees: 90 },
        identifiers: { callsign: 'DEMO7', cotUid: 'u1' },
        drop: false,
      },
    ]);
  });

  test('reported by a person keeps the words but not the observer as its callsign', () => {
    const detail = '<detail><contact callsign="OFFICER-1"/><remarks>A small aircraft</remarks></detail>';

    expect(decodeOne(`type="a-u-A" how="h-e" ${times}`, point + detail).reports).toMatchObject([
      { kind: 'HUMAN_REPORT', remarks: 'A small aircraft', identifiers: { callsign: undefined } },
    ]);
  });

  test('with 9999999 or NaN for height and error knows neither', () => {
    const content = '<point lat="1" lon="2" hae="9999999.0" ce="NaN" le="NaN"/>';

    expect(decodeOne(`type="a-n-G" ${times}`, content).reports).toMatchObject([
      { altitude: undefined, position: { horizontalErrorM: undefined } },
    ]);
  });

  test('at nought degrees north and east has no place, and a course below nought is counted from north', () => {
    const content = '<point lat="0" lon="0" hae="0" ce="0" le="0"/><detail><track course="-90"/></detail>';

    expect(decodeOne(`type="a-f-A" ${times}`, content).reports).toMatchObject([
      { position: undefined, velocity: { trackDegrees: 270 } },
    ]);
  });

  test('that is stale before it starts withdraws its object, as a deletion does', () => {
    const stale = 'time="2026-01-01T00:00:00Z" start="2026-01-01T00:00:00Z" stale="2025-12-31T23:59:00Z"';

    const dropped = decodeOne(`type="a-u-A" ${stale}`).reports;
    const deleted = decodeOne(
      `type="t-x-d-d" ${times}`,
      '<link uid="u2" type="none" relation="none"/>',
    ).reports;

    expect(dropped).toMatchObject([{ drop: true, identifiers: { cotUid: 'u1' } }]);
    expect(deleted).toMatchObject([{ drop: true, identifiers: { cotUid: 'u2' } }]);
  });

  test('named after an ICAO address has that address', () => {
    const adsb = `<event uid="ICAO-f0de01" type="a-n-A-C-F" ${times}>${point}</event>`;

    expect(decoder.decode(adsb, receivedAtMs).reports).toMatchObject([
      { identifiers: { aircraftAddress: 'F0DE01' } },
    ]);
  });

  test('marked for units is released to those units', () => {
    const marked = `type="a-u-A" access="CUI" caveat="FOUO" releasableTo="USCP,USPP" ${times}`;

    expect(decodeOne(marked).reports).toMatchObject([
      { marking: { level: 'CUI', controls: ['FOUO'], releasableTo: ['USCP', 'USPP'] } },
    ]);
  });

  test.each([
    ['without a type', times, 'SCHEMA'],
    ['without a time', 'type="a-u-A"', 'SCHEMA'],
    ['of chat', `type="b-t-f" ${times}`, 'UNKNOWN_TYPE'],
    ['of a level that may not be held', `type="a-u-A" access="SECRET" ${times}`, 'MARKING'],
    ['that is not XML', `type="a-u-A ${times}`, 'SYNTAX'],
    ['from next year', 'type="a-u-A" time="2027-01-01T00:00:00Z"', 'FUTURE'],
  ])('%s is counted with its offset and spoils no other', (_what, attributes, reason) => {
    const good = event(`type="a-u-A" ${times}`);

    const { reports, rejects } = decoder.decode(`${good}\n${event(attributes)}${good}`, receivedAtMs);

    expect(reports).toHaveLength(2);
    expect(rejects).toMatchObject([{ reason, offset: good.length + 1 }]);
  });
});

test('a document that defines entities is refused', () => {
  const bomb = `<event uid="u" type="a-u-A" ${times}><!DOCTYPE x [<!ENTITY a "aaaa">]><point/></event>`;

  expect(decoder.decode(bomb, receivedAtMs).rejects).toMatchObject([{ reason: 'SYNTAX' }]);
});

test('nothing makes the decoder throw', () => {
  const parts = fc.constantFrom(
    '<event ',
    'uid="u"',
    ' type="a-u-A"',
    times,
    '>',
    '</event>',
    '<point lat="x"/>',
    '<',
    '&',
  );
  const anything = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    fc.array(parts).map((some) => some.join('')),
  );

  fc.assert(fc.property(anything, (message) => void decoder.decode(message, receivedAtMs)));
  expect(decoder.decode(`<event>${'<a>'.repeat(100_000)}`, receivedAtMs).rejects).toHaveLength(1);
});

describeWithRecordings('recordings of Cursor on Target', (recording) => {
  test('every one of 33 events is a report or is counted; those of chat, drawings and routes sight nothing', () => {
    const folder = recording('defence/cot/node-cot');
    const names = readdirSync(folder);

    const decoded = names.map((name) =>
      decoder.decode(readFileSync(join(folder, name)), Date.UTC(2030, 0, 1)),
    );

    expect(decoded.map(({ reports, rejects }) => reports.length + rejects.length)).toEqual(
      decoded.map(() => 1),
    );
    const reasons = decoded.flatMap(({ rejects }) => rejects.map(({ reason }) => reason));
    expect(reasons.filter((reason) => reason === 'SCHEMA')).toHaveLength(1);
    expect(new Set(reasons)).toEqual(new Set(['SCHEMA', 'UNKNOWN_TYPE']));
    const sightings = names.filter((name) => /_(a-|b-m-p-s|b-a-o)/.test(name));
    expect(decoded.flatMap(({ reports }) => reports)).toHaveLength(sightings.length);
  });

  test('the sighting of a small aircraft from the Capitol is a human report within 1,500 m', () => {
    const file = readFileSync(recording('defence/scenario-nats-park/human_report_cot.xml'));

    expect(decoder.decode(file, Date.UTC(2022, 3, 20, 22, 27)).reports).toMatchObject([
      {
        kind: 'HUMAN_REPORT',
        affiliation: 'u',
        position: { longitude: -77.006, latitude: 38.876, horizontalErrorM: 1500 },
        altitude: undefined,
      },
    ]);
  });
});
