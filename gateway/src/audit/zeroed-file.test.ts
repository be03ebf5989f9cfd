import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LayZeros, layZeros, openZeroedFile } from './zeroed-file.ts';

let folder: string;
let made = 0;
const newFile = () => join(folder, `file-${(made += 1)}`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-zeroed-'));
});
afterAll(() => rm(folder, { recursive: true }));

const noSpace = Object.assign(new Error('No space left on the device.'), { code: 'ENOSPC' });
const broken = Object.assign(new Error('The disk is broken.'), { code: 'EIO' });
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a file that is written over zeros', () => {
  test('holds what was appended and behind it nothing but zeros, however late they are laid and whether there is room', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 20 });
    const layings = fc.array(fc.record({ turns: fc.nat(20), fails: fc.boolean(), share: fc.nat(4) }));

    await fc.assert(
      fc.asyncProperty(sizes, layings, fc.nat(20_000), fc.boolean(), async (parts, plan, upTo, isKilled) => {
        const path = newFile();
        const before = Buffer.from('written before\n');
        await writeFile(path, Buffer.concat([before, Buffer.alloc(upTo % 700)]));
        const planned = [...plan];
        const lay: LayZeros = async (handle, from, to) => {
          const { turns: late, fails, share } = planned.shift() ?? { turns: 0, fails: false, share: 0 };
          await turns(late);
          await layZeros(handle, from, fails ? from + Math.floor(((to - from) * share) / 4) : to);
          if (fails) throw noSpace;
        };
        const file = await openZeroedFile(path, { end: before.length, upTo }, { lay, stretchBytes: 4_096 });
        const contents = parts.map((size, index) => Buffer.alloc(size, 65 + (index % 26)));
        const expected = [before];
        for (const content of contents) {
          await file.append(content);
          expected.push(content);
          const there = await readFile(path);
          const written = Buffer.concat(expected);
          expect(there.subarray(0, written.length).equals(written)).toBe(true);
          expect(there.subarray(written.length).every((byte) => byte === 0)).toBe(true);
        }
        await (isKilled ? file.abandon() : file.close());

        const end = (await readFile(path)).length;
        const whole = Buffer.concat(expected).length;
        expect(isKilled ? end >= whole : end === whole).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('has some zeros before anything is written, a stretch when something was, and no more than it was to have', async () => {
    const path = newFile();
    const file = await openZeroedFile(path, { end: 0, upTo: 10_000 }, { stretchBytes: 4_096 });

    expect(await readFile(path)).toEqual(Buffer.alloc(4_096 / 16));
    for (let count = 0; count < 12; count += 1) await file.append(Buffer.alloc(1_000, 'a'));
    await file.abandon();

    expect(await readFile(path)).toEqual(Buffer.alloc(12_000, 'a'));
  });

  test('lays zeros again when there is room again, a stretch later', async () => {
    const path = newFile();
    let isFull = true;
    let laid = 0;
    const lay: LayZeros = async (...asked) => {
      if (isFull) throw noSpace;
      laid += 1;
      await layZeros(...asked);
    };
    const file = await openZeroedFile(path, { end: 0, upTo: 100_000 }, { lay, stretchBytes: 4_096 });
    isFull = false;

    await file.append(Buffer.alloc(4_000, 'a'));
    expect(laid).toBe(0);
    await file.append(Buffer.alloc(100, 'b'));
    await file.abandon();

    expect(laid).toBe(1);
    expect(await readFile(path)).toHaveLength(4_100 + 4_096);
  });

  test('takes nothing more once zeros could not be laid for another reason than room', async () => {
    const lay: LayZeros = async () => {
      throw broken;
    };
    const file = await openZeroedFile(newFile(), { end: 0, upTo: 10_000 }, { lay, stretchBytes: 4_096 });

    await expect(file.append(Buffer.from('a'))).rejects.toBe(broken);
    await file.abandon();
  });
});
