import type { BucketState, Quota } from './token-buckets.ts';

/** One quota of a caller and where it stands; undefined where this request has not touched it. */
export interface QuotaStanding {
  readonly name: string;
  readonly quota: Quota;
  readonly state: BucketState | undefined;
}

/** What a caller may ask and what is left of it. Source: IETF draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4. */
export function rateLimitHeaders(standings: readonly QuotaStanding[]): Readonly<Record<string, string>> {
  const policies = standings.map(({ name, quota }) => `"${name}";q=${quota.amount};w=${quota.windowSeconds}`);
  const rests = standings.flatMap(({ name, state }) =>
    state ? [`"${name}";r=${Math.floor(state.left)};t=${Math.ceil(state.fullInSeconds)}`] : [],
  );
  return { 'ratelimit-policy': policies.join(', '), ratelimit: rests.join(', ') };
}
