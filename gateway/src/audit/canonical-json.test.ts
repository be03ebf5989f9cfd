import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

test('canonical JSON means what was given, is the same in whatever order it was given, and quotes as JSON does', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.string({ unit: 'binary' }), (value, text) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson({ [text]: text, a: 1 })).toBe(canonicalJson({ a: 1, [text]: text }));
      expect(canonicalJson([text])).toBe(JSON.stringify([text]));
    }),
  );
});

test('canonical JSON sorts by UTF-16 code units and leaves out what is undefined', () => {
  expect(
    canonicalJson({ b: [true, null], '\u20ac': 1, '\r': 'x"\\', a: undefined, '\ud83d\ude00': 2, 1: -0 }),
  ).toBe('{"\\r":"x\\"\\\\","1":0,"b":[true,null],"€":1,"😀":2}');
});
