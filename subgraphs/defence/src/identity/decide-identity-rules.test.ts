import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IdentityQuestion, decideIdentity } from './decide-identity-rules.ts';

const unknown: IdentityQuestion = {
  status: 'LIVE',
  correlation: { status: 'UNCORRELATED', plan: undefined, candidates: [] },
  affiliation: undefined,
  reportsItself: false,
  insideProhibited: [],
};

test.each<[string, Partial<IdentityQuestion>, string]>([
  ['seen once', { status: 'INITIATING' }, 'PENDING NONE'],
  ['of which nothing is known', {}, 'UNKNOWN NONE'],
  ['that others report as a friend', { affiliation: 'f' }, 'ASSUMED_FRIEND SENSOR_REPORT'],
  ['that reports itself as a friend', { affiliation: 'f', reportsItself: true }, 'FRIEND BLUE_FORCE'],
  ['that others report as hostile', { affiliation: 'h' }, 'SUSPECT SENSOR_REPORT'],
  ['in a prohibited area', { insideProhibited: ['P-56A'] }, 'SUSPECT BEHAVIOUR'],
  [
    'in a prohibited area, reported as neutral',
    { insideProhibited: ['P-56A'], affiliation: 'n' },
    'NEUTRAL SENSOR_REPORT',
  ],
])('a track %s is judged so', (_what, known, expected) => {
  const { value, basis } = decideIdentity({ ...unknown, ...known });

  expect(`${value} ${basis}`).toBe(expected);
});

test('no rule says that a track is hostile, whatever is reported of it and wherever it is', () => {
  fc.assert(
    fc.property(
      fc.record({
        status: fc.constantFrom('INITIATING', 'LIVE', 'COASTING', 'STALE'),
        affiliation: fc.option(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { nil: undefined }),
        reportsItself: fc.boolean(),
        insideProhibited: fc.subarray(['P-56A', 'P-56B']),
      }),
      (known) => {
        const { value, confidence } = decideIdentity({ ...unknown, ...known });

        expect(['PENDING', 'UNKNOWN', 'FRIEND', 'ASSUMED_FRIEND', 'NEUTRAL', 'SUSPECT']).toContain(value);
        expect(confidence).toBeLessThan(1);
      },
    ),
  );
});
