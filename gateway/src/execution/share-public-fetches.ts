import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { RequestSignal } from './request-signal.ts';
import type { SubgraphLink } from './subgraph-link.ts';

/** A fetch on its way, and those who wait for it. */
interface SharedFetch {
  readonly startedAt: number;
  readonly answer: Promise<SubgraphResult>;
  waiting: number;
  /** Whether anybody joined: then each of the others needs data of its own, because a run changes what it gets. */
  isShared: boolean;
  readonly signal: RequestSignal;
}

/** The wing keeps to the deadline of whoever asked first, so that nobody who joins may have much more time. */
const joinableMs = 500;
const neverAborts = new RequestSignal();

/**
 * A link for callers without identity: equal queries that are under way at the same time are asked once. It must get no request of an identified
 * caller. A mutation is never shared. The wing is let go when the last one who waits has gone.
 */
export function sharePublicFetches(link: SubgraphLink): SubgraphLink {
  const underWay = new Map<string, SharedFetch>();

  function start(key: string, request: SubgraphRequest): SharedFetch {
    const signal = new RequestSignal();
    const forget = () => {
      if (underWay.get(key) === shared) underWay.delete(key);
    };
    const answer = link.execute(request, signal).finally(forget);
    // Each of those who wait hears of a failure; it may be that nobody does any more.
    answer.catch(() => {});
    const shared = { startedAt: performance.now(), answer, waiting: 0, isShared: false, signal };
    underWay.set(key, shared);
    return shared;
  }

  return {
    ...link,
    execute(request, signal = neverAborts) {
      if (!isQuery(request)) return link.execute(request, signal);
      const key = keyOf(request);
      const known = underWay.get(key);
      const isJoining = known !== undefined && performance.now() - known.startedAt < joinableMs;
      const shared = isJoining ? known : start(key, request);
      if (isJoining) shared.isShared = true;
      return take(shared, signal);
    },
  };
}

async function take(shared: SharedFetch, signal: AbortSignal): Promise<SubgraphResult> {
  shared.waiting += 1;
  try {
    const result = await untilAborted(shared.answer, signal);
    return shared.isShared ? { ...result, ...copyOf(result) } : result;
  } finally {
    shared.waiting -= 1;
    if (shared.waiting === 0) shared.signal.abort(new Error('Nobody waits for the answer.'));
  }
}

/** The answer, or a rejection as soon as the signal aborts. */
function untilAborted(answer: Promise<SubgraphResult>, signal: AbortSignal): Promise<SubgraphResult> {
  return new Promise((resolve, reject) => {
    const leave = () =>
      reject(
        signal.reason instanceof Error ? signal.reason : new Error('Aborted.', { cause: signal.reason }),
      );
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    void answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function copyOf({ data }: SubgraphResult): Pick<SubgraphResult, 'data'> {
  return data === undefined ? {} : { data: structuredClone(data) };
}

/** What a wing decides by where it knows nobody: the question and the language. */
function keyOf({ document, operationName, variables, languages }: SubgraphRequest): string {
  return JSON.stringify([document, operationName, variables, languages]);
}

function isQuery({ document }: SubgraphRequest): boolean {
  return /^\s*(query\b|\{)/.test(document);
}
