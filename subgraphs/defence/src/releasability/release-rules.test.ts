import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Marking } from './marking.ts';
import { bannerOf, combineMarkings, mayUnitSee, portionOf } from './release-rules.ts';

const units = ['A', 'B', 'C'];
const aMarking: fc.Arbitrary<Marking> = fc.record({
  level: fc.constantFrom('UNCLASSIFIED', 'CUI', 'RESTRICTED'),
  controls: fc.subarray(['ORCON', 'PROPIN']),
  releasableTo: fc.subarray(units),
});

describe('a marking', () => {
  test.each([
    ['UNCLASSIFIED', [], undefined, true],
    ['CUI', [], undefined, false],
    ['CUI', [], 'A', true],
    ['RESTRICTED', [], 'A', false],
    ['RESTRICTED', [], 'OWNER', true],
    ['UNCLASSIFIED', ['B'], 'A', false],
    ['RESTRICTED', ['A'], 'A', true],
    ['UNCLASSIFIED', ['A'], undefined, false],
  ] as const)('%s, released to %j: unit %s sees it: %s', (level, releasableTo, unit, sees) => {
    expect(mayUnitSee(unit, { level, controls: [], releasableTo }, 'OWNER')).toBe(sees);
  });

  test('of something made from parts is seen by exactly those who may see every part', () => {
    fc.assert(
      fc.property(
        fc.array(aMarking, { minLength: 1 }),
        fc.constantFrom(...units, undefined),
        (parts, unit) => {
          const seesEach = parts.every((part) => mayUnitSee(unit, part, 'OWNER'));

          expect(mayUnitSee(unit, combineMarkings(parts), 'OWNER')).toBe(seesEach);
        },
      ),
    );
  });

  test('is written as a banner and as a portion mark', () => {
    const marking: Marking = { level: 'CUI', controls: ['ORCON'], releasableTo: ['USCP', 'USSS'] };

    expect(bannerOf(marking)).toBe('CUI//ORCON//REL TO USCP, USSS');
    expect(portionOf(marking)).toBe('(CUI//ORCON)');
  });
});
