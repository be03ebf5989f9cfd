import type { AccessRequirement } from '@rotunda/platform/access-requirement';
import type { Viewer } from '@rotunda/platform/viewer';

/** What a viewer would need besides. */
export interface MissingAccess {
  /** True where there is no access token at all. */
  readonly authentication: boolean;
  /** One of these lists would do, and none holds another whole; scopes that the viewer holds already are left out. Empty: no scope is missing. */
  readonly scopes: readonly (readonly string[])[];
}

/**
 * What the viewer lacks for all of the requirements together, or undefined where nothing is lacking. Named policies are
 * decided in the wing, which knows what they mean; here they ask for an access token and no more.
 */
export function findMissingAccess(
  requirements: readonly AccessRequirement[],
  viewer: Viewer,
): MissingAccess | undefined {
  if (requirements.length === 0) return undefined;
  const unmet = requirements
    .map(({ scopes }) => scopes.map((list) => list.filter((scope) => !viewer.scopes.has(scope))))
    .filter((lists) => lists.length > 0 && lists.every((list) => list.length > 0));
  if (viewer.authenticated && unmet.length === 0) return undefined;
  return { authentication: !viewer.authenticated, scopes: shortest(unmet.reduce(everyPair, [])) };
}

/** Every way to meet both: a list of the one joined with a list of the other. */
function everyPair(
  some: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  if (some.length === 0) return others;
  return some.flatMap((one) => others.map((other) => [...new Set([...one, ...other])]));
}

/** The lists of which none is there twice and none asks for all of another and more. */
function shortest(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.filter(
    (list, index) =>
      !lists.some(
        (other, at) =>
          at !== index &&
          other.every((scope) => list.includes(scope)) &&
          (other.length < list.length || at < index),
      ),
  );
}
