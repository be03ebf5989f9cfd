import type { KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Clock } from '@rotunda/platform/clock';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import type { AuditEntry } from './audit-entry.ts';
import type { CountedRefusals } from './count-refusals.ts';
import { draftOperation } from './draft-operation.ts';
import { draftRefusals } from './draft-refusals.ts';
import { createGroupCommit } from './group-commit.ts';
import { LogUnavailable } from './log-unavailable.ts';
import { lockFolder } from './lock-folder.ts';
import { type OpenSegmentFile, openSegmentFile } from './open-segment-file.ts';
import { type ReceiptFacts, signReceipt } from './receipt.ts';
import { draftRecord } from './record-draft.ts';
import {
  type AuditLeaf,
  type SegmentWriter,
  type WrittenRecord,
  openSegmentWriter,
} from './segment-writer.ts';

export interface AuditLogOptions {
  /** One log, one folder, one process at a time. */
  readonly folder: string;
  /** Signs tree heads and receipts; its public half verifies them. */
  readonly signingKey: SigningKey;
  readonly clock: Clock;
  /** Keys and variables are hashed with it. */
  readonly hashKey: KeyObject;
  /** Hears why the log cannot be written, and that it can again. */
  readonly report: (problem: AuditProblem) => void;
  readonly openFile?: OpenSegmentFile;
  /** A segment that has reached this size is followed by another. */
  readonly segmentBytes?: number;
  /** Longest time that a record stays without a signed head. */
  readonly headIntervalMs?: number;
  /** Told each signed head, a compact JWS, to be copied elsewhere. */
  readonly onHead?: ((head: string) => void) | undefined;
  /** After a failure, how long until the log is opened again. */
  readonly reopenAfterMs?: number;
}

export type AuditProblem =
  { readonly kind: 'failed'; readonly cause: unknown } | { readonly kind: 'reopened' };

/** Who asked what, why and with what outcome: append-only, each record durable before `record` resolves. */
export interface AuditLog {
  /** Resolves when the record would survive a loss of power. Rejects with `LogUnavailable` otherwise. */
  record(entry: AuditEntry): Promise<AuditLeaf>;
  /** Records requests that never became operations, counted; resolves and rejects as `record` does. */
  recordRefusals(refusals: readonly CountedRefusals[]): Promise<void>;
  /** A signed statement that an answer stands in the log, to be verified without it. */
  receiptFor(leaf: AuditLeaf, facts: ReceiptFacts): Promise<string>;
  /** Signs a head over all that is recorded. */
  signHead(): Promise<void>;
  /** False while the log cannot be written: no operation should begin. */
  healthy(): boolean;
  /** Waits for what is under way, writes that the log was closed, and signs its last head. */
  close(): Promise<void>;
}

type Task = WrittenRecord | 'head';

const defaults = { segmentBytes: 128 * 1024 * 1024, headIntervalMs: 10_000, reopenAfterMs: 5_000 };

/** Opens the log of a folder where it ended. Refuses a folder that another process writes, or whose last segment was changed. */
export async function createAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { folder, signingKey, clock, hashKey, report } = options;
  const settings = { openFile: openSegmentFile, ...defaults, ...options };
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const unlock = await lockFolder(folder);
  const openWriter = (reason: 'start' | 'write-failed') => openSegmentWriter(settings, reason);
  let writer: SegmentWriter | undefined;
  try {
    writer = await openWriter('start');
  } catch (cause) {
    await unlock();
    throw cause;
  }
  let headTimer: NodeJS.Timeout | undefined;
  let reopenTimer: NodeJS.Timeout | undefined;
  let reopening: Promise<void> | undefined;
  let isClosed = false;

  const group = createGroupCommit<Task, AuditLeaf | undefined>(async (tasks) => {
    if (!writer) throw new LogUnavailable();
    try {
      const records = tasks.filter((task) => task !== 'head');
      const leaves = records.length > 0 ? await writer.write(records) : [];
      if (records.length > 0) headTimer ??= setTimeout(signHeadInTime, settings.headIntervalMs).unref();
      if (records.length === tasks.length) return leaves;
      await writer.signHead();
      let next = 0;
      return tasks.map((task) => (task === 'head' ? undefined : leaves[next++]));
    } catch (cause) {
      await fail(cause);
      throw new LogUnavailable(cause);
    }
  });

  async function fail(cause: unknown): Promise<void> {
    const failed = writer;
    writer = undefined;
    report({ kind: 'failed', cause });
    reopenLater();
    await failed?.abandon().catch((closing: unknown) => report({ kind: 'failed', cause: closing }));
  }

  function reopenLater(): void {
    if (isClosed) return;
    reopenTimer = setTimeout(() => void (reopening = reopen()), settings.reopenAfterMs).unref();
  }

  async function reopen(): Promise<void> {
    try {
      await group.idle();
      writer = await openWriter('write-failed');
      report({ kind: 'reopened' });
    } catch (cause) {
      report({ kind: 'failed', cause });
      reopenLater();
    }
  }

  function signHeadInTime(): void {
    headTimer = undefined;
    // A failure is reported by the commit itself, and the next record meets it.
    if (writer) group.add('head').catch(() => {});
  }

  return {
    async record(entry) {
      if (isClosed) throw new LogUnavailable();
      const leaf = await group.add(draftOperation(entry, clock.now().toISOString(), hashKey));
      if (!leaf) throw new Error('A record has a leaf.');
      return leaf;
    },
    async recordRefusals(refusals) {
      if (isClosed) throw new LogUnavailable();
      const at = clock.now().toISOString();
      await Promise.all(refusals.map((counted) => group.add({ draft: draftRefusals(counted, at) })));
    },
    receiptFor: (leaf, facts) => signReceipt(leaf, facts, signingKey),
    async signHead() {
      await group.add('head');
    },
    healthy: () => writer !== undefined && !isClosed,
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(headTimer);
      clearTimeout(reopenTimer);
      await reopening;
      try {
        if (writer) {
          await group.add({ draft: draftRecord({ at: clock.now().toISOString(), kind: 'closed' }) });
          await group.add('head');
        }
        await group.idle();
        await writer?.close();
      } finally {
        await unlock();
      }
    },
  };
}
