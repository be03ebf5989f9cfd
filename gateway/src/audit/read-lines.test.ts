import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FileLine, readLines } from './read-lines.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-lines-'));
  path = join(folder, 'file');
});
afterAll(() => rm(folder, { recursive: true }));

const toldOf = ({ bytes, start, isFinished }: FileLine) => ({ text: bytes.toString(), start, isFinished });

async function linesOf(content: string, options?: { mayEndInZeros: boolean }) {
  await writeFile(path, content);
  const lines = [];
  for await (const batch of readLines(path, options)) lines.push(...batch.map(toldOf));
  return lines;
}

describe('the lines of a file', () => {
  test('come with where they begin, and the last as unfinished where it is', async () => {
    expect(await linesOf('one\ntwo\n')).toEqual([
      { text: 'one', start: 0, isFinished: true },
      { text: 'two', start: 4, isFinished: true },
    ]);
    expect(await linesOf('one\ntw')).toEqual([
      { text: 'one', start: 0, isFinished: true },
      { text: 'tw', start: 4, isFinished: false },
    ]);
  });

  test('end before zeros only where zeros may be at the end', async () => {
    const zeros = '\0'.repeat(200_000);

    expect(await linesOf(`one\ntw${zeros}`, { mayEndInZeros: true })).toEqual([
      { text: 'one', start: 0, isFinished: true },
      { text: 'tw', start: 4, isFinished: false },
    ]);
    expect(await linesOf(zeros, { mayEndInZeros: true })).toEqual([]);
    expect(await linesOf(`one\n${zeros}`)).toEqual([
      { text: 'one', start: 0, isFinished: true },
      { text: zeros, start: 4, isFinished: false },
    ]);
  });

  test('have no zeros among them that were written over while they were read', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const before = line.repeat(9_000);
    await writeFile(path, before + '\0'.repeat(2_000_000));
    const lines: FileLine[] = [];

    for await (const batch of readLines(path, { mayEndInZeros: true })) {
      lines.push(...batch.map((read) => ({ ...read, bytes: Buffer.from(read.bytes) })));
      const writer = await open(path, 'r+');
      await writer.write(line.repeat(9_000), before.length);
      await writer.close();
    }

    expect(lines).toHaveLength(9_000);
    expect(lines.every(({ bytes, isFinished }) => isFinished && bytes.length === 99)).toBe(true);
  });
});
