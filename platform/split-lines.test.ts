import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLineSplitter } from './split-lines.ts';

test('lines come out the same however the bytes are cut', () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(200)), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const places = [...cuts.map((cut) => Math.min(cut, bytes.length)), 0, bytes.length].sort(
        (a, b) => a - b,
      );
      const read: string[] = [];
      const readChunk = createLineSplitter(1_000_000, (text) => read.push(text));

      places.slice(1).forEach((end, index) => readChunk(bytes.subarray(places[index], end)));

      expect(read).toEqual(lines);
    }),
  );
});

test('a line without end is refused at the limit', () => {
  const readChunk = createLineSplitter(10, () => {});
  readChunk(Buffer.from('12345678\n123456'));

  expect(() => readChunk(Buffer.from('78901'))).toThrow('longer than 10 bytes');
});
