import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSourceFile, type SourceLine } from './read-source-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('lines and their offsets are those of the text, plain or gzip, whatever their length', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\n', ' '));
  const long = fc.constant('x'.repeat(300_000));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 20, arbitrary: line }, { weight: 1, arbitrary: long })),
      fc.boolean(),
      async (lines, ends) => {
        const text = Buffer.from(lines.map((each) => `${each}\n`).join('')).subarray(
          0,
          ends ? undefined : -1,
        );
        const read = await linesOf('a.ndjson', text);

        const expected =
          text.length === 0 ? [] : lines.slice(0, ends || lines.at(-1) !== '' ? undefined : -1);
        expect(read.map(({ bytes }) => bytes.toString())).toEqual(expected);
        expect(
          read.map(({ byteOffset, bytes }) =>
            text.subarray(byteOffset, byteOffset + bytes.length).equals(bytes),
          ),
        ).not.toContain(false);
        expect(await linesOf('a.ndjson.gz', gzipSync(text))).toEqual(read);
      },
    ),
    { numRuns: 30 },
  );
});

test('a JSON file is one value, unless its first line is one by itself', async () => {
  expect(await linesOf('one.json', Buffer.from('{\n "a": 1\n}\n'))).toHaveLength(1);
  expect(await linesOf('many.json', Buffer.from('{"a":1}\n{"a":2}\n'))).toHaveLength(2);
});

test('a gzip file that is cut off is told of', async () => {
  const whole = gzipSync(Buffer.from('x'.repeat(10_000)));
  await expect(linesOf('cut.ndjson.gz', whole.subarray(0, whole.length - 12))).rejects.toThrow(
    'cut.ndjson.gz is damaged',
  );
});

async function linesOf(name: string, content: Buffer): Promise<readonly SourceLine[]> {
  const path = join(folder, name);
  await writeFile(path, content);
  const lines: SourceLine[] = [];
  for await (const chunk of readSourceFile(path, () => undefined)) lines.push(...chunk);
  return lines;
}
