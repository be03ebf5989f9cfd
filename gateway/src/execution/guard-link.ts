import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { GatewayLog } from '../gateway-log.ts';
import { type Attempt, type WingRest, restAfterFailures } from './rest-after-failures.ts';
import type { SubgraphLink } from './subgraph-link.ts';
import type { WingStanding } from '../telemetry/standing.ts';
import { WingSpared } from './wing-spared.ts';

export interface LinkGuard {
  readonly limits: Pick<GatewayLimits, 'wingConcurrency' | 'wingFailures' | 'wingRestMs'>;
  readonly log: GatewayLog;
}

/** Long enough for a wing to answer some of what it has. */
const busyRetryMs = 1_000;

export type GuardedLink = SubgraphLink & WingStanding;

/**
 * A link that spares a wing in trouble: it turns away what is too much, stops asking a wing that fails again and again, and then
 * tries one operation at a time. A query that found no connection is sent once more, because nothing was sent; nothing else is.
 */
export function guardLink(link: SubgraphLink, { limits, log }: LinkGuard): GuardedLink {
  const rest = restAfterFailures({
    failures: limits.wingFailures,
    restMs: limits.wingRestMs,
    onRest: () => log.warn({ wing: link.name }, 'A wing fails and is left alone for a while.'),
    onRecovery: () => log.info({ wing: link.name }, 'A wing answers again.'),
  });
  let running = 0;
  const leave = () => void (running -= 1);

  return {
    name: link.name,
    execute(request, signal) {
      if (running >= limits.wingConcurrency)
        return Promise.reject(new WingSpared(`${running} operations run in the wing already.`, busyRetryMs));
      const attempt = rest.begin();
      if (!attempt)
        return Promise.reject(
          new WingSpared('The wing failed again and again and is left alone.', rest.leftMs()),
        );
      running += 1;
      return new Promise((resolve, reject) => {
        new GuardedFetch({ link, rest, leave, attempt, request, signal, resolve, reject }).begin();
      });
    },
    subscribe: (request, signal) => link.subscribe(request, signal),
    connections: () => link.connections?.(),
    breaker: rest.state,
    close: () => link.close(),
  };
}

interface FetchFacts {
  readonly link: SubgraphLink;
  readonly rest: WingRest;
  readonly attempt: Attempt;
  readonly request: SubgraphRequest;
  readonly signal: AbortSignal | undefined;
  leave(): void;
  resolve(result: SubgraphResult): void;
  reject(cause: unknown): void;
}

/** One object for each fetch: there are thousands a second. Ends with the wing's answer, or when the signal aborts. */
class GuardedFetch {
  private readonly facts: FetchFacts;
  private isOver = false;
  private hasResent = false;

  constructor(facts: FetchFacts) {
    this.facts = facts;
  }

  begin(): void {
    const { signal } = this.facts;
    this.send();
    if (signal?.aborted) this.handleEvent();
    else signal?.addEventListener('abort', this, { once: true });
  }

  /** The signal aborted. */
  handleEvent(): void {
    const { signal } = this.facts;
    this.fail(
      signal?.reason instanceof Error ? signal.reason : new Error('Aborted.', { cause: signal?.reason }),
    );
  }

  private send(): void {
    const { link, request, signal } = this.facts;
    link.execute(request, signal).then(
      (result) => this.succeed(result),
      (cause: unknown) => {
        if (this.isOver || this.hasResent || !isQuery(request) || !wasNotSent(cause)) return this.fail(cause);
        this.hasResent = true;
        this.send();
      },
    );
  }

  private succeed(result: SubgraphResult): void {
    if (this.isOver) return;
    const { rest, attempt, resolve } = this.facts;
    this.end();
    rest.succeeded(attempt);
    resolve(result);
  }

  private fail(cause: unknown): void {
    if (this.isOver) return;
    const { rest, attempt, request, signal, reject } = this.facts;
    this.end();
    if (isForsaken(request, signal)) rest.forsaken(attempt);
    else rest.failed(attempt);
    reject(cause);
  }

  private end(): void {
    this.isOver = true;
    this.facts.signal?.removeEventListener('abort', this);
    this.facts.leave();
  }
}

/** The client left before the wing was late: that says nothing about the wing. */
function isForsaken({ deadlineAt = Infinity }: SubgraphRequest, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && Date.now() < deadlineAt;
}

function isQuery({ document }: SubgraphRequest): boolean {
  return /^\s*(query\b|\{)/.test(document);
}

const codesBeforeSending: readonly unknown[] = ['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'];

function wasNotSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && codesBeforeSending.includes(error.code)) || wasNotSent(error.cause);
}
