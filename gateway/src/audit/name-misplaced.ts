import type { AuditFinding } from './audit-finding.ts';
import { type RecordLine, readRecordLine } from './record-line.ts';
import type { FileLine } from './read-lines.ts';

/** Where the chain broke: a whole record that does not follow the one before it. */
export interface BrokenChain {
  readonly line: RecordLine;
  /** Index of the record that should stand there, and hash of the one before. */
  readonly expected: number;
  readonly previousHash: string;
  /** How many records a signed head vouches for. */
  readonly signedRecords: number;
}

/** What happened where a chain broke, judged by the record found there and by those behind it. */
export async function nameMisplaced(
  broken: BrokenChain,
  behind: AsyncIterable<readonly FileLine[]>,
): Promise<AuditFinding> {
  const { line, expected, previousHash } = broken;
  if (line.index > expected) {
    const isBehind = await someRecord(behind, ({ index }) => index === expected);
    return { kind: isBehind ? 'reordered' : 'removed', index: expected };
  }
  if (line.index < expected) {
    const isCopy = line.hash === previousHash || line.index < expected - 1;
    return { kind: 'inserted', index: isCopy ? expected : line.index };
  }
  return { kind: 'altered', index: await alteredIndex(broken, behind) };
}

/** Two records disagree; the one that the next record goes on from is the true one. */
async function alteredIndex(
  { line, expected, signedRecords }: BrokenChain,
  behind: AsyncIterable<readonly FileLine[]>,
): Promise<number> {
  if (signedRecords >= expected) return expected;
  const next = await firstRecord(behind);
  return next && next.previousHash !== line.hash ? expected : expected - 1;
}

async function firstRecord(lines: AsyncIterable<readonly FileLine[]>): Promise<RecordLine | undefined> {
  for await (const batch of lines) {
    for (const { bytes } of batch) return readRecordLine(bytes);
  }
  return undefined;
}

async function someRecord(
  lines: AsyncIterable<readonly FileLine[]>,
  isSought: (line: RecordLine) => boolean,
): Promise<boolean> {
  for await (const batch of lines) {
    for (const { bytes } of batch) {
      const line = readRecordLine(bytes);
      if (line && isSought(line)) return true;
    }
  }
  return false;
}
