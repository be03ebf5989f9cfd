export type FeedStatus = 'LIVE' | 'DEGRADED' | 'SILENT' | 'OFFLINE' | 'PAUSED';

const silentAfterMs = 30_000;
const degradedFrom = 0.05;

export interface FeedFacts {
  readonly enabled: boolean;
  readonly accepted: number;
  readonly rejected: number;
  /** Milliseconds since its last message; undefined before the first. */
  readonly silentForMs: number | undefined;
}

/** The share of records that were not understood, 0 to 1; 0 before the first. */
export function rejectRatio({ accepted, rejected }: FeedFacts): number {
  const all = accepted + rejected;
  return all === 0 ? 0 : rejected / all;
}

/** The lamp of a feed, with the reason in words. */
export function judgeFeed(facts: FeedFacts): { readonly status: FeedStatus; readonly explanation: string } {
  const { enabled, silentForMs } = facts;
  if (!enabled) return { status: 'PAUSED', explanation: 'Switched off by an administrator.' };
  if (silentForMs === undefined) return { status: 'OFFLINE', explanation: 'Nothing since the wing started.' };
  const ago = `${Math.round(silentForMs / 1000)} s ago`;
  if (silentForMs > silentAfterMs)
    return { status: 'SILENT', explanation: `Last message ${ago}: silence is not an empty sky.` };
  const ratio = rejectRatio(facts);
  return ratio > degradedFrom
    ? {
        status: 'DEGRADED',
        explanation: `${Math.round(ratio * 100)} % of its records are not understood; last message ${ago}.`,
      }
    : { status: 'LIVE', explanation: `Last message ${ago}.` };
}
