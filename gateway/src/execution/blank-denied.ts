import type { FilteredOperation } from '../access/filter-operation.ts';

type Data = Record<string, unknown> | null;

/**
 * The data without values at denied paths. A plan may fetch a denied field for itself, as a key to another wing; a wing that
 * enforces its contract refuses it, and where one does not, it ends here. Changes the data it is given.
 */
export function blankDenied(data: Data, { denied, allowed }: FilteredOperation): Data {
  let isWholeDenied = false;
  for (const { path, nullableAt } of denied) {
    if (allowed.has(path.join('.'))) continue;
    if (blank(data, path, nullableAt) && nullableAt === 0) isWholeDenied = true;
  }
  return isWholeDenied ? null : data;
}

/** Makes null what holds a value at the path, at the given depth; tells whether a value was found below a place of depth 0. */
function blank(value: unknown, path: readonly string[], nullableAt: number): boolean {
  const [key, ...rest] = path;
  if (value === null || value === undefined) return false;
  if (key === undefined) return true;
  if (typeof value !== 'object') return false;

  let isFound = false;
  for (const child of key === '@' ? Object.keys(value) : [key]) {
    const inner: unknown = Reflect.get(value, child);
    if (!Object.hasOwn(value, child) || !blank(inner, rest, nullableAt - 1)) continue;
    if (nullableAt === 1) Reflect.set(value, child, null);
    isFound = true;
  }
  return isFound;
}
