import { readFile } from 'node:fs/promises';
import { openAppendFile } from '@rotunda/gateway/audit/append-file';
import { findRecords } from '@rotunda/gateway/audit/find-records';
import { proveRecord } from '@rotunda/gateway/audit/log-proofs';
import { LogUnavailable } from '@rotunda/gateway/audit/log-unavailable';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { type LayZeros, layZeros, openZeroedFile } from '@rotunda/gateway/audit/zeroed-file';
import type { OpenSegmentFile } from '@rotunda/gateway/audit/open-segment-file';
import { afterEach, describe, expect, test } from '@jest/globals';
import { leaveLog, leftSegmentBytes } from './left-log.ts';
import { type TestLog, anEntry, createTestLog, fillLog } from './open-test-log.ts';

let log: TestLog;
afterEach(() => log.remove());

const verify = () => verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys });
const asNow = { segmentBytes: leftSegmentBytes };

describe('the last segment of a log', () => {
  test('has zeros behind its records while it is written, and none when it was closed', async () => {
    const left = await leaveLog(3, 0);
    log = left;
    const { bytes, end } = left.records;
    await fillLog(log, 0, asNow);

    expect(bytes.length).toBe(leftSegmentBytes);
    expect(bytes.subarray(end).every((byte) => byte === 0)).toBe(true);
    expect(await readFile(left.records.path, 'latin1')).not.toContain('\0');
  });

  test('is whole for all who read it while it is written', async () => {
    log = await createTestLog();
    const open = await log.open();
    for (const requestId of ['a', 'b', 'c']) await open.record(anEntry({ requestId }));
    await open.signHead();
    const keys = log.signingKey.publicKeys;

    const verification = await verify();
    const found = await findRecords({ folder: log.folder, last: 10 });
    const proof = await proveRecord({ folder: log.folder, keys }, 'b');

    expect(verification).toMatchObject({ finding: undefined, records: 4, unfinishedBytes: 0 });
    expect(found.map(({ content }) => content['requestId'])).toEqual(['a', 'b', 'c']);
    expect(proof.index).toBe(2);
    await open.close();
  });

  test('goes on where it ended, over the zeros that a kill left', async () => {
    log = await leaveLog(3, 2);

    await fillLog(log, 2, asNow);

    expect(await verify()).toMatchObject({ finding: undefined, records: 10, tornLines: 0 });
  });

  test('goes on where it was written without zeros and closed', async () => {
    log = await createTestLog();
    await fillLog(log, 2, { openFile: openAppendFile });

    await fillLog(log, 2, asNow);

    expect(await verify()).toMatchObject({ finding: undefined, records: 8, tornLines: 0 });
  });

  test('goes on where it was written without zeros and killed', async () => {
    log = await leaveLog(2, 1, { openFile: openAppendFile });

    await fillLog(log, 2, asNow);

    expect(await verify()).toMatchObject({ finding: undefined, records: 8, tornLines: 0 });
  });
});

describe('a disk without room for zeros', () => {
  const noSpace = Object.assign(new Error('No space left on the device.'), { code: 'ENOSPC' });
  const broken = Object.assign(new Error('The disk is broken.'), { code: 'EIO' });

  /** Files whose zeros are laid as told. */
  const filesWith =
    (lay: LayZeros): OpenSegmentFile =>
    (path, extent) =>
      extent ? openZeroedFile(path, extent, { lay, stretchBytes: 2_048 }) : openAppendFile(path);

  test('takes records as long as it has room for them', async () => {
    log = await createTestLog();
    let isFull = false;
    const openFile = filesWith(async (...asked) => {
      if (isFull) throw noSpace;
      return layZeros(...asked);
    });
    const open = await log.open({ openFile });
    isFull = true;
    for (let index = 0; index < 30; index += 1) await open.record(anEntry({ requestId: `${index}` }));

    expect(open.healthy()).toBe(true);
    await open.close();
    expect(await verify()).toMatchObject({ finding: undefined, records: 32, unfinishedBytes: 0 });
  });

  test('acknowledges nothing once it fails otherwise, until it is opened again', async () => {
    log = await createTestLog();
    let isBroken = false;
    const openFile = filesWith(async (...asked) => {
      if (isBroken) throw broken;
      return layZeros(...asked);
    });
    const open = await log.open({ openFile, reopenAfterMs: 60_000 });
    isBroken = true;
    const acknowledged: string[] = [];
    const write = async () => {
      for (let index = 0; index < 30; index += 1) {
        await open.record(anEntry({ requestId: `asked ${index}` }));
        acknowledged.push(`asked ${index}`);
      }
    };

    await expect(write()).rejects.toBeInstanceOf(LogUnavailable);

    expect(open.healthy()).toBe(false);
    await open.close();
    await fillLog(log, 1);
    const text = (await log.lines()).join('\n');
    expect(acknowledged.filter((requestId) => !text.includes(`"${requestId}"`))).toEqual([]);
    expect((await verify()).finding).toBeUndefined();
  });
});
