import type { Constraint } from './read-definitions.ts';

const term = /^(\w+)\.(exists|empty)\(\)$/;

/**
 * A constraint that only asks which elements are there (`code.empty() or system.exists()`), as JavaScript that is true when it is broken;
 * undefined for any other. `isPresent` writes the test for one element, or knows none of that name.
 */
export function presenceRule(
  { expression }: Constraint,
  isPresent: (element: string) => string | undefined,
): string | undefined {
  const broken: string[] = [];
  for (const part of expression.split(' or ')) {
    const [, element = '', state] = term.exec(part.trim()) ?? [];
    const present = isPresent(element);
    if (present === undefined) return undefined;
    broken.push(state === 'exists' ? `!(${present})` : present);
  }
  return broken.join(' && ');
}
