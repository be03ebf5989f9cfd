import type { Budget } from '../agreements/agreement.ts';
import type { BucketState, Quota } from './token-buckets.ts';

const windowSeconds = 60;

/** What a caller may ask in a minute. */
export interface CallerQuotas {
  readonly requests: Quota;
  readonly cost: Quota;
  /** As the header says it. */
  readonly policy: string;
}

/** Where a caller's quotas stand. */
export interface QuotaStanding {
  readonly requests: BucketState;
  readonly cost: BucketState;
}

const known = new WeakMap<Budget, CallerQuotas>();

/** The quotas of a budget, worked out once. */
export function quotasOf(budget: Budget): CallerQuotas {
  const quotas = known.get(budget) ?? {
    requests: { amount: budget.requestsPerMinute, windowSeconds },
    cost: { amount: budget.costPerMinute, windowSeconds },
    policy: `"requests";q=${budget.requestsPerMinute};w=${windowSeconds}, "cost";q=${budget.costPerMinute};w=${windowSeconds}`,
  };
  known.set(budget, quotas);
  return quotas;
}

/** What a caller may ask and what is left of it. Source: IETF draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4. */
export function rateLimitHeaders(
  { policy }: CallerQuotas,
  { requests, cost }: QuotaStanding,
): Record<string, string> {
  const ratelimit = `"requests";r=${Math.floor(requests.left)};t=${Math.ceil(requests.fullInSeconds)}, "cost";r=${Math.floor(cost.left)};t=${Math.ceil(cost.fullInSeconds)}`;
  return { 'ratelimit-policy': policy, ratelimit };
}
