import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { windowsOf } from './time-window-rules.ts';

const span = fc
  .tuple(fc.nat({ max: 4e12 }), fc.nat({ max: 4e11 }))
  .map(([from, length]) => ({ from: new Date(from), to: new Date(from + length) }));

test('the pieces of a span follow one another without gap or overlap from one end to the other, and are few', () => {
  fc.assert(
    fc.property(span, fc.constantFrom('NEWEST_FIRST' as const, 'OLDEST_FIRST' as const), (whole, order) => {
      const pieces = [...windowsOf(whole, order)];
      const inTime = order === 'NEWEST_FIRST' ? pieces.toReversed() : pieces;

      expect(pieces.length).toBeLessThanOrEqual(9);
      const bounds = inTime.flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
      const [first, ...others] = bounds;
      if (first === undefined) return void expect(whole.from).toEqual(whole.to);
      expect([first, others.at(-1)]).toEqual([whole.from.getTime(), whole.to.getTime()]);
      const inner = others.slice(0, -1);
      expect(inner.every((bound, index) => index % 2 === 1 || bound === inner[index + 1])).toBe(true);
    }),
  );
});
