import { expect, test } from '@jest/globals';
import { anAirspace } from '../airspace/an-airspace.ts';
import { type NoticeQuestion, findNoticeGaps } from './notice-gap-rules.ts';

const offBlockAtMs = Date.parse('2026-11-23T18:00:00Z');
const hourMs = 3_600_000;

function gapsOf(asked: Partial<NoticeQuestion>): readonly string[] {
  return findNoticeGaps({
    callsign: 'N123',
    originatorId: 'FAA-NCRCC',
    offBlockAtMs,
    airborne: false,
    crosses: [
      anAirspace({ stakeholders: ['USCP', 'FAA-NCRCC'] }),
      anAirspace({ stakeholders: ['USCP', 'DCA-ATCT'] }),
    ],
    shares: [],
    nowMs: offBlockAtMs - 6 * hourMs,
    ...asked,
  }).map(({ unitId, phase, overdue }) => `${unitId} ${phase}${overdue ? ' overdue' : ''}`);
}

test('every other stakeholder of what a plan crosses wants one advance notice', () => {
  expect(gapsOf({})).toEqual(['DCA-ATCT ADVANCE', 'USCP ADVANCE']);
});

test('an advance notice is due two hours before the flight, a notice of its beginning when it begins', () => {
  expect(gapsOf({ nowMs: offBlockAtMs - 2 * hourMs - 1 })).toEqual(['DCA-ATCT ADVANCE', 'USCP ADVANCE']);
  expect(gapsOf({ nowMs: offBlockAtMs - 2 * hourMs })).toEqual([
    'DCA-ATCT ADVANCE overdue',
    'USCP ADVANCE overdue',
  ]);
  expect(gapsOf({ nowMs: offBlockAtMs })).toContain('USCP REAL_TIME overdue');
  expect(gapsOf({ nowMs: offBlockAtMs - 1, airborne: true })).toContain('USCP REAL_TIME');
});
