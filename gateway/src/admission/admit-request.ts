import type { Viewer } from '@rotunda/platform/viewer';
import type { Budget } from '../agreements/agreement.ts';
import { RequestRefused } from '../http/request-refused.ts';
import { PublicError } from '../public-error.ts';
import { type QuotaStanding, rateLimitHeaders } from './rate-limit-headers.ts';
import type { RequestBudget } from './request-budget.ts';
import { isShed, priorityOf } from './shed-load.ts';
import type { BucketState, Quota, TokenBuckets } from './token-buckets.ts';

export interface AdmissionRules {
  readonly budgetOf: (viewer: Viewer) => Budget;
  readonly buckets: TokenBuckets;
  /** Requests of one caller that may run at the same time. */
  readonly concurrent: number;
  /** By how much the event loop is late, in milliseconds. */
  readonly delayMs: () => number;
}

/** A request that was let in. */
export interface AdmittedRequest {
  readonly budget: RequestBudget;
  /** 429 where the budget did not bear the operation. */
  readonly status: () => number | undefined;
  /** What the caller may ask and what is left, as it stands now. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** To be called once, when the answer is made. */
  leave(): void;
}

export type AdmitRequest = (viewer: Viewer, address: string) => Promise<AdmittedRequest>;

const windowSeconds = 60;
const shedRetrySeconds = 2;
const busyRetrySeconds = 1;

/**
 * Lets requests in by what the caller's agreement allows a minute, how many of the caller's run already, and how busy the gateway is. An
 * agency is one caller, a person another, and so is each address without a token. Refuses with 429 or 503 and `Retry-After`.
 */
export function createAdmission(rules: AdmissionRules): AdmitRequest {
  const running = new Map<string, number>();

  function enter(key: string): void {
    const count = running.get(key) ?? 0;
    if (count >= rules.concurrent) {
      const sentence = `You have ${count} requests running, which is the most at once: send the next when one is answered.`;
      throw tooMany(sentence, busyRetrySeconds, {});
    }
    running.set(key, count + 1);
  }

  function leave(key: string): void {
    const count = (running.get(key) ?? 1) - 1;
    if (count > 0) running.set(key, count);
    else running.delete(key);
  }

  return async (viewer, address) => {
    refuseOverload(viewer, rules.delayMs());
    const key = callerKey(viewer, address);
    const quotas = quotasOf(rules.budgetOf(viewer));
    const requests = await rules.buckets.take(`requests ${key}`, 1, quotas.requests);
    const standing = { requests, cost: await rules.buckets.take(`cost ${key}`, 0, quotas.cost) };
    const headers = () => rateLimitHeaders(standingsOf(quotas, standing));
    if (!requests.taken) {
      const sentence = `Your agreement allows ${quotas.requests.amount} requests a minute: ${waitSentence(requests)}`;
      throw tooMany(sentence, requests.waitSeconds, headers());
    }
    enter(key);

    let refused: BucketState | undefined;
    const take = async (cost: number) => {
      standing.cost = await rules.buckets.take(`cost ${key}`, cost, quotas.cost);
      return standing.cost;
    };
    return {
      budget: {
        async charge(cost) {
          const state = await take(cost);
          if (state.taken) return undefined;
          refused = state;
          return costRefused(cost, state, quotas.cost);
        },
        settle: async (charged, actual) => void (actual < charged && (await take(actual - charged))),
      },
      status: () => (refused ? 429 : undefined),
      headers: () => ({ ...headers(), ...(refused ? retryAfter(refused.waitSeconds) : {}) }),
      leave: () => leave(key),
    };
  };
}

function refuseOverload(viewer: Viewer, delayMs: number): void {
  if (!isShed(priorityOf(viewer), delayMs)) return;
  const sentence = `The graph is busier than it can bear: ask again in ${shedRetrySeconds} seconds.`;
  throw new RequestRefused(503, sentence, retryAfter(shedRetrySeconds), 'UNAVAILABLE');
}

function callerKey({ authenticated, agency, subject }: Viewer, address: string): string {
  if (!authenticated) return `address ${address}`;
  return agency === undefined ? `subject ${subject}` : `agency ${agency}`;
}

function quotasOf({ requestsPerMinute, costPerMinute }: Budget) {
  return {
    requests: { amount: requestsPerMinute, windowSeconds },
    cost: { amount: costPerMinute, windowSeconds },
  };
}

function standingsOf(
  quotas: ReturnType<typeof quotasOf>,
  standing: { readonly requests: BucketState; readonly cost: BucketState },
): readonly QuotaStanding[] {
  return [
    { name: 'requests', quota: quotas.requests, state: standing.requests },
    { name: 'cost', quota: quotas.cost, state: standing.cost },
  ];
}

function costRefused(cost: number, state: BucketState, quota: Quota): PublicError {
  const sentence = `This operation may cost ${cost}, and ${Math.floor(state.left)} of the ${quota.amount} a minute of your agreement are left: ${waitSentence(state)}`;
  const retryAfterSeconds = Number.isFinite(state.waitSeconds)
    ? { retryAfterSeconds: Math.ceil(state.waitSeconds) }
    : {};
  return new PublicError('TOO_MANY', sentence, {
    extensions: { cost, limit: quota.amount, ...retryAfterSeconds },
  });
}

function waitSentence({ waitSeconds }: BucketState): string {
  return Number.isFinite(waitSeconds)
    ? `ask again in ${Math.max(Math.ceil(waitSeconds), 1)} seconds.`
    : 'ask for less at once.';
}

function tooMany(
  sentence: string,
  waitSeconds: number,
  headers: Readonly<Record<string, string>>,
): RequestRefused {
  return new RequestRefused(429, sentence, { ...headers, ...retryAfter(waitSeconds) }, 'TOO_MANY');
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return Number.isFinite(seconds) ? { 'retry-after': String(Math.max(Math.ceil(seconds), 1)) } : {};
}
