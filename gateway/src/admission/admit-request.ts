import type { Viewer } from '@rotunda/platform/viewer';
import type { Budget } from '../agreements/agreement.ts';
import { RequestRefused } from '../http/request-refused.ts';
import { PublicError } from '../public-error.ts';
import { type CallerQuotas, type QuotaStanding, quotasOf, rateLimitHeaders } from './rate-limit-headers.ts';
import type { RequestBudget } from './request-budget.ts';
import { type RunningRequests, countRunningRequests } from './running-requests.ts';
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

/** Throws a `RequestRefused` for who is not let in. */
export type AdmitRequest = (viewer: Viewer, address: string) => AdmittedRequest;

const shedRetrySeconds = 2;
const busyRetrySeconds = 1;

/**
 * Lets requests in by what the caller's agreement allows a minute, how many of the caller's run already, and how busy the gateway is. An
 * agency is one caller, a person another, and so is each address without a token. Refuses with 429 or 503 and `Retry-After`.
 */
export function createAdmission(rules: AdmissionRules): AdmitRequest {
  const running = countRunningRequests(rules.concurrent);

  return (viewer, address) => {
    refuseOverload(viewer, rules.delayMs());
    const caller = callerOf(viewer, address);
    const quotas = quotasOf(rules.budgetOf(viewer));
    const requests = rules.buckets.take(caller.requests, 1, quotas.requests);
    if (!requests.taken) {
      const cost = rules.buckets.take(caller.cost, 0, quotas.cost);
      throw tooManyRequests(quotas, { requests, cost });
    }
    if (!running.enter(caller.name)) throw tooManyAtOnce(rules.concurrent);
    return new RunningRequest({ caller, quotas, requests, running, buckets: rules.buckets });
  };
}

interface Admission {
  readonly caller: Caller;
  readonly quotas: CallerQuotas;
  /** As it stood when the request was let in. */
  readonly requests: BucketState;
  readonly running: RunningRequests;
  readonly buckets: TokenBuckets;
}

/** A request of which its own budget is a part; one object for each. */
class RunningRequest implements AdmittedRequest, RequestBudget {
  readonly budget = this;
  private readonly admission: Admission;
  private cost: BucketState | undefined;
  private refused: BucketState | undefined;

  constructor(admission: Admission) {
    this.admission = admission;
  }

  charge(cost: number): PublicError | undefined {
    const state = this.take(cost);
    if (state.taken) return undefined;
    this.refused = state;
    return costRefused(cost, state, this.admission.quotas.cost);
  }

  settle(charged: number, actual: number): void {
    if (actual < charged) this.take(actual - charged);
  }

  status(): number | undefined {
    return this.refused ? 429 : undefined;
  }

  headers(): Readonly<Record<string, string>> {
    const { quotas, requests } = this.admission;
    const headers = rateLimitHeaders(quotas, { requests, cost: this.cost ?? this.take(0) });
    return this.refused ? { ...headers, ...retryAfter(this.refused.waitSeconds) } : headers;
  }

  leave(): void {
    this.admission.running.leave(this.admission.caller.name);
  }

  private take(cost: number): BucketState {
    const { buckets, caller, quotas } = this.admission;
    return (this.cost = buckets.take(caller.cost, cost, quotas.cost));
  }
}

function refuseOverload(viewer: Viewer, delayMs: number): void {
  if (!isShed(priorityOf(viewer), delayMs)) return;
  const sentence = `The graph is busier than it can bear: ask again in ${shedRetrySeconds} seconds.`;
  throw new RequestRefused(503, sentence, retryAfter(shedRetrySeconds), 'UNAVAILABLE');
}

/** Whoever has a budget of its own, and under which names its buckets are kept. */
interface Caller {
  readonly name: string;
  readonly requests: string;
  readonly cost: string;
}

const callers = new WeakMap<Viewer, Caller>();

function callerOf(viewer: Viewer, address: string): Caller {
  const { authenticated, agency, subject } = viewer;
  // Nobody in particular is one viewer at all addresses.
  if (!authenticated) return callerNamed(`address ${address}`);
  const known = callers.get(viewer);
  if (known) return known;
  const caller = callerNamed(agency === undefined ? `subject ${subject}` : `agency ${agency}`);
  callers.set(viewer, caller);
  return caller;
}

function callerNamed(name: string): Caller {
  return { name, requests: `requests ${name}`, cost: `cost ${name}` };
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
