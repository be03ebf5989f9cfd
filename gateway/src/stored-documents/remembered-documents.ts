import { LRUCache } from 'lru-cache';

/** Texts that clients registered by asking with hash and text together; the oldest go when room is needed. */
export interface RememberedDocuments {
  find(owner: string, hash: string): string | undefined;
  remember(owner: string, hash: string, text: string): void;
}

const overheadBytes = 256;

/** A memory of at most so many bytes. Each owner finds only its own texts, so nobody can learn what another asks. */
export function rememberDocuments(maximumBytes: number): RememberedDocuments {
  const texts = new LRUCache<string, string>({ maxSize: maximumBytes });
  const keyOf = (owner: string, hash: string) => `${hash} ${owner}`;
  return {
    find: (owner, hash) => texts.get(keyOf(owner, hash)),
    remember(owner, hash, text) {
      const key = keyOf(owner, hash);
      texts.set(key, text, { size: overheadBytes + 2 * (key.length + text.length) });
    },
  };
}
