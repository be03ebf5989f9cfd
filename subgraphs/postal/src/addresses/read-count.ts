import { Refusal } from '@rotunda/platform/refusal';

/** How many items a caller wants. Refuses a number outside 1 to the most. */
export function readCount(
  first: number | null | undefined,
  { usual, most }: { readonly usual: number; readonly most: number },
): number {
  const count = first ?? usual;
  if (count < 1 || count > most) throw new Refusal('BAD_INPUT', `Ask for 1 to ${most} items with \`first\`.`);
  return count;
}
