import type { JSONWebKeySet } from 'jose';
import { hashLeafText } from './merkle-hashes.ts';
import { isConsistent, isIncluded } from './merkle-proofs.ts';
import { type TreeHead, createTreeHeadReader } from './tree-head.ts';

export type ProofCheck =
  | { readonly kind: 'included'; readonly record: string; readonly head: TreeHead }
  | { readonly kind: 'consistent'; readonly first: TreeHead; readonly second: TreeHead }
  /** Not a proof, or not of what it claims, or not signed with any of the keys. */
  | { readonly kind: 'invalid' };

/** What a proof shows, by itself and the public keys alone. */
export async function checkProof(proof: unknown, keys: JSONWebKeySet): Promise<ProofCheck> {
  const invalid = { kind: 'invalid' } as const;
  if (typeof proof !== 'object' || proof === null) return invalid;
  const { kind, index, record, head, first, second, path }: Readonly<Record<string, unknown>> = { ...proof };
  if (!Array.isArray(path)) return invalid;
  const hashes = path.map((hash) => Buffer.from(String(hash), 'hex'));
  const readHead = createTreeHeadReader(keys);

  if (kind === 'inclusion' && typeof record === 'string' && typeof index === 'number') {
    const tree = await readHead(String(head));
    const leaf = { index, hash: hashLeafText(record) };
    return tree && isIncluded(leaf, tree, hashes) ? { kind: 'included', record, head: tree } : invalid;
  }
  if (kind === 'consistency') {
    const [one, other] = await Promise.all([readHead(String(first)), readHead(String(second))]);
    if (one && other && isConsistent(one, other, hashes))
      return { kind: 'consistent', first: one, second: other };
  }
  return invalid;
}
