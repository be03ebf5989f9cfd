import { chainHashOf, emptyLogHead } from './access-event.ts';
import type { AccessLogReader } from './access-log-reader.ts';

export interface ChainVerification {
  readonly log: string;
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly intact: boolean;
  /** Sequence of the first event that is altered, missing or out of place. */
  readonly firstBreakAt: number | undefined;
  readonly headHash: string;
}

const eventsAtOnce = 5_000;

/**
 * Recomputes a log's chain from one sequence on, and compares its end with where the log says it ends. The event before `from` is
 * trusted. Undefined for a log that was never begun. Memory is bounded, whatever the length.
 */
export async function verifyAuditChain(
  reader: AccessLogReader,
  log: string,
  range: { readonly from: number; readonly to: number | undefined },
): Promise<ChainVerification | undefined> {
  const head = await reader.findHead(log);
  if (!head) return undefined;
  const to = Math.min(range.to ?? head.sequence, head.sequence);
  const before = range.from > 1 ? (await reader.readSequence(log, range.from - 1, 1))[0] : undefined;
  const walked = await walk(reader, log, {
    from: range.from,
    to,
    chainHash: before?.chainHash ?? emptyLogHead.chainHash,
    toTheEnd: range.to === undefined,
  });
  const endDiffers = to === head.sequence && walked.chainHash !== head.chainHash;
  const firstBreakAt = walked.brokenAt ?? (endDiffers ? head.sequence : undefined);
  return {
    log,
    from: range.from,
    to,
    events: walked.events,
    intact: firstBreakAt === undefined,
    firstBreakAt,
    headHash: head.chainHash,
  };
}

interface Walk {
  readonly from: number;
  readonly to: number;
  readonly chainHash: string;
  /** Events behind `to` break the chain: the log does not own up to them. */
  readonly toTheEnd: boolean;
}

async function walk(
  reader: AccessLogReader,
  log: string,
  { from, to, chainHash, toTheEnd }: Walk,
): Promise<{ readonly events: number; readonly chainHash: string; readonly brokenAt: number | undefined }> {
  let hash = chainHash;
  let next = from;
  while (next <= to) {
    const events = await reader.readSequence(log, next, Math.min(eventsAtOnce, to - next + 1));
    for (const event of events) {
      const sound =
        event.sequence === next && event.chainHash === chainHashOf(event, log, event.sequence, hash);
      if (!sound) return { events: next - from, chainHash: hash, brokenAt: next };
      hash = event.chainHash;
      next += 1;
    }
    if (events.length === 0) return { events: next - from, chainHash: hash, brokenAt: next };
  }
  const added = toTheEnd ? await reader.readSequence(log, to + 1, 1) : [];
  return { events: next - from, chainHash: hash, brokenAt: added[0]?.sequence };
}
