import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findRepeatedMember } from './repeated-member.ts';

test('what was written from a value says nothing twice', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(findRepeatedMember(JSON.stringify(value))).toBeUndefined();
      expect(findRepeatedMember(JSON.stringify(value, undefined, 2))).toBeUndefined();
    }),
  );
});

test('a name that is there twice is found, however deep, and whatever stands between', () => {
  const around = fc.constantFrom(
    (inside: string) => inside,
    (inside: string) => `{"a":[1,${inside}]}`,
    (inside: string) => `[{"x y":"}{"},{"deep":{"er":${inside}}}]`,
  );
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), around, (name, first, second, wrap) => {
      const key = JSON.stringify(name);
      const between = name === 'between' ? '' : `"between":${JSON.stringify({ [name]: 1 })},`;
      const twice = `{${key} : ${JSON.stringify(first)},${between}${key}:${JSON.stringify(second)}}`;

      expect(findRepeatedMember(wrap(twice))).toBe(name);
    }),
  );
});

test('a name is the same however it is escaped', () => {
  expect(findRepeatedMember('{"sub":"a","\\u0073ub":"b"}')).toBe('sub');
});
