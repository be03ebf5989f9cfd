import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantAtFacility, timeAtFacility } from './facility-time.ts';

test.each([
  ['2026-11-23T08:15:00', '20001', '2026-11-23T13:15:00.000Z'],
  ['2026-07-01T08:15:00', '20001', '2026-07-01T12:15:00.000Z'],
  ['2026-07-01T08:15:00', '85004', '2026-07-01T15:15:00.000Z'],
  ['2026-11-23T08:15:00', '96913', '2026-11-22T22:15:00.000Z'],
  // The hour that comes twice: the first.
  ['2026-11-01T01:30:00', '10001', '2026-11-01T05:30:00.000Z'],
])('%s at %s is %s', (localTime, zip, instant) => {
  expect(instantAtFacility(localTime, zip)?.toISOString()).toBe(instant);
});

test.each([
  ['2026-11-23 08:15', '20001'],
  ['2026-13-23T08:15:00', '20001'],
  ['2026-11-23T08:15:00', '00000'],
])('%s at %s is no time', (localTime, zip) => {
  expect(instantAtFacility(localTime, zip)).toBeUndefined();
});

test('an instant comes back from what the clock of a place shows, but for the hour that comes twice', () => {
  const instants = fc.integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 });

  fc.assert(
    fc.property(
      instants,
      fc.constantFrom('20001', '60616', '99501', '00926', '85004', '96799'),
      (second, zip) => {
        const instant = new Date(second * 1_000);

        const back = instantAtFacility(timeAtFacility(instant, zip) ?? '', zip)?.getTime() ?? NaN;

        expect([0, 3_600_000]).toContain(instant.getTime() - back);
      },
    ),
  );
});
