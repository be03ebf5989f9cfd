import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { decodeFixmPlan } from './decode-fixm-plan.ts';

function message(change: Readonly<Record<string, string>> = {}): string {
  const parts = {
    identification: '<aircraftIdentification>DMO12</aircraftIdentification><gufi>0d2b</gufi>',
    departure:
      '<departureAerodrome><locationIndicator>KBOS</locationIndicator></departureAerodrome><estimatedOffBlockTime>2026-04-20T22:00:00Z</estimatedOffBlockTime>',
    rules: '<flightRulesCategory>V</flightRulesCategory>',
    ...change,
  };
  return `<m:FficeMessage xmlns:m="m" xmlns:fx="fx"><m:flight>
    <fx:aircraft><fx:aircraftAddress>f0de01</fx:aircraftAddress></fx:aircraft>
    <fx:departure>${parts.departure}</fx:departure><fx:flightIdentification>${parts.identification}</fx:flightIdentification>
    ${parts.rules}</m:flight></m:FficeMessage>`;
}

test('a flight with the least it needs is a plan', () => {
  expect(decodeFixmPlan(message())).toMatchObject({
    gufi: '0d2b',
    source: 'FIXM',
    callsign: 'DMO12',
    aircraftAddress: 'F0DE01',
    flightRules: 'VFR',
    flightType: 'OTHER',
    departure: 'KBOS',
    destination: undefined,
    offBlockAtMs: Date.UTC(2026, 3, 20, 22),
  });
});

test.each([
  [
    'without an identifier',
    message({ identification: '<aircraftIdentification>DMO12</aircraftIdentification>' }),
    'SYNTAX',
  ],
  ['without an off-block time', message({ departure: '' }), 'SYNTAX'],
  ['without rules', message({ rules: '' }), 'SYNTAX'],
  ['with no flight in it', '<FficeMessage/>', 'UNKNOWN_TYPE'],
  ['that is no XML', '<FficeMessage>', 'SYNTAX'],
])('a message %s is refused', (_what, text, reason) => {
  expect(decodeFixmPlan(text)).toMatchObject({ reason });
});

test('no text makes the parser throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void decodeFixmPlan(text)));
});

describeWithRecordings('recorded FIXM', (recording) => {
  test('the example of the FIXM manual gives flight, times, level and placed route', () => {
    const plan = decodeFixmPlan(readFileSync(recording('defence/fpl/fixm43_filed_example_001.xml'), 'utf8'));

    expect(plan).toMatchObject({
      gufi: '4322102a-a540-4604-baa0-564ff3002a3f',
      callsign: 'UFO001',
      aircraftAddress: undefined,
      aircraftType: 'A319',
      wakeCategory: 'M',
      flightRules: 'IFR',
      flightType: 'SCHEDULED',
      departure: 'EDDM',
      destination: 'EDDL',
      alternates: ['EDDG'],
      offBlockAtMs: Date.UTC(2024, 5, 20),
      estimatedArrivalAtMs: Date.UTC(2024, 5, 20, 0, 53),
      cruiseSpeedKnots: 395,
      cruiseAltitudeFeet: 32_000,
      operator: 'UFO',
      remarks: 'TCAS EQUIPPED',
    });
    expect(plan).toHaveProperty(
      'routePoints.3',
      expect.objectContaining({ name: 'GIVMI', altitudeFeet: 19_111 }),
    );
    expect(plan).toHaveProperty('routePoints.3.latitude', expect.closeTo(48.7011, 4));
  });
});
