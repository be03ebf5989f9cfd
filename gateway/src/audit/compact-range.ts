import { emptyRoot, hashNode } from './merkle-hashes.ts';

/** The right edge of an RFC 6962 tree: all that is needed to append to it and to know its root, 32 bytes for each bit of its size. */
export interface CompactRange {
  readonly size: number;
  /** Roots of the full subtrees from left to right: one for each bit of `size` that is set, the largest first. */
  readonly peaks: readonly Buffer[];
  append(leafHash: Buffer): void;
  rootHash(): Buffer;
}

/** A tree that grows at its right edge, empty or as far as the given one. Refuses peaks that do not fit the size. */
export function createCompactRange(
  from: { readonly size: number; readonly peaks: readonly Buffer[] } = { size: 0, peaks: [] },
): CompactRange {
  let { size } = from;
  const peaks = [...from.peaks];
  if (peaks.length !== onesOf(size))
    throw new Error(`A tree of ${size} leaves has no ${peaks.length} peaks.`);

  return {
    get size() {
      return size;
    },
    get peaks() {
      return peaks;
    },
    append(leafHash) {
      let node = leafHash;
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        const left = peaks.pop();
        if (left) node = hashNode(left, node);
      }
      peaks.push(node);
      size += 1;
    },
    rootHash: () => rootOfPeaks(peaks),
  };
}

/** Root of the tree whose right edge these are. */
export function rootOfPeaks(peaks: readonly Buffer[]): Buffer {
  return peaks.length === 0 ? emptyRoot : peaks.reduceRight((right, left) => hashNode(left, right));
}

/** Not by bit operations, which end at 32 bits. */
function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
