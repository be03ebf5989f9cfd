import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { AuditLogOptions } from '@rotunda/gateway/audit/audit-log';
import { type TestLog, anEntry, createTestLog } from './open-test-log.ts';

/** The log of a process that was killed. */
export interface LeftLog extends TestLog {
  /** What its only file of records held. */
  readonly records: LeftFile;
  /** Writes what is in that file now, with the heads as they were. */
  leave(content: Buffer): Promise<void>;
}

export interface LeftFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** Where each line begins, and at last where the content ends. */
  readonly starts: readonly number[];
  readonly end: number;
}

/** So much of zeros lies in a segment of a left log that is not full. */
export const leftSegmentBytes = 20_000;

/** Writes records, signs a head over them, writes others together, and leaves the log as it is then. */
export async function leaveLog(
  signed: number,
  unsigned: number,
  options: Partial<AuditLogOptions> = { segmentBytes: leftSegmentBytes },
): Promise<LeftLog> {
  const log = await createTestLog();
  const open = await log.open(options);
  for (let index = 0; index < signed; index += 1)
    await open.record(anEntry({ requestId: `signed ${index}` }));
  await open.signHead();
  await Promise.all(
    Array.from({ length: unsigned }, (_, index) => open.record(anEntry({ requestId: `unsigned ${index}` }))),
  );
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-left-'));
  await cp(log.folder, folder, { recursive: true, filter: (path) => basename(path) !== 'lock' });
  await open.close();
  await log.remove();

  const left = await createTestLog({ folder, signingKey: log.signingKey });
  const [path = ''] = await left.files('records');
  const [headsPath = ''] = await left.files('heads');
  const heads = await readFile(headsPath);
  return {
    ...left,
    records: linesOf(path, await readFile(path)),
    async leave(content) {
      for (const file of [...(await left.files('records')), ...(await left.files('heads'))]) await rm(file);
      await writeFile(path, content);
      await writeFile(headsPath, heads);
    },
  };
}

function linesOf(path: string, bytes: Buffer): LeftFile {
  const starts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return { path, bytes, starts, end: starts.at(-1) ?? 0 };
}

/** The file with zeros from one position to another. */
export function zeroed({ bytes }: LeftFile, from: number, to: number): Buffer {
  return Buffer.from(bytes).fill(0, from, to);
}
