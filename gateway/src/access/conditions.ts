import { Kind, type SelectionNode } from 'graphql';

/** An `@include` or `@skip` that must turn out so for a field to count as asked. */
export interface Condition {
  /** A variable, or the literal that stands in the document. */
  readonly value: { readonly variable: string } | { readonly literal: boolean };
  readonly wanted: boolean;
}

/** The conditions that stand on a selection itself. */
export function conditionsOf(selection: SelectionNode): readonly Condition[] {
  return (selection.directives ?? []).flatMap((directive): readonly Condition[] => {
    const name = directive.name.value;
    const value = directive.arguments?.[0]?.value;
    if ((name !== 'include' && name !== 'skip') || !value) return [];
    const wanted = name === 'include';
    if (value.kind === Kind.VARIABLE) return [{ value: { variable: value.name.value }, wanted }];
    return value.kind === Kind.BOOLEAN ? [{ value: { literal: value.value }, wanted }] : [];
  });
}

/** Whether all conditions hold under coerced variables. */
export function conditionsHold(
  conditions: readonly Condition[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ value, wanted }) => {
    const actual = 'variable' in value ? variables[value.variable] : value.literal;
    return actual === wanted;
  });
}
