import { type ConstDirectiveNode, valueFromASTUntyped } from 'graphql';
import type { Viewer } from './viewer.ts';

/** What `@authenticated`, `@requiresScopes` and `@policy` on one coordinate ask of a viewer; all three must hold. */
export interface AccessRequirement {
  readonly authenticated: boolean;
  /** One of the inner lists must be held whole. Empty: nothing asked. */
  readonly scopes: readonly (readonly string[])[];
  /** One of the inner lists must hold whole. Empty: nothing asked. */
  readonly policies: readonly (readonly string[])[];
}

export type NamedPolicies = Readonly<Record<string, (viewer: Viewer) => boolean>>;

/** The requirement that a coordinate's directives state, or undefined where they state none. Source: Federation 2.9 directives. */
export function accessRequirementOf(
  directives: readonly ConstDirectiveNode[] = [],
): AccessRequirement | undefined {
  const listsOf = (name: string, argument: string) => {
    const directive = directives.find((candidate) => candidate.name.value === name);
    const node = directive?.arguments?.find((candidate) => candidate.name.value === argument)?.value;
    return node ? textLists(valueFromASTUntyped(node)) : [];
  };
  const requirement = {
    authenticated: directives.some((directive) => directive.name.value === 'authenticated'),
    scopes: listsOf('requiresScopes', 'scopes'),
    policies: listsOf('policy', 'policies'),
  };
  const asksNothing =
    !requirement.authenticated && !requirement.scopes.length && !requirement.policies.length;
  return asksNothing ? undefined : requirement;
}

/** Whether a viewer meets a requirement. A policy that nobody defined is not met. */
export function meetsRequirement(
  requirement: AccessRequirement,
  viewer: Viewer,
  named: NamedPolicies,
): boolean {
  if (!viewer.authenticated) return false;
  return (
    oneListHolds(requirement.scopes, (scope) => viewer.scopes.has(scope)) &&
    oneListHolds(requirement.policies, (policy) => named[policy]?.(viewer) ?? false)
  );
}

function oneListHolds(lists: readonly (readonly string[])[], holds: (name: string) => boolean): boolean {
  return lists.length === 0 || lists.some((list) => list.every(holds));
}

function textLists(value: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(value)) return [];
  return value.map((list: unknown) => (Array.isArray(list) ? list.map(String) : []));
}
