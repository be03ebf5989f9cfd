import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, contentHash } from './canonical-json.ts';
import { parseJson } from './parse-json.ts';

test('two texts that differ only in key order and spacing have one hash', () => {
  const first = '{"resourceType":"Patient","name":[{"family":"A","given":["B"]}],"active":true}';
  const second =
    '{ "active": true,\n "name": [ { "given": ["B"], "family": "\\u0041" } ], "resourceType": "Patient" }';

  expect(contentHash(parseJson(first))).toBe(contentHash(parseJson(second)));
});

test('1.10 and 1.1 are not the same content', () => {
  expect(contentHash(parseJson('{"value":1.10}'))).not.toBe(contentHash(parseJson('{"value":1.1}')));
});

test('the order of a list is content', () => {
  expect(contentHash(parseJson('[1,2]'))).not.toBe(contentHash(parseJson('[2,1]')));
});

test('the canonical text is JSON that reads back to the same canonical text', () => {
  const value = fc
    .jsonValue({ noUnicodeString: false })
    .filter((sample) => !JSON.stringify(sample).includes('__proto__'));
  fc.assert(
    fc.property(value, (sample) => {
      const canonical = canonicalJson(parseJson(JSON.stringify(sample)));
      expect(canonicalJson(parseJson(canonical))).toBe(canonical);
    }),
  );
});
