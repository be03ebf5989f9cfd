import { type KeyObject, createHmac } from 'node:crypto';

/** What is hashed: an entity's key, or all variables of a request. The same text gives different hashes for both. */
export type HashedKind = 'key' | 'variables';

/**
 * HMAC-SHA-256 of a value, its first 128 bits in hexadecimal: who holds the key can tell whether a record speaks of a value,
 * nobody can read the value out of it. Source: RFC 2104.
 */
export function keyedHash(hashKey: KeyObject, kind: HashedKind, value: string): string {
  return createHmac('sha256', hashKey).update(`${kind}\0${value}`).digest('hex').slice(0, 32);
}
