import {
  setField,
  type Sourced,
  type SourcedFields,
  type TrackFieldName,
  type TrackFields,
} from './track.ts';

export type FusionRule = 'ONLY_SOURCE' | 'NEWEST' | 'BETTER_QUALITY';

const patienceMs = 5_000;
const clearlyBetter = 0.2;

/**
 * Whether an incoming value takes the place of the current one. Never, where it is older. A source of clearly better quality
 * keeps its place for 5 seconds against another one, then the newest wins.
 */
export function takesPrecedence(
  current: Sourced<unknown> | undefined,
  incoming: Sourced<unknown>,
  patience = patienceMs,
): boolean {
  if (current === undefined) return true;
  if (incoming.atMs < current.atMs) return false;
  if (incoming.feedId === current.feedId) return incoming.atMs > current.atMs;
  if (incoming.atMs === current.atMs) return incoming.quality > current.quality;
  return incoming.atMs - current.atMs > patience || current.quality < incoming.quality + clearlyBetter;
}

/** The value that is shown out of what several feeds last said: the choice does not depend on the order of arrival. */
function chooseField<Value>(
  candidates: readonly Sourced<Value>[],
): { readonly chosen: Sourced<Value>; readonly rule: FusionRule } | undefined {
  const [first, ...rest] = candidates.toSorted(
    (left, right) => left.atMs - right.atMs || left.feedId.localeCompare(right.feedId),
  );
  if (!first) return undefined;
  const chosen = rest.reduce((best, next) => (takesPrecedence(best, next) ? next : best), first);
  return { chosen, rule: ruleOf(chosen, candidates) };
}

/** The rule by which a value stands against what other feeds last said. */
export function ruleOf(chosen: Sourced<unknown>, candidates: readonly Sourced<unknown>[]): FusionRule {
  const others = candidates.filter(({ feedId }) => feedId !== chosen.feedId);
  if (!others.length) return 'ONLY_SOURCE';
  return others.every(({ atMs }) => atMs <= chosen.atMs) ? 'NEWEST' : 'BETTER_QUALITY';
}

/** Why another feed's value is not the one shown, in words. */
export function whyNotChosen(chosen: Sourced<unknown>, other: Sourced<unknown>): string {
  const seconds = Math.abs(chosen.atMs - other.atMs) / 1000;
  if (other.atMs < chosen.atMs) return `${seconds.toFixed(1)} s older.`;
  if (other.atMs === chosen.atMs) return 'As old, and of no better quality.';
  return `${seconds.toFixed(1)} s newer, but of clearly worse quality.`;
}

/** The fields as chosen from some feeds only, for a unit that may not see the others. */
export function chooseFields(contributions: readonly { readonly fields: SourcedFields }[]): SourcedFields {
  const fields: SourcedFields = {};
  for (const name of fieldNames) chooseInto(fields, contributions, name);
  return fields;
}

/** What each feed last said of one field. */
export function candidatesOf<Name extends TrackFieldName>(
  contributions: readonly { readonly fields: SourcedFields }[],
  name: Name,
): readonly Sourced<TrackFields[Name]>[] {
  return contributions.map(({ fields }) => fields[name]).filter((candidate) => candidate !== undefined);
}

function chooseInto<Name extends TrackFieldName>(
  into: SourcedFields,
  contributions: readonly { readonly fields: SourcedFields }[],
  name: Name,
): void {
  setField(into, name, chooseField(candidatesOf(contributions, name))?.chosen);
}

export const fieldNames = [
  'position',
  'altitude',
  'velocity',
  'callsign',
  'registration',
  'aircraftType',
  'beaconCode',
  'emergency',
  'onGround',
  'affiliation',
] as const satisfies readonly TrackFieldName[];
