import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { resumeSegment } from '@rotunda/gateway/audit/resume-segment';
import { segmentFilesOf } from '@rotunda/gateway/audit/segment-files';
import { createTreeHeadReader } from '@rotunda/gateway/audit/tree-head';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { longestWriteBytes } from '@rotunda/gateway/audit/zeroed-file';
import { StartProblem } from '@rotunda/platform/start-problem';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LeftLog, leaveLog, leftSegmentBytes, zeroed } from './left-log.ts';
import { type TestLog, createTestLog, fillLog } from './open-test-log.ts';

let log: TestLog;
afterEach(() => log.remove());

async function left(...given: Parameters<typeof leaveLog>): Promise<LeftLog> {
  const found = await leaveLog(...given);
  log = found;
  return found;
}

const verify = () => verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys });
const goOn = () => fillLog(log, 1, { segmentBytes: leftSegmentBytes });

describe('a last write that a loss of power cut', () => {
  /** What a start makes of the log, without writing to it. */
  const resume = () =>
    resumeSegment(segmentFilesOf(log.folder, 0), createTreeHeadReader(log.signingKey.publicKeys));

  test('costs what was in it and nothing else at any byte round the end of a record, whether zeros lie behind it or nothing', async () => {
    const { records, leave } = await left(2, 2);
    const [first = 0, second = 0, end = 0] = records.starts.slice(-3);
    const around = [first, second, end].flatMap((place) =>
      Array.from({ length: 24 }, (_, at) => place + at - 12),
    );
    const wholeAt = [first, second - 1, second, end - 1];

    for (const at of around.filter((place) => place >= first)) {
      const whole = at >= end - 1 ? 5 : at >= second - 1 ? 4 : 3;
      const isWhole = wholeAt.includes(at) || at >= end;
      for (const bytes of [records.bytes.subarray(0, at), zeroed(records, at, end)]) {
        await leave(bytes);

        const { finding, records: verified } = await verify();
        const resumed = await resume();

        expect({ at, finding, verified }).toEqual({ at, finding: undefined, verified: whole });
        expect(resumed.position.tree.size).toBe(whole);
        expect(resumed.end).toBe(Math.min(at, end));
        expect({ at, isTorn: resumed.torn !== undefined }).toEqual({ at, isTorn: !isWhole });
      }
    }
  }, 60_000);

  test('leaves a log that goes on and accounts for what was torn', async () => {
    const { records, leave } = await left(2, 3);
    const unsigned = records.starts.at(-4) ?? 0;

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: unsigned, max: records.end }), fc.boolean(), async (at, isCut) => {
        await leave(isCut ? records.bytes.subarray(0, at) : zeroed(records, at, records.end));
        const before = await verify();

        await goOn();

        const after = await verify();
        expect(after).toMatchObject({ finding: undefined, records: before.records + 3 });
        expect(after.tornLines).toBe(before.unfinishedBytes > 0 ? 1 : 0);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test('may lack sectors before others that are there: none of it was acknowledged, and what there is is accounted for', async () => {
    const { records, leave } = await left(2, 12);
    const unsigned = records.starts.at(-13) ?? 0;
    const sector = Math.ceil(unsigned / 512) * 512;

    for (const [from, to] of [
      [unsigned, sector],
      [sector, sector + 512],
      [sector + 512, sector + 1_536],
    ] as const) {
      await leave(zeroed(records, from, to));
      const whole = records.starts.filter((start) => start <= from).length - 1;

      const before = await verify();
      await goOn();

      expect(before).toMatchObject({ finding: undefined, records: whole });
      expect(before.unfinishedBytes).toBeGreaterThan(to - from);
      expect(await verify()).toMatchObject({ finding: undefined, records: whole + 3, tornLines: 1 });
    }
  });

  test('is no excuse for zeros that are not whole sectors', async () => {
    const { records, leave } = await left(2, 12);
    const fifth = records.starts.at(-9) ?? 0;
    await leave(zeroed(records, fifth, fifth + 513));

    expect((await verify()).finding).toEqual({ kind: 'altered', index: 7 });
    await expect(log.open()).rejects.toThrow(StartProblem);
  });

  test('is no excuse for what is missing from more than one write can hold', async () => {
    const { records, leave } = await left(0, 3_600, {});
    expect(records.end).toBeGreaterThan(longestWriteBytes + 1_024);
    await leave(zeroed(records, 512, 1_024));

    expect((await verify()).finding).toEqual({ kind: 'altered', index: 1 });
    await expect(log.open()).rejects.toThrow(StartProblem);
  });

  test('is no excuse for what is missing from records that a head was signed for', async () => {
    const { records, leave } = await left(6, 0);
    await leave(zeroed(records, 512, 1_024));

    expect((await verify()).finding).toEqual({ kind: 'altered', index: 1 });
    await expect(log.open()).rejects.toThrow('The audit log was changed at or before record 1');
  });
});

describe('zeros over records that heads were signed for', () => {
  test('are found wherever they lie, and the first record that they touch is named', async () => {
    const { records, leave } = await left(6, 0);
    const { starts, end } = records;

    await fc.assert(
      fc.asyncProperty(fc.nat(end - 2), fc.integer({ min: 1, max: 2_000 }), async (from, length) => {
        const to = Math.min(from + length, end);
        await leave(zeroed(records, from, to));
        const index = starts.filter((start) => start <= from).length - 1;

        expect((await verify()).finding).toEqual(
          to === end ? { kind: 'cutOff', index, promised: 7 } : { kind: 'altered', index },
        );
        await expect(log.open()).rejects.toThrow(StartProblem);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('are found at the end of a segment that others follow', async () => {
    log = await createTestLog();
    await fillLog(log, 20, { segmentBytes: 2_000 });
    const [first = '', second = ''] = await log.files('records');
    await truncate(first, (await stat(first)).size + 100);

    const [, index] = /(\d{12})/.exec(basename(second)) ?? [];

    expect((await verify()).finding).toEqual({ kind: 'altered', index: Number(index) });
  });

  test('are found between the last record and one that was put behind it', async () => {
    log = await createTestLog();
    await fillLog(log, 3);
    const [path = ''] = await log.files('records');
    const whole = await readFile(path);
    const copied = whole.subarray(whole.lastIndexOf(10, -2) + 1);
    await writeFile(path, Buffer.concat([whole, Buffer.alloc(300), copied]));

    expect((await verify()).finding).toEqual({ kind: 'altered', index: 5 });
    await expect(log.open()).rejects.toThrow(StartProblem);
  });
});
