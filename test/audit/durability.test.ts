import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createAuditLog } from '@rotunda/gateway/audit/audit-log';
import { LogUnavailable } from '@rotunda/gateway/audit/log-unavailable';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { systemClock } from '@rotunda/platform/clock';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { StartProblem } from '@rotunda/platform/start-problem';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHeldFiles } from './held-files.ts';
import { type TestLog, anEntry, createTestLog, fillLog, testHashKey } from './open-test-log.ts';
import { readContent } from './read-content.ts';

let log: TestLog;
beforeEach(async () => {
  log = await createTestLog();
});
afterEach(() => log.remove());

const verify = () => verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys });

/** Cuts this many bytes off the last segment, as a crash in the middle of a write does; its heads stay what they are. */
async function tear(bytes: number): Promise<void> {
  const file = (await log.files('records')).at(-1) ?? '';
  const written = await readContent(file);
  await truncate(file, written.length - bytes);
}

describe('a record', () => {
  test('is acknowledged when it is durable, not before', async () => {
    const files = createHeldFiles();
    const open = await log.open({ openFile: files.openFile });
    const before = (await log.lines()).length;
    const isHeld = files.hold();
    let isAcknowledged = false;

    const recorded = open.record(anEntry()).then(() => (isAcknowledged = true));
    await isHeld;

    expect(isAcknowledged).toBe(false);
    files.release();
    await recorded;
    expect(await log.lines()).toHaveLength(before + 1);
    await open.close();
  });

  test('that comes while another is being written shares the next write with all that do', async () => {
    const files = createHeldFiles();
    const open = await log.open({ openFile: files.openFile });
    const isHeld = files.hold();

    const first = open.record(anEntry());
    await isHeld;
    const others = Array.from({ length: 50 }, () => open.record(anEntry()));
    files.release();
    const leaves = await Promise.all([first, ...others]);

    expect(files.begun).toBe(2);
    expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: 51 }, (_, at) => at + 1));
    await open.close();
  });

  test('that cannot be written is refused, with all that follow until the log is open again', async () => {
    const files = createHeldFiles();
    const open = await log.open({ openFile: files.openFile, reopenAfterMs: 1 });
    files.break();

    await expect(open.record(anEntry())).rejects.toBeInstanceOf(LogUnavailable);
    expect(open.healthy()).toBe(false);
    await expect(open.record(anEntry())).rejects.toBeInstanceOf(LogUnavailable);

    files.repair();
    await untilReopened();
    expect(open.healthy()).toBe(true);
    await open.record(anEntry({ requestId: 'after' }));
    await open.close();
    expect(await verify()).toMatchObject({ finding: undefined, unfinishedBytes: 0 });
    expect((await log.lines()).join()).toContain('"reason":"write-failed"');
  });

  test('is never written to a log that is closed', async () => {
    const open = await log.open();
    await open.close();

    await expect(open.record(anEntry())).rejects.toBeInstanceOf(LogUnavailable);
    expect(open.healthy()).toBe(false);
  });
});

async function untilReopened(): Promise<void> {
  while (!log.problems.some(({ kind }) => kind === 'reopened'))
    await new Promise((resolve) => setImmediate(resolve));
}

describe('a log that ended in the middle of a line', () => {
  /** A log whose last records no head speaks of. */
  async function leaveUnsigned(): Promise<void> {
    const files = createHeldFiles();
    const open = await log.open({ openFile: files.openFile, reopenAfterMs: 60_000 });
    await open.record(anEntry({ requestId: 'kept' }));
    await open.record(anEntry({ requestId: 'torn' }));
    files.break();
    await expect(open.signHead()).rejects.toBeInstanceOf(LogUnavailable);
    await open.close();
  }

  test.each([1, 2, 40, 200])(
    'goes on, %i bytes short, with a record that says what was torn',
    async (bytes) => {
      await leaveUnsigned();
      await tear(bytes);

      await fillLog(log, 1);

      const { finding, tornLines } = await verify();
      expect(finding).toBeUndefined();
      // Without its line feed alone, a record is whole.
      expect(tornLines).toBe(bytes === 1 ? 0 : 1);
      const lines = await log.lines();
      expect(lines.some((line) => line.includes('"torn":{'))).toBe(bytes !== 1);
      expect(lines.some((line) => line.includes('"requestId":"kept"'))).toBe(true);
    },
  );

  test('goes on where it ended within the very record that says what was torn', async () => {
    await leaveUnsigned();
    await tear(40);
    await fillLog(log, 0);
    const lines = await log.lines();
    const opened = lines.findIndex((line) => line.includes('"torn":{'));
    await log.replaceLines(lines.slice(0, opened + 1));
    await tear(30);
    const [heads = ''] = await log.files('heads');
    const first = (await readFile(heads, 'utf8')).indexOf('\n') + 1;
    await truncate(heads, first);

    await fillLog(log, 1);

    expect(await verify()).toMatchObject({ finding: undefined, tornLines: 1 });
  });

  test('does not go on where records are gone that a head was signed for', async () => {
    await fillLog(log, 3);
    await tear(200);

    await expect(log.open()).rejects.toThrow(StartProblem);
  });

  test('does not go on where a whole record was altered', async () => {
    await leaveUnsigned();
    const lines = await log.lines();
    await log.replaceLines(lines.map((line) => line.replace('"requestId":"torn"', '"requestId":"born"')));

    await expect(log.open()).rejects.toThrow('The audit log was changed at or before record 2');
  });

  test('is written by one process at a time', async () => {
    const open = await log.open();
    const lock = join(log.folder, 'lock');

    expect(await readFile(lock, 'utf8')).toBe(String(process.pid));
    await open.close();
    await expect(readFile(lock)).rejects.toThrow('ENOENT');
    await writeFile(lock, String(process.ppid));
    await expect(log.open()).rejects.toThrow(`Process ${process.ppid} writes the audit log`);
  });
});

describe('a process that is killed while it writes', () => {
  test('leaves every record that it acknowledged, in a log that verifies and goes on', async () => {
    const keyFolder = await mkdtemp(join(tmpdir(), 'rotunda-audit-key-'));
    const writer = spawn(
      process.execPath,
      [
        '--import',
        '@rotunda/platform/strip-types',
        fileURLToPath(new URL('./write-until-killed.ts', import.meta.url)),
        log.folder,
        keyFolder,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 2_000) writer.kill('SIGKILL');
    }
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'close');

    const signingKey = await loadSigningKey(keyFolder, 'audit');
    const options = { folder: log.folder, signingKey, clock: systemClock, hashKey: testHashKey };
    const again = await createAuditLog({ ...options, report: () => {} });
    await again.record(anEntry({ requestId: 'after' }));
    await again.close();

    const { finding, records } = await verifyAuditLog({ folder: log.folder, keys: signingKey.publicKeys });
    const text = (await log.lines()).join('\n');
    expect(finding).toBeUndefined();
    expect(records).toBeGreaterThanOrEqual(acknowledged.length);
    expect(acknowledged.filter((id) => !text.includes(`"requestId":"${id}"`))).toEqual([]);
    await rm(keyFolder, { recursive: true });
  });
});
