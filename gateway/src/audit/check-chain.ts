import { createHash } from 'node:crypto';
import type { CompactRange } from './compact-range.ts';
import type { FileLine } from './read-lines.ts';
import { type RecordLine, isWholeLine, readRecordLine } from './record-line.ts';
import type { LogPosition } from './tree-head.ts';

/** Bytes that a crash left of a line; the next `opened` record says how many there were, and their SHA-256 in hexadecimal. */
export interface TornBytes {
  readonly bytes: number;
  readonly sha256: string;
}

export type CheckedLine =
  | { readonly kind: 'record'; readonly line: RecordLine; readonly torn: TornBytes | undefined }
  /** No record: torn, if an `opened` record accounts for it; else altered. */
  | { readonly kind: 'suspect' }
  | { readonly kind: 'altered' }
  /** A whole record that does not follow the one before it. */
  | { readonly kind: 'misplaced'; readonly line: RecordLine };

export interface ChainCheck {
  readonly tree: CompactRange;
  readonly previousHash: string;
  /** The lines of the log one after the other. After `altered` or `misplaced` the check is over. */
  take(line: FileLine): CheckedLine;
  /** Suspect bytes that nothing has accounted for so far. */
  unaccounted(): (TornBytes & { readonly isTorn: boolean }) | undefined;
  /** False where the last line lacks its line feed. */
  readonly isFinished: boolean;
}

/** Checks lines against the hashes they carry and against each other, from a position on, and grows the tree with them. */
export function checkChain(from: LogPosition): ChainCheck {
  const { tree } = from;
  let { previousHash } = from;
  let suspect: ReturnType<typeof gatherSuspect> | undefined;
  let isFinished = true;

  return {
    tree,
    get previousHash() {
      return previousHash;
    },
    get isFinished() {
      return isFinished;
    },
    take(fileLine) {
      isFinished = fileLine.isFinished;
      const line = readRecordLine(fileLine.bytes);
      if (line === undefined) {
        suspect ??= gatherSuspect();
        suspect.add(fileLine.bytes);
        return { kind: 'suspect' };
      }
      const torn = suspect?.seen();
      if (torn && !accountsFor(line, torn)) return { kind: 'altered' };
      if (line.index !== tree.size || line.previousHash !== previousHash) return { kind: 'misplaced', line };
      suspect = undefined;
      tree.append(line.leafHash);
      previousHash = line.hash;
      return { kind: 'record', line, torn };
    },
    unaccounted: () => suspect?.seen(),
  };
}

/** Gathers the bytes between two records, the line feeds within them included and the last one not. */
function gatherSuspect() {
  const hash = createHash('sha256');
  let bytes = -1;
  let hasWholeLine = false;
  return {
    add(line: Buffer) {
      if (bytes >= 0) hash.update('\n');
      hash.update(line);
      bytes += line.length + 1;
      hasWholeLine ||= isWholeLine(line);
    },
    // A crash leaves the beginning of a line, never a whole one that is wrong.
    seen: () => ({ bytes, sha256: hash.copy().digest('hex'), isTorn: !hasWholeLine }),
  };
}

function accountsFor({ content }: RecordLine, { bytes, sha256 }: TornBytes): boolean {
  const told: unknown = content['torn'];
  if (content['kind'] !== 'opened' || typeof told !== 'object' || told === null) return false;
  return 'bytes' in told && told.bytes === bytes && 'sha256' in told && told.sha256 === sha256;
}
