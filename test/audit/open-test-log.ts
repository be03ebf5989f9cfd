import { createSecretKey } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@rotunda/gateway/audit/audit-entry';
import {
  type AuditLog,
  type AuditLogOptions,
  type AuditProblem,
  createAuditLog,
} from '@rotunda/gateway/audit/audit-log';
import { systemClock } from '@rotunda/platform/clock';
import { type SigningKey, createSigningKey } from '@rotunda/platform/signing-keys';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { readContent } from './read-content.ts';

export const testHashKey = createSecretKey(Buffer.alloc(32, 7));

export interface TestLog {
  readonly folder: string;
  readonly signingKey: SigningKey;
  readonly problems: readonly AuditProblem[];
  open(options?: Partial<AuditLogOptions>): Promise<AuditLog>;
  /** All lines of all segments, oldest first, without line feeds and the zeros of an open one. */
  lines(): Promise<readonly string[]>;
  /** Replaces the lines of the only segment. */
  replaceLines(lines: readonly string[]): Promise<void>;
  files(kind: 'records' | 'heads'): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** A folder for one audit log, with a key of its own unless one is given. */
export async function createTestLog(
  given: Partial<Pick<TestLog, 'folder' | 'signingKey'>> = {},
): Promise<TestLog> {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'rotunda-audit-')));
  const signingKey = given.signingKey ?? (await createSigningKey());
  const problems: AuditProblem[] = [];
  const files = async (kind: 'records' | 'heads') =>
    (await readdir(folder))
      .filter((name) => name.startsWith(`${kind}-`))
      .sort()
      .map((name) => join(folder, name));
  return {
    folder,
    signingKey,
    problems,
    files,
    open: (options = {}) =>
      createAuditLog({
        folder,
        signingKey,
        clock: systemClock,
        hashKey: testHashKey,
        report: (problem) => problems.push(problem),
        ...options,
      }),
    async lines() {
      const contents = await Promise.all((await files('records')).map(readContent));
      return Buffer.concat(contents).toString().trimEnd().split('\n');
    },
    async replaceLines(lines) {
      const [only, ...others] = await files('records');
      if (only === undefined || others.length > 0) throw new Error('This log has more than one segment.');
      await writeFile(only, lines.map((line) => `${line}\n`).join(''));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** An entry that says as little as an entry can. */
export function anEntry(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    requestId: 'request',
    viewer: anonymousViewer,
    variables: {},
    outcome: 'answered',
    errors: [],
    ...given,
  };
}

/** Writes this many records and closes the log: with those of opening and closing, two more. */
export async function fillLog(
  { open }: TestLog,
  count: number,
  options?: Partial<AuditLogOptions>,
): Promise<void> {
  const log = await open(options);
  for (let index = 0; index < count; index += 1) await log.record(anEntry({ requestId: `request ${index}` }));
  await log.close();
}

/** A log for a gateway that is not tested for what it records; it and its folder go with the gateway. */
export async function openPassingLog(): Promise<AuditLog> {
  const log = await createTestLog();
  const audit = await log.open();
  return { ...audit, close: () => audit.close().then(log.remove) };
}
