import type { JSONWebKeySet } from 'jose';
import type { AuditFinding } from './audit-finding.ts';
import { type ChainCheck, checkChain } from './check-chain.ts';
import type { Suspect } from './gather-suspect.ts';
import { nameMisplaced } from './name-misplaced.ts';
import type { FileLine } from './read-lines.ts';
import { type LogPart, readLog } from './read-log.ts';
import { type TreeHead, createTreeHeadReader, startOfLog } from './tree-head.ts';

export interface AuditVerification {
  /** Records that follow one another without a fault, from the first. */
  readonly records: number;
  readonly segments: number;
  /** Signed heads that the records agree with. */
  readonly heads: number;
  /** How many of the records a signed head covers. */
  readonly signedRecords: number;
  /** Lines that a crash tore, each accounted for by the record behind it. */
  readonly tornLines: number;
  /** Bytes at the end that are being written now, or that a crash tore and no start has accounted for yet. */
  readonly unfinishedBytes: number;
  readonly finding: AuditFinding | undefined;
}

export interface VerificationOptions {
  readonly folder: string;
  /** Public halves of the audit keys. */
  readonly keys: JSONWebKeySet;
  /** Heads kept elsewhere: what they promise must be there, even where the folder's own heads are gone. */
  readonly keptHeads?: readonly TreeHead[];
  /** Told now and then how many records have been read. */
  readonly tell?: (records: number) => void;
}

interface Verification {
  readonly check: ChainCheck;
  readonly counts: { segments: number; heads: number; signedRecords: number; tornLines: number };
  /** Those of the segment and those kept elsewhere, by size. */
  heads: ReadonlyMap<number, readonly TreeHead[]>;
  /** Size of the largest head that was seen. */
  promised: number;
}

/** Reads a whole log and names the first thing that is wrong with it. A gateway may write to it meanwhile. */
export async function verifyAuditLog(options: VerificationOptions): Promise<AuditVerification> {
  const { folder, keptHeads = [], tell = () => {} } = options;
  const state: Verification = {
    check: checkChain(startOfLog()),
    counts: { segments: 0, heads: 0, signedRecords: 0, tornLines: 0 },
    heads: new Map(),
    promised: largestOf(keptHeads),
  };
  const parts = readLog(folder, createTreeHeadReader(options.keys));
  let finding: AuditFinding | undefined;
  for await (const part of parts) {
    finding =
      part.kind === 'segment'
        ? enterSegment(part, keptHeads, state)
        : await readBatch(part.lines, parts, state);
    if (finding) break;
    tell(state.check.tree.size);
  }

  const records = state.check.tree.size;
  const unaccounted = state.check.unaccounted();
  const isUnfinished = unaccounted?.isTorn === true && isEnd(unaccounted, state);
  if (unaccounted && !isUnfinished) finding ??= { kind: 'altered', index: records };
  if (records < state.promised) finding ??= { kind: 'cutOff', index: records, promised: state.promised };
  return { ...state.counts, records, unfinishedBytes: isUnfinished ? unaccounted.bytes : 0, finding };
}

/** Whether nothing was acknowledged behind these bytes: part of a line, or, where gaps are among them, what no head speaks of. */
function isEnd({ hasGap }: Suspect, { check, promised }: Verification): boolean {
  return hasGap ? check.tree.size >= promised : !check.isFinished;
}

function enterSegment(
  { files, heads, forgedLine }: Extract<LogPart, { kind: 'segment' }>,
  keptHeads: readonly TreeHead[],
  state: Verification,
): AuditFinding | undefined {
  const index = state.check.tree.size;
  if (state.check.unaccounted()) return { kind: 'altered', index };
  if (files.first > index) return { kind: 'removed', index };
  if (forgedLine !== undefined) return { kind: 'headForged', file: files.heads, line: forgedLine };
  if (heads[0]?.size !== files.first) return { kind: 'headMissing', file: files.heads };
  state.counts.segments += 1;
  state.heads = bySize([...heads, ...keptHeads]);
  state.promised = Math.max(state.promised, largestOf(heads));
  return compareHeads(state);
}

async function readBatch(
  lines: readonly FileLine[],
  following: AsyncIterable<LogPart>,
  state: Verification,
): Promise<AuditFinding | undefined> {
  const { check, counts } = state;
  for (const [at, line] of lines.entries()) {
    const checked = check.take(line);
    if (checked.kind === 'altered') return { kind: 'altered', index: check.tree.size };
    if (checked.kind === 'misplaced') {
      const { signedRecords } = counts;
      const broken = { expected: check.tree.size, previousHash: check.previousHash, signedRecords };
      return nameMisplaced({ ...broken, line: checked.line }, linesBehind(lines.slice(at + 1), following));
    }
    if (checked.kind === 'suspect') continue;
    if (checked.torn) counts.tornLines += 1;
    const disagreeing = compareHeads(state);
    if (disagreeing) return disagreeing;
  }
  return undefined;
}

/** Compares the tree with the heads that were signed at its size. */
function compareHeads({ check, counts, heads }: Verification): AuditFinding | undefined {
  const { size } = check.tree;
  const signed = heads.get(size);
  if (!signed) return undefined;
  const root = check.tree.rootHash();
  if (signed.some(({ rootHash }) => !rootHash.equals(root)))
    return { kind: 'rewritten', from: counts.signedRecords, to: Math.max(0, size - 1) };
  counts.heads += signed.length;
  counts.signedRecords = size;
  return undefined;
}

async function* linesBehind(
  rest: readonly FileLine[],
  following: AsyncIterable<LogPart>,
): AsyncGenerator<readonly FileLine[]> {
  yield rest;
  for await (const part of following) {
    if (part.kind === 'lines') yield part.lines;
  }
}

function bySize(heads: readonly TreeHead[]): ReadonlyMap<number, readonly TreeHead[]> {
  const found = new Map<number, TreeHead[]>();
  for (const head of heads) {
    const same = found.get(head.size);
    if (same) same.push(head);
    else found.set(head.size, [head]);
  }
  return found;
}

function largestOf(heads: readonly TreeHead[]): number {
  return heads.reduce((largest, { size }) => Math.max(largest, size), 0);
}
