import { hash } from 'node:crypto';

/** Hash of a leaf, 32 bytes. Source: RFC 6962, section 2.1. */
export function hashLeaf(record: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, record]), 'buffer');
}

/** The same for a record as text, without a copy of its bytes. */
export function hashLeafText(record: string): Buffer {
  return hash('sha256', `\0${record}`, 'buffer');
}

const leafPrefix = Buffer.of(0);

/** Hash of a node over two others, 32 bytes. Source: RFC 6962, section 2.1. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  nodeInput.set(left, 1);
  nodeInput.set(right, 33);
  return hash('sha256', nodeInput, 'buffer');
}

/** One buffer for all nodes: hashing is synchronous. */
const nodeInput = Buffer.alloc(65, 1);

/** Root of the tree without leaves. Source: RFC 6962, section 2.1. */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer');
