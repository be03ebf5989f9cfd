import { canonicalJson } from './canonical-json.ts';

/**
 * A record as canonical JSON but for the two members that are known only when it is written. Their names split the others: what
 * sorts before `index`, between it and `previousHash`, and behind. `before` and `between` are never empty.
 */
export interface RecordDraft {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

/** The record of a draft, as canonical JSON. */
export function finishDraft(
  { before, between, after }: RecordDraft,
  index: number,
  previousHash: string,
): string {
  const rest = after === '' ? '' : `,${after}`;
  return `{${before},"index":${index},${between},"previousHash":"${previousHash}"${rest}}`;
}

export interface DraftMembers {
  readonly at: string;
  readonly kind: 'opened' | 'closed' | 'fields' | 'operation' | 'refusal';
  readonly [name: string]: unknown;
}

/** A draft of these members; one that is undefined is left out. */
export function draftRecord(members: DraftMembers): RecordDraft {
  const names = Object.keys(members);
  const textOf = (chosen: readonly string[]) =>
    canonicalJson(Object.fromEntries(chosen.map((name) => [name, members[name]]))).slice(1, -1);
  return {
    at: members.at,
    before: textOf(names.filter((name) => name < 'index')),
    between: textOf(names.filter((name) => name > 'index' && name < 'previousHash')),
    after: textOf(names.filter((name) => name > 'previousHash')),
  };
}
