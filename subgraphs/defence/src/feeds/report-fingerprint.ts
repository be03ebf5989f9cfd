const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a over a stretch of text: the same record sent twice gives the same number. Not a safe digest. */
export function fingerprintText(text: string, start: number, end: number): number {
  let hash = offsetBasis;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  }
  return hash >>> 0;
}

/** FNV-1a over numbers, to a millionth each. */
export function fingerprintNumbers(...values: readonly (number | undefined)[]): number {
  let hash = offsetBasis;
  for (const value of values) {
    hash = Math.imul(hash ^ (value === undefined ? 0x7fffffff : Math.round(value * 1_000_000) | 0), prime);
  }
  return hash >>> 0;
}

/** The id of a report: feed, subject, time and fingerprint of what was said. */
export function reportId(feedId: string, subject: string, observedAtMs: number, fingerprint: number): string {
  return `${feedId}:${subject}:${observedAtMs.toString(36)}:${fingerprint.toString(36)}`;
}
