import type { CompactRange } from './compact-range.ts';
import { type Suspect, type SuspectGathering, type TornBytes, gatherSuspect } from './gather-suspect.ts';
import type { FileLine } from './read-lines.ts';
import { type RecordLine, readRecordLine } from './record-line.ts';
import type { LogPosition } from './tree-head.ts';

export type CheckedLine =
  | { readonly kind: 'record'; readonly line: RecordLine; readonly torn: TornBytes | undefined }
  /** No record, or one behind a gap: torn, if an `opened` record accounts for it; else altered. */
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
  unaccounted(): Suspect | undefined;
  /** False where the last line lacks its line feed. */
  readonly isFinished: boolean;
}

/** Checks lines against the hashes they carry and against each other, from a position on, and grows the tree with them. */
export function checkChain(from: LogPosition): ChainCheck {
  const { tree } = from;
  let { previousHash } = from;
  let suspect: SuspectGathering | undefined;
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
      const torn = suspect?.seen();
      if (line === undefined || (line.index > tree.size && torn?.mayGoOn)) {
        suspect ??= gatherSuspect();
        suspect.add(fileLine, line);
        return { kind: 'suspect' };
      }
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

function accountsFor({ content }: RecordLine, { bytes, sha256 }: TornBytes): boolean {
  const told: unknown = content['torn'];
  if (content['kind'] !== 'opened' || typeof told !== 'object' || told === null) return false;
  return 'bytes' in told && told.bytes === bytes && 'sha256' in told && told.sha256 === sha256;
}
