import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refuseDeepJson } from './refuse-deep-json.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** The innermost value below so many lists. */
const nested = (levels: number, innermost: string) =>
  `${'['.repeat(levels)}${innermost}${']'.repeat(levels)}`;

test('JSON passes up to 64 levels, whatever stands in its texts', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ']', 'a', 'é') });
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(fc.record({ '"\\': text, text, value }), fc.nat(70), (inner, levels) => {
      const json = nested(levels, JSON.stringify(inner));
      const isTooDeep = levels + depthOf(inner) > 64;

      const refuse = () => refuseDeepJson(json);

      if (isTooDeep) expect(refuse).toThrow('64 levels');
      else expect(refuse).not.toThrow();
    }),
  );
});

test.each([
  ['64 levels', nested(64, '1'), false],
  ['65 levels', nested(65, '1'), true],
  [
    '65 levels behind a text that ends in a backslash',
    nested(1, `${JSON.stringify('a\\')},${nested(64, '1')}`),
    true,
  ],
  ['a text that is never closed', `"${'['.repeat(100)}`, false],
])('of %s the outcome is as it should be', (_name, json, isRefused) => {
  if (isRefused) expect(() => refuseDeepJson(json)).toThrow('64 levels');
  else expect(() => refuseDeepJson(json)).not.toThrow();
});
