import type { Clock } from '@rotunda/platform/clock';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import { rootOfPeaks } from './compact-range.ts';
import { hashLeafText } from './merkle-hashes.ts';
import type { OpenSegmentFile } from './open-segment-file.ts';
import { type RecordDraft, draftRecord, finishDraft } from './record-draft.ts';
import { writeRecordLine } from './record-line.ts';
import { resumeSegment } from './resume-segment.ts';
import { createHeadsFile, listSegments, segmentFilesOf, syncFolder } from './segment-files.ts';
import { createTreeHeadReader, signTreeHead, startOfLog } from './tree-head.ts';

/** Where a record stands in the log. */
export interface AuditLeaf {
  readonly index: number;
  /** Leaf hash in hexadecimal. */
  readonly hash: string;
  readonly at: string;
  /** The tree as it was when the record became durable. */
  readonly tree: { readonly size: number; rootHash(): Buffer };
}

export interface SegmentWriterOptions {
  readonly folder: string;
  readonly signingKey: SigningKey;
  readonly clock: Clock;
  readonly openFile: OpenSegmentFile;
  /** A segment that has reached this size is followed by another. */
  readonly segmentBytes: number;
  /** Told each head once it is durable here. */
  readonly onHead?: ((head: string) => void) | undefined;
}

/** The end of a log, open for writing; one call at a time. After a call that rejected, a new writer has to find out what is on the disk. */
export interface SegmentWriter {
  /** Resolves when all records are durable. The fields of a record are written once a segment, ahead of the first that needs them. */
  write(records: readonly WrittenRecord[]): Promise<readonly AuditLeaf[]>;
  /** Signs what has been written so far, durably. */
  signHead(): Promise<void>;
  /** Closes the files where their content ends. */
  close(): Promise<void>;
  /** Closes the files as they are, after a failure. */
  abandon(): Promise<void>;
}

export interface WrittenRecord {
  readonly draft: RecordDraft;
  /** Asked for only where the segment does not have them yet. */
  readonly fields?: { readonly hash: string; draft(at: string): RecordDraft } | undefined;
}

/**
 * Opens a log at its end, a new one where the folder is empty, and writes that it did: with what a crash left of a last line,
 * if it left anything. Refuses a log whose last segment was changed.
 */
export async function openSegmentWriter(
  options: SegmentWriterOptions,
  reason: 'start' | 'write-failed',
): Promise<SegmentWriter> {
  const { folder, signingKey, clock, openFile, segmentBytes, onHead } = options;
  const resumed = await resume(options);
  let { files } = resumed;
  const { tree } = resumed.position;
  let { previousHash } = resumed.position;
  let bytes = 0;
  let fieldsWritten = new Set<string>();
  let records = await openFile(files.records, { end: resumed.end, upTo: segmentBytes });
  let heads = await openFile(files.heads);
  await syncFolder(folder);

  function lineOf(draft: RecordDraft): string {
    const record = finishDraft(draft, tree.size, previousHash);
    const leafHash = hashLeafText(record);
    previousHash = leafHash.toString('hex');
    tree.append(leafHash);
    return writeRecordLine(previousHash, record);
  }

  async function write(written: readonly WrittenRecord[], prefix = ''): Promise<readonly AuditLeaf[]> {
    if (bytes >= segmentBytes) await rotate();
    let text = prefix;
    let peaks: readonly Buffer[] = [];
    const durable = { size: 0, rootHash: () => rootOfPeaks(peaks) };
    const leaves = written.map(({ draft, fields }): AuditLeaf => {
      if (fields && !fieldsWritten.has(fields.hash)) {
        fieldsWritten.add(fields.hash);
        text += lineOf(fields.draft(draft.at));
      }
      text += lineOf(draft);
      return { index: tree.size - 1, hash: previousHash, at: draft.at, tree: durable };
    });
    const content = Buffer.from(text);
    await records.append(content);
    bytes += content.length;
    durable.size = tree.size;
    peaks = [...tree.peaks];
    return leaves;
  }

  async function signHead(prefix = ''): Promise<void> {
    const head = await signTreeHead({ tree, previousHash }, clock.now(), signingKey);
    await heads.append(Buffer.from(`${prefix}${head}\n`));
    onHead?.(head);
  }

  async function rotate(): Promise<void> {
    await signHead();
    await close();
    files = segmentFilesOf(folder, tree.size);
    await createHeadsFile(folder, files, await signTreeHead({ tree, previousHash }, clock.now(), signingKey));
    bytes = 0;
    records = await openFile(files.records, { end: 0, upTo: segmentBytes });
    heads = await openFile(files.heads);
    await syncFolder(folder);
    fieldsWritten = new Set();
  }

  async function close(): Promise<void> {
    await Promise.all([records.close(), heads.close()]);
  }

  async function abandon(): Promise<void> {
    await Promise.all([records.abandon(), heads.abandon()]);
  }

  const { torn, areRecordsFinished, areHeadsFinished } = resumed;
  const opened = draftRecord({ at: clock.now().toISOString(), kind: 'opened', reason, torn });
  try {
    await write([{ draft: opened }], areRecordsFinished ? '' : '\n');
    await signHead(areHeadsFinished ? '' : '\n');
  } catch (cause) {
    await abandon();
    throw cause;
  }
  bytes += resumed.end;
  return { write, signHead, close, abandon };
}

async function resume({ folder, signingKey, clock }: SegmentWriterOptions) {
  const last = (await listSegments(folder)).at(-1);
  if (last) {
    const resumed = await resumeSegment(last, createTreeHeadReader(signingKey.publicKeys));
    return { files: last, ...resumed };
  }
  const files = segmentFilesOf(folder, 0);
  const position = startOfLog();
  await createHeadsFile(folder, files, await signTreeHead(position, clock.now(), signingKey));
  return { files, position, torn: undefined, areRecordsFinished: true, areHeadsFinished: true, end: 0 };
}
