import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { GatewayLog } from '../gateway-log.ts';
import type { SubgraphLink } from './subgraph-link.ts';
import { untilAborted } from './until-aborted.ts';

export interface LinkGuard {
  readonly limits: Pick<GatewayLimits, 'wingConcurrency' | 'wingFailures' | 'wingRestMs'>;
  readonly log: GatewayLog;
}

/**
 * A link that spares a wing in trouble: it turns away what is too much, stops asking a wing that fails again and again, and then
 * tries one operation at a time. A query that found no connection is sent once more, because nothing was sent; nothing else is.
 */
export function guardLink(link: SubgraphLink, { limits, log }: LinkGuard): SubgraphLink {
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof Forsaken)),
    { breaker: new ConsecutiveBreaker(limits.wingFailures), halfOpenAfter: limits.wingRestMs },
  );
  breaker.onBreak(() => log.warn({ wing: link.name }, 'A wing fails and is left alone for a while.'));
  breaker.onReset(() => log.info({ wing: link.name }, 'A wing answers again.'));
  let running = 0;

  return {
    name: link.name,
    async execute(request, signal) {
      if (running >= limits.wingConcurrency)
        throw new Error(`${running} operations run in the wing already.`);
      running += 1;
      try {
        return await breaker.execute(() => askOnce(request, signal));
      } finally {
        running -= 1;
      }
    },
    subscribe: (request, signal) => link.subscribe(request, signal),
    close: () => link.close(),
  };

  async function askOnce(request: SubgraphRequest, signal: AbortSignal | undefined): Promise<SubgraphResult> {
    const send = () => {
      const sent = link.execute(request, signal);
      return signal ? untilAborted(sent, signal) : sent;
    };
    try {
      return await send().catch((error: unknown) => {
        if (signal?.aborted || !isQuery(request) || !wasNotSent(error)) throw error;
        return send();
      });
    } catch (cause) {
      if (isForsaken(request, signal)) throw new Forsaken('The client went away.', { cause });
      throw cause;
    }
  }
}

/** The client left before the wing was late: that says nothing about the wing. */
class Forsaken extends Error {}

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
