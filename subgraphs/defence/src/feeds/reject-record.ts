import type { DecoderOptions, FeedReject, FeedRejectReason } from './feed-decoder.ts';

const excerptCharacters = 120;

/** The count of one bad record; the excerpt is cut short. */
export function rejectRecord(
  reason: FeedRejectReason,
  detail: string,
  at: { readonly offset: number; readonly record?: string | undefined },
): FeedReject {
  return { reason, detail, excerpt: at.record?.slice(0, excerptCharacters), offset: at.offset };
}

/** Why a record's time refuses it, or undefined where it is welcome. */
export function timeFault(
  observedAtMs: number,
  receivedAtMs: number,
  { maximumFutureMs = 60_000, maximumAgeMs = Infinity }: DecoderOptions,
): 'FUTURE' | 'TOO_OLD' | undefined {
  if (observedAtMs > receivedAtMs + maximumFutureMs) {
    return 'FUTURE';
  }
  return observedAtMs < receivedAtMs - maximumAgeMs ? 'TOO_OLD' : undefined;
}
