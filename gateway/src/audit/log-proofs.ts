import { StartProblem } from '@rotunda/platform/start-problem';
import type { JSONWebKeySet } from 'jose';
import { consistencyRanges, createProofCollector, inclusionRanges, type LeafRange } from './merkle-proofs.ts';
import { readLog } from './read-log.ts';
import { readRecordLine } from './record-line.ts';
import { type TreeHead, createTreeHeadReader } from './tree-head.ts';

/** That a record is in the tree of a signed head. */
export interface InclusionProof {
  readonly kind: 'inclusion';
  readonly index: number;
  /** Canonical JSON, to the byte. */
  readonly record: string;
  /** Signed tree head, a compact JWS. */
  readonly head: string;
  /** Hashes in hexadecimal, from the leaf to the root. */
  readonly path: readonly string[];
}

/** That the tree of the second head begins with all records of the first. */
export interface ConsistencyProof {
  readonly kind: 'consistency';
  readonly first: string;
  readonly second: string;
  readonly path: readonly string[];
}

interface LogSource {
  readonly folder: string;
  readonly keys: JSONWebKeySet;
}

/** Proves that the operation with this request id is recorded. Refuses an unknown one, and one that no head covers yet. */
export async function proveRecord(source: LogSource, requestId: string): Promise<InclusionProof> {
  const sought = JSON.stringify(requestId);
  let found: { readonly index: number; readonly record: string } | undefined;
  let last: TreeHead | undefined;
  for await (const part of readLog(source.folder, createTreeHeadReader(source.keys))) {
    if (part.kind === 'segment') last = part.heads.at(-1) ?? last;
    else
      for (const { bytes } of part.lines) {
        const line = !found && bytes.includes(sought) ? readRecordLine(bytes) : undefined;
        if (line?.content['requestId'] === requestId)
          found = { index: line.index, record: line.record.toString('utf8') };
      }
  }
  if (!found) throw new StartProblem(`No operation with the request id ${requestId} is recorded.`);
  if (!last || last.size <= found.index)
    throw new StartProblem('The record is not covered by a signed head yet. Try again in ten seconds.');
  const path = await collectPath(source, inclusionRanges(found.index, last.size), last.size);
  return { kind: 'inclusion', ...found, head: last.jws, path };
}

/** Proves that the log only grew from one signed head to another. Refuses sizes at which no head was signed. */
export async function proveGrowth(
  source: LogSource,
  firstSize: number,
  secondSize?: number,
): Promise<ConsistencyProof> {
  const heads: TreeHead[] = [];
  for await (const part of readLog(source.folder, createTreeHeadReader(source.keys))) {
    if (part.kind === 'segment') heads.push(...part.heads.filter(({ size }) => size > 0));
  }
  const first = headOfSize(heads, firstSize);
  const second = secondSize === undefined ? heads.at(-1) : headOfSize(heads, secondSize);
  if (!second || first.size > second.size)
    throw new StartProblem('The first head must not be larger than the second.');
  const path = await collectPath(source, consistencyRanges(first.size, second.size), second.size);
  return { kind: 'consistency', first: first.jws, second: second.jws, path };
}

function headOfSize(heads: readonly TreeHead[], size: number): TreeHead {
  const head = heads.find((candidate) => candidate.size === size);
  if (head) return head;
  const nearest = heads
    .map((candidate) => candidate.size)
    .sort((one, other) => Math.abs(one - size) - Math.abs(other - size))
    .slice(0, 5);
  throw new StartProblem(
    `No head was signed over ${size} records; the nearest are over ${nearest.join(', ') || 'none'}.`,
  );
}

async function collectPath(
  { folder }: LogSource,
  ranges: readonly LeafRange[],
  size: number,
): Promise<readonly string[]> {
  const collector = createProofCollector(ranges);
  let next = 0;
  // Heads need not be read again.
  for await (const part of readLog(folder, async () => undefined)) {
    if (part.kind === 'segment') continue;
    for (const { bytes } of part.lines) {
      const line = next < size ? readRecordLine(bytes) : undefined;
      if (line?.index !== next) continue;
      collector.add(line.leafHash);
      next += 1;
    }
    if (next === size) break;
  }
  if (next < size)
    throw new StartProblem(`The log has no sound record ${next}; "rotunda audit verify" says more.`);
  return collector.path().map((hash) => hash.toString('hex'));
}
