const prefix = 'unit-claim-';

/** The lasting id of a claim in the graph. */
export function claimIdOf(id: number): string {
  return prefix + id;
}

/** The claim behind an id, or undefined where it is none of ours. */
export function readClaimId(text: string): number | undefined {
  const digits = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
