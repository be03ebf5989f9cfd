import { createHash } from 'node:crypto';
import type { Decision } from './decision.ts';

export const firstPreviousHash = '0'.repeat(64);

/** SHA-256 over an entry and the hash of the one before, as 64 lower-case hexadecimal digits. The members' order is part of the format. */
export function hashDecision(decision: Omit<Decision, 'hash'>): string {
  const { id, unitId, entry, kind, at, operator, alertId, rationale, pictureCursor, previousHash, cautions } =
    decision;
  const text = JSON.stringify([
    previousHash,
    id,
    unitId,
    entry,
    kind,
    at.toISOString(),
    operator,
    alertId ?? null,
    rationale,
    pictureCursor,
    cautions.map(({ text, feedId, observedAtMs }) => [text, feedId, observedAtMs]),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** The first entry, by number, that does not follow from the one before or was changed; undefined for a chain that holds. */
export function firstBrokenEntry(chain: readonly Decision[]): number | undefined {
  let previousHash = firstPreviousHash;
  for (const [index, decision] of chain.entries()) {
    const { hash, ...entry } = decision;
    const follows = decision.previousHash === previousHash && decision.entry === index + 1;
    if (!follows || hashDecision(entry) !== hash) return decision.entry;
    previousHash = hash;
  }
  return undefined;
}
