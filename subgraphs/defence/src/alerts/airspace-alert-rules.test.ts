import { expect, test } from '@jest/globals';
import type { Correlation } from '../correlation/correlation.ts';
import { alertForVolume, isSettledBy } from './airspace-alert-rules.ts';

const correlated: Correlation = { status: 'CORRELATED', plan: undefined, candidates: [] };

test('a flight plan explains who flies in controlled airspace, and opens no prohibited area', () => {
  expect(isSettledBy('UNIDENTIFIED_IN_CONTROLLED_AIRSPACE', correlated)).toBe(true);
  expect(isSettledBy('UNAUTHORISED_ENTRY', correlated)).toBe(false);
});

test.each(['AMBIGUOUS', 'UNCORRELATED', 'NOT_APPLICABLE'] as const)(
  'a track that is %s settles nothing',
  (status) => {
    expect(isSettledBy('UNIDENTIFIED_IN_CONTROLLED_AIRSPACE', { ...correlated, status })).toBe(false);
  },
);

test.each([
  ['PROHIBITED', 'UNAUTHORISED_ENTRY WARNING'],
  ['FRZ', 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE WARNING'],
  ['RESTRICTED', 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE CAUTION'],
  ['TFR', 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE CAUTION'],
  ['SFRA', 'none'],
  ['CLASS_B', 'none'],
] as const)('entering %s raises %s', (kind, raised) => {
  const alert = alertForVolume({ kind });

  expect(alert ? `${alert.code} ${alert.level}` : 'none').toBe(raised);
});
