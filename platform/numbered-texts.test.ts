import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTextReader, createTextSender } from './numbered-texts.ts';

test('whatever is sent in whatever order is read as it was, also when numbers are given anew', () => {
  // Far more texts than numbers, some of them again and again, some too long for a number.
  const text = fc.oneof(
    fc.nat(5).map((n) => `often ${n}`),
    fc.nat(3_000).map((n) => `seldom ${n}`),
    fc.nat(1).map((n) => `${n}`.repeat(20_000)),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1_000, maxLength: 3_000, size: 'max' }), (texts) => {
      const sender = createTextSender();
      const reader = createTextReader();

      const read = texts.map((sent) => reader.read(JSON.parse(sender.jsonOf(sent))));

      expect(read).toEqual(texts);
    }),
    { numRuns: 20 },
  );
});

test('a text travels whole once', () => {
  const sender = createTextSender();

  expect(['a', 'b', 'a', 'b'].map((text) => sender.jsonOf(text))).toEqual(['[0,"a"]', '[1,"b"]', '0', '1']);
});

test('what names no text is none', () => {
  const { read } = createTextReader();
  const sent = [
    0,
    -1,
    null,
    {},
    [],
    [0],
    ['0', 'a'],
    [1_024, 'a'],
    [0.5, 'a'],
    [-1, 'a'],
    [0, 1],
    [0, 'a'.repeat(16_385)],
  ];

  expect(sent.map(read)).toEqual(sent.map(() => undefined));
});
