import { hash } from 'node:crypto';

/** Hash of a leaf, 32 bytes. Source: RFC 6962, section 2.1. */
export function hashLeaf(record: Uint8Array): Buffer {
  return digestOf(Buffer.concat([leafPrefix, record]));
}

/** The same for a record as text, without a copy of its bytes. */
export function hashLeafText(record: string): Buffer {
  return digestOf(`\0${record}`);
}

const leafPrefix = Buffer.of(0);

/** Hash of a node over two others, 32 bytes. Source: RFC 6962, section 2.1. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  nodeInput.set(left, 1);
  nodeInput.set(right, 33);
  return digestOf(nodeInput);
}

/** One buffer for all nodes: hashing is synchronous. */
const nodeInput = Buffer.alloc(65, 1);

/** Root of the tree without leaves. Source: RFC 6962, section 2.1. */
export const emptyRoot: Buffer = digestOf('');

/** By way of a text with a character a byte: asked for a buffer, Node takes three times as long. */
function digestOf(content: string | Uint8Array): Buffer {
  return Buffer.from(hash('sha256', content, 'binary'), 'binary');
}
