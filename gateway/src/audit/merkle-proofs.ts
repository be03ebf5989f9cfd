import { type CompactRange, createCompactRange } from './compact-range.ts';
import { hashNode } from './merkle-hashes.ts';

/** Leaves from `start` up to, and without, `end`: one subtree, whose root is one hash of a proof. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** Which subtrees prove that a leaf is in a tree, in the order of the proof. Refuses a leaf outside the tree. Source: RFC 6962, section 2.1.1. */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  if (index < 0 || index >= size) throw new Error(`A tree of ${size} leaves has no leaf ${index}.`);
  return inclusionWithin(index, { start: 0, end: size });
}

function inclusionWithin(index: number, { start, end }: LeafRange): readonly LeafRange[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  const left = { start, end: middle };
  const right = { start: middle, end };
  return index < middle ? [...inclusionWithin(index, left), right] : [...inclusionWithin(index, right), left];
}

/** Which subtrees prove that a tree only grew, in the order of the proof. Refuses sizes out of order. Source: RFC 6962, section 2.1.2. */
export function consistencyRanges(first: number, second: number): readonly LeafRange[] {
  if (first < 1 || first > second)
    throw new Error(`A tree of ${second} leaves did not grow out of ${first}.`);
  return consistencyWithin(first, { start: 0, end: second }, true);
}

function consistencyWithin(first: number, { start, end }: LeafRange, isWhole: boolean): readonly LeafRange[] {
  if (first === end) return isWhole ? [] : [{ start, end }];
  const middle = start + splitOf(end - start);
  const left = { start, end: middle };
  const right = { start: middle, end };
  return first <= middle
    ? [...consistencyWithin(first, left, isWhole), right]
    : [...consistencyWithin(first, right, false), left];
}

/** The largest power of two below the size. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Hashes of a proof, gathered while the leaves pass by once, in order from the first. */
export interface ProofCollector {
  add(leafHash: Buffer): void;
  /** Throws where a leaf of the proof has not passed. */
  path(): readonly Buffer[];
}

/** Collects the roots of these ranges, which do not overlap, in memory of the size of the proof. */
export function createProofCollector(ranges: readonly LeafRange[]): ProofCollector {
  const trees = new Map<LeafRange, CompactRange>(ranges.map((range) => [range, createCompactRange()]));
  const inOrder = [...trees].sort(([one], [other]) => one.start - other.start);
  let index = 0;
  let at = 0;
  return {
    add(leafHash) {
      const [range, tree] = inOrder[at] ?? [];
      if (range && index >= range.start) {
        tree?.append(leafHash);
        if (index + 1 === range.end) at += 1;
      }
      index += 1;
    },
    path: () =>
      ranges.map((range) => {
        const tree = trees.get(range);
        if (tree?.size !== range.end - range.start)
          throw new Error('The leaves of a proof have not all passed.');
        return tree.rootHash();
      }),
  };
}

/** Whether the path leads from the leaf to the root. Source: RFC 9162, section 2.1.3.2. */
export function isIncluded(
  leaf: { readonly index: number; readonly hash: Buffer },
  tree: { readonly size: number; readonly rootHash: Buffer },
  path: readonly Buffer[],
): boolean {
  if (leaf.index < 0 || leaf.index >= tree.size) return false;
  const ranges = inclusionRanges(leaf.index, tree.size);
  if (ranges.length !== path.length) return false;
  const root = path.reduce((node, sibling, at) => {
    const isLeft = (ranges[at]?.start ?? 0) < leaf.index;
    return isLeft ? hashNode(sibling, node) : hashNode(node, sibling);
  }, leaf.hash);
  return root.equals(tree.rootHash);
}

/** Whether the path shows that the second tree begins with the leaves of the first. Source: RFC 9162, section 2.1.4.2. */
export function isConsistent(
  first: { readonly size: number; readonly rootHash: Buffer },
  second: { readonly size: number; readonly rootHash: Buffer },
  path: readonly Buffer[],
): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  const ranges = consistencyRanges(first.size, second.size);
  if (ranges.length !== path.length) return false;
  if (first.size === second.size) return first.rootHash.equals(second.rootHash);

  // Where the first tree is a whole subtree of the second, its root is the seed and the path does not repeat it.
  const isSubtree = ranges[0]?.start === first.size;
  const seed = isSubtree ? first.rootHash : path[0];
  if (!seed) return false;
  let firstRoot = seed;
  let secondRoot = seed;
  path.forEach((node, at) => {
    if (!isSubtree && at === 0) return;
    const isLeft = (ranges[at]?.end ?? 0) <= first.size;
    if (isLeft) firstRoot = hashNode(node, firstRoot);
    secondRoot = isLeft ? hashNode(node, secondRoot) : hashNode(secondRoot, node);
  });
  return firstRoot.equals(first.rootHash) && secondRoot.equals(second.rootHash);
}
