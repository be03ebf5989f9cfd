import type { Viewer } from '@rotunda/platform/viewer';
import type { Budget } from '../agreements/agreement.ts';
import { RequestRefused } from '../http/request-refused.ts';
import { PublicError } from '../public-error.ts';
import { type CallerQuotas, type QuotaStanding, quotasOf, rateLimitHeaders } from './rate-limit-headers.ts';
import type { RequestBudget } from './request-budget.ts';
import { countRunningRequests } from './running-requests.ts';
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

const shedRetrySeconds = 2;
const busyRetrySeconds = 1;

/**
 * Lets requests in by what the caller's agreement allows a minute, how many of the caller's run already, and how busy the gateway is. An
 * agency is one caller, a person another, and so is each address without a token. Refuses with 429 or 503 and `Retry-After`.
 */
export function createAdmission(rules: AdmissionRules): AdmitRequest {
  const running = countRunningRequests(rules.concurrent);

  return async (viewer, address) => {
    refuseOverload(viewer, rules.delayMs());
    const caller = callerOf(viewer, address);
    const quotas = quotasOf(rules.budgetOf(viewer));
    const take = async (cost: number) => rules.buckets.take(`cost ${caller}`, cost, quotas.cost);
    const standing = {
      requests: await rules.buckets.take(`requests ${caller}`, 1, quotas.requests),
      cost: await take(0),
    };
    if (!standing.requests.taken) throw tooManyRequests(quotas, standing);
    if (!running.enter(caller)) throw tooManyAtOnce(rules.concurrent);

    let refused: BucketState | undefined;
    return {
      budget: {
        async charge(cost) {
          standing.cost = await take(cost);
          if (standing.cost.taken) return undefined;
          refused = standing.cost;
          return costRefused(cost, refused, quotas.cost);
        },
        async settle(charged, actual) {
          if (actual < charged) standing.cost = await take(actual - charged);
        },
      },
      status: () => (refused ? 429 : undefined),
      headers() {
        const headers = rateLimitHeaders(quotas, standing);
        return refused ? { ...headers, ...retryAfter(refused.waitSeconds) } : headers;
      },
      leave: () => running.leave(caller),
    };
  };
}

function refuseOverload(viewer: Viewer, delayMs: number): void {
  if (!isShed(priorityOf(viewer), delayMs)) return;
  const sentence = `The graph is busier than it can bear: ask again in ${shedRetrySeconds} seconds.`;
  throw new RequestRefused(503, sentence, retryAfter(shedRetrySeconds), 'UNAVAILABLE');
}

function callerOf({ authenticated, agency, subject }: Viewer, address: string): string {
  if (!authenticated) return `address ${address}`;
  return agency === undefined ? `subject ${subject}` : `agency ${agency}`;
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

function tooManyRequests(quotas: CallerQuotas, standing: QuotaStanding): RequestRefused {
  const { requests } = standing;
  const sentence = `Your agreement allows ${quotas.requests.amount} requests a minute: ${waitSentence(requests)}`;
  const headers = { ...rateLimitHeaders(quotas, standing), ...retryAfter(requests.waitSeconds) };
  return new RequestRefused(429, sentence, headers, 'TOO_MANY');
}

function tooManyAtOnce(maximum: number): RequestRefused {
  const sentence = `You have ${maximum} requests running, which is the most at once: send the next when one is answered.`;
  return new RequestRefused(429, sentence, retryAfter(busyRetrySeconds), 'TOO_MANY');
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return Number.isFinite(seconds) ? { 'retry-after': String(Math.max(Math.ceil(seconds), 1)) } : {};
}
