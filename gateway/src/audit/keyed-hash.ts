import { type KeyObject, hash } from 'node:crypto';

/** What is hashed: an entity's key, or all variables of a request. The same text gives different hashes for both. */
export type HashedKind = 'key' | 'variables';

/**
 * HMAC-SHA-256 of a value, its first 128 bits in hexadecimal: who holds the key can tell whether a record speaks of a value,
 * nobody can read the value out of it. Refuses a key of more than 64 bytes. Source: RFC 2104.
 */
export function keyedHash(hashKey: KeyObject, kind: HashedKind, value: string): string {
  const { inner, outer } = padsOf(hashKey);
  const text = `${kind}\0${value}`;
  const padded =
    text.length <= shortText
      ? inner.subarray(0, blockBytes + inner.write(text, blockBytes))
      : Buffer.concat([inner.subarray(0, blockBytes), Buffer.from(text)]);
  outer.write(hash('sha256', padded, 'binary'), blockBytes, 'binary');
  return hash('sha256', outer, 'hex').slice(0, 32);
}

/** Of SHA-256. */
const blockBytes = 64;
const digestBytes = 32;

/** UTF-16 code units of a text that needs no memory of its own. */
const shortText = 4_096;
const bytesOfUnit = 3;

/** The two inputs of the hash that begin with the key; behind it there is room for the text and for its hash. Hashing is synchronous. */
interface Pads {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const known = new WeakMap<KeyObject, Pads>();

/** Two hashes in one go each take half as long as `createHmac`, where the text is short. */
function padsOf(hashKey: KeyObject): Pads {
  const found = known.get(hashKey);
  if (found) return found;
  const key = hashKey.export();
  if (key.length > blockBytes) throw new Error(`A key of ${key.length} bytes is too long.`);
  const inner = Buffer.alloc(blockBytes + shortText * bytesOfUnit, 0x36);
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c);
  key.forEach((byte, index) => {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  });
  const pads = { inner, outer };
  known.set(hashKey, pads);
  return pads;
}
