import type { RefusedRequest } from './refused-request.ts';

/** Refusals of one kind and one caller that came shortly after one another. */
export interface CountedRefusals extends Omit<RefusedRequest, 'requestId' | 'document'> {
  readonly count: number;
  /** Epoch milliseconds of the first. */
  readonly since: number;
  /** Of a single one. */
  readonly requestId: string | undefined;
  /** Where all of them asked for the same. */
  readonly document: string | undefined;
}

/** Distinct callers that are told apart at a time: a flood under many names adds to a nameless count. */
const callersToldApart = 64;

/** Counts refusals, whatever their number, in a bounded number of groups: by caller as long as there is room, and by code and rule. */
export function createRefusalCounts() {
  let groups = new Map<string, CountedRefusals>();

  function keyOf({ code, rule, viewer }: Pick<RefusedRequest, 'code' | 'rule' | 'viewer'>): string {
    return JSON.stringify([code, rule ?? null, viewer?.agency ?? null, viewer?.subject ?? null]);
  }

  function add(refusals: CountedRefusals): void {
    const key = keyOf(refusals);
    const known = groups.get(key);
    if (!known && refusals.viewer && groups.size >= callersToldApart)
      return add({ ...refusals, viewer: undefined });
    if (!known) groups.set(key, refusals);
    else
      groups.set(key, {
        ...known,
        count: known.count + refusals.count,
        since: Math.min(known.since, refusals.since),
        requestId: undefined,
        document: known.document === refusals.document ? known.document : undefined,
      });
  }

  return {
    add,
    /** What was counted since it was last taken. */
    take(): readonly CountedRefusals[] {
      const taken = [...groups.values()];
      groups = new Map();
      return taken;
    },
  };
}
