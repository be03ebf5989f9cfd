import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonProblem, parseJson, parseJsonWithEntries } from './parse-json.ts';
import { WrittenNumber } from './written-number.ts';

test('every JSON value reads as JSON.parse reads it', () => {
  const value = fc
    .jsonValue({ noUnicodeString: false })
    .filter((sample) => !JSON.stringify(sample).includes('__proto__'));
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2, '\t'), (sample, space) => {
      const text = JSON.stringify(sample, undefined, space);
      expect(withoutWrittenNumbers(parseJson(text))).toEqual(JSON.parse(text));
    }),
  );
});

test.each(['1.10', '1e3', '-0', '12345678901234567890', '0.1234567890123456789'])(
  'the number %s keeps the digits it was written with',
  (text) => {
    expect(parseJson(text)).toEqual(new WrittenNumber(text));
  },
);

test.each(['42', '-7', '1.5', '98.6', '0.001'])(
  'the number %s, which says no more than its value, is a plain number',
  (text) => {
    expect(parseJson(text)).toBe(Number(text));
  },
);

describe('what is not JSON is refused', () => {
  test.each([
    ['cut off', '{"a":1'],
    ['cut off in a string', '{"a":"b'],
    ['a comma at the end of a list', '[1,]'],
    ['text after the end', '{} {}'],
    ['a number with a leading zero', '01'],
    ['a bare word', 'yes'],
    ['a raw line break in a string', '"a\nb"'],
    ['an unknown escape', '"\\x"'],
    ['a property given twice', '{"a":1,"a":2}'],
    ['the reserved property __proto__', '{"__proto__":{}}'],
    ['200 lists in one another and more', '['.repeat(201) + ']'.repeat(201)],
    ['nothing', ''],
  ])('%s', (_what, text) => {
    expect(() => parseJson(text)).toThrow(JsonProblem);
  });
});

test('a problem tells where it is and nothing of the text', () => {
  expect(() => parseJson('{"name":"Secret",}')).toThrow(/^A property name is missing at character 18$/);
});

test('the entries of a Bundle come with their text as written', () => {
  const text = '{"entry":[{"resource":{ "b" : 1.10, "a":"}" }},{"resource":{}}]}';

  const { entryTexts } = parseJsonWithEntries(text);

  expect([...entryTexts.values()]).toEqual(['{ "b" : 1.10, "a":"}" }', '{}']);
});

function withoutWrittenNumbers(value: unknown): unknown {
  if (value instanceof WrittenNumber) return JSON.parse(value.text);
  if (Array.isArray(value)) return value.map(withoutWrittenNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutWrittenNumbers(member)]),
  );
}
