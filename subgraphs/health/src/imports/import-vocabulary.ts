import type { ImportState, RowOutcome } from '../generated/resolvers-types.ts';

const states: readonly ImportState[] = [
  'RUNNING',
  'COMPLETED',
  'COMPLETED_WITH_ISSUES',
  'FAILED',
  'CANCELLED',
];

const outcomes: readonly RowOutcome[] = [
  'LOADED',
  'LOADED_WITH_WARNING',
  'LOADED_AS_NEW_VERSION',
  'UNCHANGED',
  'PENDING_REFERENCE',
  'REJECTED_PARSE',
  'REJECTED_NOT_A_RESOURCE',
  'REJECTED_UNKNOWN_TYPE',
  'REJECTED_INVALID',
  'REJECTED_CONFLICT',
  'BLANK',
];

/** The state a stored text names; throws (a fault of ours) on one the importer cannot have written. */
export function stateOf(text: string): ImportState {
  return named(states, text);
}

/** The outcome a stored text names; throws (a fault of ours) on one the importer cannot have written. */
export function outcomeOf(text: string): RowOutcome {
  return named(outcomes, text);
}

function named<Name extends string>(names: readonly Name[], text: string): Name {
  const found = names.find((name) => name === text);
  if (found === undefined)
    throw new Error(`The import tables hold a word that the contract does not know: ${text}`);
  return found;
}
