import { LRUCache } from 'lru-cache';

/** So much in so long; unused room comes back evenly over the window. */
export interface Quota {
  readonly amount: number;
  readonly windowSeconds: number;
}

export interface BucketState {
  readonly taken: boolean;
  /** What is left now. */
  readonly left: number;
  /** Until what was asked for is there; 0 where it was taken, infinite where it is more than the quota. */
  readonly waitSeconds: number;
  /** Until the bucket is full again. */
  readonly fullInSeconds: number;
}

/** Where buckets are kept. */
export interface TokenBuckets {
  /** Takes an amount, or nothing where less is left. A negative amount gives back what was taken and not used. */
  take(key: string, amount: number, quota: Quota): BucketState;
}

interface Bucket {
  level: number;
  /** Epoch milliseconds of `level`. */
  at: number;
}

/** A bucket costs about 200 bytes; one forgotten is full again. */
const bucketsKept = 50_000;

/** Buckets of this process alone: several gateways each give the whole quota. */
export function createTokenBuckets(now: () => number): TokenBuckets {
  const buckets = new LRUCache<string, Bucket>({ max: bucketsKept });
  return {
    take(key, amount, quota) {
      const at = now();
      let bucket = buckets.get(key);
      if (!bucket) buckets.set(key, (bucket = { level: quota.amount, at }));
      fill(bucket, quota, at);
      const taken = amount <= bucket.level;
      if (taken) bucket.level = Math.min(quota.amount, bucket.level - amount);
      return stateOf(bucket, { taken, amount, quota });
    },
  };
}

function fill(bucket: Bucket, quota: Quota, at: number): void {
  const gained = ((at - bucket.at) / 1_000) * perSecond(quota);
  bucket.level = Math.min(quota.amount, bucket.level + Math.max(gained, 0));
  bucket.at = at;
}

function stateOf(
  { level }: Bucket,
  { taken, amount, quota }: { readonly taken: boolean; readonly amount: number; readonly quota: Quota },
): BucketState {
  const missing = taken ? 0 : amount - level;
  return {
    taken,
    left: level,
    waitSeconds: amount > quota.amount ? Infinity : missing / perSecond(quota),
    fullInSeconds: (quota.amount - level) / perSecond(quota),
  };
}

function perSecond({ amount, windowSeconds }: Quota): number {
  return amount / windowSeconds;
}
