import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';
import { type ChainCheck, checkChain } from './check-chain.ts';
import type { TornBytes } from './gather-suspect.ts';
import { readOuterHeads } from './read-heads.ts';
import { readLines } from './read-lines.ts';
import type { SegmentFiles } from './segment-files.ts';
import { type LogPosition, type TreeHead, positionOf } from './tree-head.ts';

/** Where a log goes on after whatever ended it. */
export interface ResumedSegment {
  readonly position: LogPosition;
  /** What a crash left of a line; nobody was told that its record was kept. */
  readonly torn: TornBytes | undefined;
  readonly areRecordsFinished: boolean;
  readonly areHeadsFinished: boolean;
  /** Where the content of the records ends, in bytes; behind it lie zeros for what comes, or nothing. */
  readonly end: number;
}

/**
 * Reads the last segment of a log from its first head to its end. Refuses one that was changed since: what is torn is accepted,
 * what is whole and wrong is not, nor anything missing that a head was signed for.
 */
export async function resumeSegment(
  files: SegmentFiles,
  readHead: (jws: string) => Promise<TreeHead | undefined>,
): Promise<ResumedSegment> {
  const heads = await readOuterHeads(files.heads, readHead);
  if (heads.first?.size !== files.first) {
    throw new StartProblem(
      `${files.heads} is not signed with the audit key of this installation. Restore the key or the file, or move the folder away to begin a new log.`,
    );
  }
  const check = checkChain(positionOf(heads.first));
  const end = await readSegment(files.records, check, heads.last);

  const unaccounted = check.unaccounted();
  if ((heads.last?.size ?? 0) > check.tree.size || unaccounted?.isTorn === false)
    throw alteredProblem(check.tree.size);
  return {
    position: { tree: check.tree, previousHash: check.previousHash },
    torn: unaccounted && { bytes: unaccounted.bytes, sha256: unaccounted.sha256 },
    areRecordsFinished: check.isFinished,
    areHeadsFinished: heads.isFinished,
    end,
  };
}

/** Gives the size of what was read. */
async function readSegment(path: string, check: ChainCheck, lastHead: TreeHead | undefined): Promise<number> {
  let end = 0;
  try {
    for await (const lines of readLines(path, { mayEndInZeros: true })) {
      for (const line of lines) {
        end += line.bytes.length + (line.isFinished ? 1 : 0);
        const { kind } = check.take(line);
        if (kind === 'suspect') continue;
        const { size } = check.tree;
        const isDenied = size === lastHead?.size && !lastHead.rootHash.equals(check.tree.rootHash());
        if (kind !== 'record' || isDenied) throw alteredProblem(size);
      }
    }
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
  }
  return end;
}

function alteredProblem(index: number): StartProblem {
  return new StartProblem(
    `The audit log was changed at or before record ${index}; "rotunda audit verify" says how. Restore it, or move its folder away to begin a new log.`,
  );
}
