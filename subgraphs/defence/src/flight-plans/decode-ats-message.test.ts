import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { isAtsFault } from './decode-ats-fields.ts';
import { concernsPlan, decodeAtsMessage, updatePlan } from './decode-ats-message.ts';
import type { FlightPlan } from './flight-plan.ts';

const receivedAtMs = Date.UTC(2026, 3, 20, 18);

const filed = `ZCZC ABC123
(FPL-DMO12K/A2173-IS
-2B738/M-SDE2FGHIRWY/LB1
-KBOS2215
-N0450F350 DCT GREKI/N0441F370 J60 4000N07300W VFR/N0400A045 BAL180040
 DCT
-KATL0230 KMCO KTPA
-STS/HOSP MEDEVAC RMK/PATIENT ON BOARD A/C RED - CALL FIRST
 CODE/F0DE01 REG/N00DEM OPR/DEMONSTRATION DOF/260421)
NNNN`;

function planOf(message: string): FlightPlan {
  const decoded = decodeAtsMessage(message, receivedAtMs);
  if (isAtsFault(decoded) || decoded.type !== 'FPL') {
    throw new Error(`Not a plan: ${JSON.stringify(decoded)}`);
  }
  return decoded.plan;
}

function shortPlan(change: Readonly<Record<string, string>> = {}): string {
  const fields = {
    7: 'DMO12K',
    8: 'VG',
    9: 'C172/L',
    10: 'S/C',
    13: 'KADW2200',
    15: 'N0100VFR DCT',
    16: 'KDCA0030',
    18: '0',
  };
  return `(FPL-${Object.values({ ...fields, ...change }).join('-')})`;
}

describe('a filed flight plan', () => {
  test('wrapped over lines in a telegram gives every field', () => {
    expect(planOf(filed)).toMatchObject({
      callsign: 'DMO12K',
      beaconCode: '2173',
      flightRules: 'IFR',
      flightType: 'SCHEDULED',
      aircraftCount: 2,
      aircraftType: 'B738',
      wakeCategory: 'M',
      departure: 'KBOS',
      destination: 'KATL',
      alternates: ['KMCO', 'KTPA'],
      cruiseSpeedKnots: 450,
      cruiseAltitudeFeet: 35_000,
      aircraftAddress: 'F0DE01',
      registration: 'N00DEM',
      operator: 'DEMONSTRATION',
      specialHandling: ['HOSP', 'MEDEVAC'],
      remarks: 'PATIENT ON BOARD A/C RED-CALL FIRST',
    });
  });

  test('is for the day that DOF/ names, wherever in item 18 it stands', () => {
    const plan = planOf(filed);

    expect(new Date(plan.offBlockAtMs).toISOString()).toBe('2026-04-21T22:15:00.000Z');
    expect(new Date(plan.estimatedArrivalAtMs ?? 0).toISOString()).toBe('2026-04-22T00:45:00.000Z');
  });

  test.each([
    ['2200', '2026-04-20T22:00:00.000Z'],
    ['0100', '2026-04-21T01:00:00.000Z'],
    ['1630', '2026-04-20T16:30:00.000Z'],
    ['1530', '2026-04-21T15:30:00.000Z'],
  ])('without DOF/ off blocks at %s is for %s when it comes at 18:00', (time, expected) => {
    expect(new Date(planOf(shortPlan({ 13: `KADW${time}` })).offBlockAtMs).toISOString()).toBe(expected);
  });

  test('changes speed and level along its route, and places only what the route places', () => {
    expect(planOf(filed).routePoints).toEqual([
      { name: 'GREKI', longitude: undefined, latitude: undefined, speedKnots: 441, altitudeFeet: 37_000 },
      { name: '4000N07300W', longitude: -73, latitude: 40, speedKnots: undefined, altitudeFeet: undefined },
      {
        name: 'BAL180040',
        longitude: undefined,
        latitude: undefined,
        speedKnots: undefined,
        altitudeFeet: undefined,
      },
    ]);
  });

  test.each([
    ['K0830S1130', 448, 37_073],
    ['M082F330', 470, 33_000],
    ['N0090A045', 90, 4_500],
    ['N0100VFR', 100, undefined],
  ])('reads speed and level %s in knots and feet', (text, cruiseSpeedKnots, cruiseAltitudeFeet) => {
    expect(planOf(shortPlan({ 15: `${text} DCT` }))).toMatchObject({ cruiseSpeedKnots, cruiseAltitudeFeet });
  });

  test('of an unlisted type and place takes their names from item 18', () => {
    const plan = planOf(shortPlan({ 9: 'ZZZZ/L', 16: 'ZZZZ0030', 18: 'TYP/KITPLANE DEST/HOMEFIELD' }));

    expect(plan).toMatchObject({
      aircraftType: 'KITPLANE',
      destination: 'ZZZZ',
      destinationName: 'HOMEFIELD',
    });
  });

  test.each([
    ['without brackets', 'FPL-ABC', 'SYNTAX', undefined],
    ['of another type', '(ARR-DMO12K-KBOS-KATL2200)', 'UNKNOWN_TYPE', 3],
    ['with a callsign of eight', shortPlan({ 7: 'DMO12345' }), 'SYNTAX', 7],
    ['with unknown rules', shortPlan({ 8: 'QG' }), 'SYNTAX', 8],
    ['with a bad time', shortPlan({ 13: 'KADW2460' }), 'SYNTAX', 13],
    ['without a speed', shortPlan({ 15: 'DCT' }), 'SYNTAX', 15],
    ['with a bad destination', shortPlan({ 16: 'KDC' }), 'SYNTAX', 16],
    ['for a day that is none', shortPlan({ 18: 'DOF/260431' }), 'SYNTAX', 18],
  ])('%s is refused by its field', (_what, message, reason, field) => {
    expect(decodeAtsMessage(message, receivedAtMs)).toMatchObject({ reason, field });
  });
});

describe('an update', () => {
  const plan = planOf(filed);

  function updated(message: string): FlightPlan {
    const update = decodeAtsMessage(message, receivedAtMs);
    if (isAtsFault(update) || update.type === 'FPL') {
      throw new Error(`Not an update: ${JSON.stringify(update)}`);
    }
    expect(concernsPlan(update, plan)).toBe(true);
    const changed = updatePlan(plan, update, receivedAtMs);
    if (isAtsFault(changed)) {
      throw new Error(`Refused: ${JSON.stringify(changed)}`);
    }
    return changed;
  }

  test('amends the fields it names and keeps the others and the identifier', () => {
    const changed = updated('(CHG-DMO12K/A2173-KBOS2215-KATL-DOF/260421-8/I-16/KJFK0110-15/N0430F310 DCT)');

    expect(changed).toMatchObject({ gufi: plan.gufi, destination: 'KJFK', cruiseAltitudeFeet: 31_000 });
    expect(changed).toMatchObject({
      flightType: 'OTHER',
      aircraftAddress: 'F0DE01',
      offBlockAtMs: plan.offBlockAtMs,
    });
  });

  test('delays departure and arrival alike', () => {
    const changed = updated('(DLA-DMO12K/A2173-KBOS2345-KATL-DOF/260421)');

    expect(changed.offBlockAtMs - plan.offBlockAtMs).toBe(90 * 60_000);
    expect((changed.estimatedArrivalAtMs ?? 0) - (plan.estimatedArrivalAtMs ?? 0)).toBe(90 * 60_000);
  });

  test('of departure carries the time and the code flown', () => {
    const departed = decodeAtsMessage('(DEP-DMO12K/A5253-KBOS2221-KATL-DOF/260421)', receivedAtMs);

    expect(departed).toMatchObject({
      type: 'DEP',
      departedAtMs: Date.UTC(2026, 3, 21, 22, 21),
      beaconCode: '5253',
    });
    expect(updated('(DEP-DMO12K/A5253-KBOS2221-KATL-DOF/260421)').beaconCode).toBe('5253');
  });

  test('that would leave the plan unreadable is refused, and the plan stays', () => {
    const update = decodeAtsMessage('(CHG-DMO12K-KBOS2215-KATL-15/FAST)', receivedAtMs);

    expect(
      !isAtsFault(update) && update.type === 'CHG' && updatePlan(plan, update, receivedAtMs),
    ).toMatchObject({
      reason: 'SYNTAX',
      field: 15,
    });
  });

  test('that cancels names its flight', () => {
    expect(decodeAtsMessage('(CNL-DMO12K-KBOS2215-KATL-DOF/260421)', receivedAtMs)).toMatchObject({
      type: 'CNL',
      flight: { callsign: 'DMO12K', departure: 'KBOS', destination: 'KATL' },
    });
  });
});

test('no text makes the parser throw', () => {
  const words = fc.constantFrom(
    '(FPL',
    '-',
    ')',
    '\n',
    'KADW2200',
    'N0450F350',
    'DOF/',
    '26',
    'IS',
    '/',
    'B738/M',
  );
  const anything = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
  );

  fc.assert(fc.property(anything, (message) => void decodeAtsMessage(message, receivedAtMs)));
});

test('any callsign, code, day and time written into a plan is read from it again', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
  const callsign = fc
    .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 7 })
    .map((some) => some.join(''));
  const code = fc.integer({ min: 0, max: 0o7777 }).map((value) => value.toString(8).padStart(4, '0'));
  const minute = fc.integer({ min: Date.UTC(2020) / 60_000, max: Date.UTC(2060) / 60_000 });

  fc.assert(
    fc.property(callsign, code, minute, (name, beacon, minutes) => {
      const iso = new Date(minutes * 60_000).toISOString();
      const dateOfFlight = iso.slice(2, 10).replaceAll('-', '');
      const plan = planOf(
        shortPlan({
          7: `${name}/A${beacon}`,
          13: `KADW${iso.slice(11, 16).replace(':', '')}`,
          18: `DOF/${dateOfFlight}`,
        }),
      );
      expect(plan).toMatchObject({ callsign: name, beaconCode: beacon, offBlockAtMs: minutes * 60_000 });
    }),
  );
});

describeWithRecordings('recorded plans', (recording) => {
  test('the plan of the parachute flight carries address, registration and day', () => {
    const plan = planOf(readFileSync(recording('defence/scenario-nats-park/fpl.txt'), 'utf8'));

    expect(plan).toMatchObject({
      callsign: 'GKA264',
      flightRules: 'VFR',
      flightType: 'MILITARY',
      aircraftAddress: 'AE509E',
      registration: '1080264',
      operator: 'US ARMY PARACHUTE TEAM',
      offBlockAtMs: Date.UTC(2022, 3, 20, 22),
      routePoints: [{ name: '3852N07700W', latitude: 38 + 52 / 60, longitude: -77 }],
    });
  });
});
