import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withholdSmallRefusals } from './withhold-refusals-rules.ts';

const counts = fc.uniqueArray(
  fc.record({
    step: fc.constantFrom('NOT_ELIGIBLE', 'ADDRESS_PROBLEM'),
    zip3: fc.constantFrom('', '200', '201', '202', '750'),
    times: fc.integer({ min: 1, max: 40 }),
  }),
  { selector: ({ step, zip3 }) => `${step} ${zip3}` },
);

test('no figure under the smallest is shown, nor told by a difference of shown ones', () => {
  fc.assert(
    fc.property(counts, (refusals) => {
      const shown = withholdSmallRefusals(refusals, new Map(), 11);

      expect(shown.every(({ count }) => count >= 11)).toBe(true);
      for (const { zip3, count, code } of shown.filter((row) => row.zip3 !== undefined))
        expect(refusals).toContainEqual({ step: code, zip3, times: count });
    }),
  );
});

test('small figures of one code come together, with their share of the attempts made there', () => {
  const refusals = [
    { step: 'NOT_ELIGIBLE', zip3: '200', times: 30 },
    { step: 'NOT_ELIGIBLE', zip3: '201', times: 8 },
    { step: 'NOT_ELIGIBLE', zip3: '202', times: 4 },
    { step: 'ADDRESS_PROBLEM', zip3: '200', times: 10 },
  ];
  const attempts = new Map([
    ['200', 60],
    ['201', 16],
    ['202', 8],
  ]);

  expect(withholdSmallRefusals(refusals, attempts, 11)).toEqual([
    { code: 'NOT_ELIGIBLE', zip3: '200', count: 30, shareOfAttempts: 0.5 },
    { code: 'NOT_ELIGIBLE', zip3: undefined, count: 12, shareOfAttempts: 0.5 },
  ]);
});
