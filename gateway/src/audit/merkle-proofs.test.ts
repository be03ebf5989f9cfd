import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCompactRange } from './compact-range.ts';
import {
  consistencyRanges,
  createProofCollector,
  inclusionRanges,
  isConsistent,
  isIncluded,
} from './merkle-proofs.ts';
import { hashLeaf } from './merkle-hashes.ts';

const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};

/** RFC 6962, section 2.1, as it is written there. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  const [only] = leaves;
  if (leaves.length === 1 && only) return sha256(Buffer.of(0), only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** RFC 6962, section 2.1.1, as it is written there. */
function naivePath(index: number, leaves: readonly Buffer[]): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return index < split
    ? [...naivePath(index, leaves.slice(0, split)), naiveRoot(leaves.slice(split))]
    : [...naivePath(index - split, leaves.slice(split)), naiveRoot(leaves.slice(0, split))];
}

/** RFC 6962, section 2.1.2, as it is written there. */
function naiveConsistency(first: number, leaves: readonly Buffer[], isWhole: boolean): readonly Buffer[] {
  if (first === leaves.length) return isWhole ? [] : [naiveRoot(leaves)];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return first <= split
    ? [...naiveConsistency(first, leaves.slice(0, split), isWhole), naiveRoot(leaves.slice(split))]
    : [...naiveConsistency(first - split, leaves.slice(split), false), naiveRoot(leaves.slice(0, split))];
}

function collect(ranges: ReturnType<typeof inclusionRanges>, leaves: readonly Buffer[]): readonly Buffer[] {
  const collector = createProofCollector(ranges);
  leaves.forEach((leaf) => collector.add(hashLeaf(leaf)));
  return collector.path();
}

const leafCount = fc.integer({ min: 1, max: 70 });
const twoNumbers = fc
  .tuple(leafCount, fc.nat())
  .map(([size, other]) => ({ size, smaller: (other % size) + 1 }));
const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => Buffer.from(`record ${index}`));
const treeOf = (leaves: readonly Buffer[]) => ({ size: leaves.length, rootHash: naiveRoot(leaves) });

describe('the tree of an audit log', () => {
  test('has, at every size, the root that RFC 6962 defines', () => {
    const leaves = leavesOf(70);
    const tree = createCompactRange();

    leaves.forEach((leaf, index) => {
      expect(tree.rootHash()).toEqual(naiveRoot(leaves.slice(0, index)));
      tree.append(hashLeaf(leaf));
    });
  });

  test('goes on from its peaks as if it had never stopped', () => {
    fc.assert(
      fc.property(twoNumbers, ({ size, smaller }) => {
        const leaves = leavesOf(size);
        const before = createCompactRange();
        leaves.slice(0, smaller).forEach((leaf) => before.append(hashLeaf(leaf)));

        const after = createCompactRange({ size: smaller, peaks: before.peaks });
        leaves.slice(smaller).forEach((leaf) => after.append(hashLeaf(leaf)));

        expect(after.rootHash()).toEqual(naiveRoot(leaves));
      }),
    );
  });

  test('refuses peaks that do not fit its size', () => {
    expect(() => createCompactRange({ size: 3, peaks: [Buffer.alloc(32)] })).toThrow('3 leaves');
  });

  test('proves every leaf with the path of RFC 6962, and no other leaf with it', () => {
    fc.assert(
      fc.property(twoNumbers, ({ size, smaller }) => {
        const leaves = leavesOf(size);
        const index = smaller - 1;
        const hash = hashLeaf(leavesOf(smaller)[index] ?? Buffer.of());

        const path = collect(inclusionRanges(index, size), leaves);

        expect(path).toEqual(naivePath(index, leaves));
        expect(isIncluded({ index, hash }, treeOf(leaves), path)).toBe(true);
        expect(isIncluded({ index, hash: hashLeaf(Buffer.from('another')) }, treeOf(leaves), path)).toBe(
          false,
        );
        expect(isIncluded({ index, hash }, treeOf([...leaves.slice(1), Buffer.from('another')]), path)).toBe(
          false,
        );
      }),
    );
  });

  test('proves nothing of a leaf that it does not have', () => {
    const tree = treeOf(leavesOf(4));

    for (const index of [-1, 4, 5]) {
      expect(isIncluded({ index, hash: hashLeaf(Buffer.from('record 0')) }, tree, [])).toBe(false);
    }
  });

  test('proves with the path of RFC 6962 that it only grew, and nothing where an old leaf was changed', () => {
    fc.assert(
      fc.property(twoNumbers, fc.nat(), ({ size, smaller }, changed) => {
        const leaves = leavesOf(size);
        const first = treeOf(leaves.slice(0, smaller));
        const forged = leaves.map((leaf, index) =>
          index === changed % smaller ? Buffer.from('another') : leaf,
        );

        const path = collect(consistencyRanges(smaller, size), leaves);

        expect(path).toEqual(naiveConsistency(smaller, leaves, true));
        expect(isConsistent(first, treeOf(leaves), path)).toBe(true);
        const forgedPath = collect(consistencyRanges(smaller, size), forged);
        expect(isConsistent(first, treeOf(forged), forgedPath)).toBe(false);
      }),
    );
  });
});
