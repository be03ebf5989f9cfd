import { PublicError } from '../public-error.ts';

type Path = readonly (string | number)[];

/**
 * The errors of an answer without those for parts that another wing brought after all. The path of an error that speaks of a whole fetch, and so
 * names its wing, ends at the first null on its way; what one wing says of several parts below one null is one error.
 */
export function stillMissing(
  errors: readonly PublicError[],
  data: Readonly<Record<string, unknown>> | null | undefined,
): readonly PublicError[] {
  const told = new Set<string>();
  return errors.flatMap((error) => {
    if (error.extensions['wing'] === undefined || !error.path) return [error];
    const path = pathToNull(error.path, data);
    const key = JSON.stringify([error.extensions['wing'], error.message, path]);
    if (!path || told.has(key)) return [];
    told.add(key);
    return [new PublicError(error.code, error.message, { path, extensions: error.extensions })];
  });
}

/** The path up to the first null; whole where it leads through a list, and undefined where there is something at its end. */
function pathToNull(path: Path, data: unknown): Path | undefined {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, Math.max(index, 1));
    if (Array.isArray(value) || typeof value !== 'object') return path;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value === null || value === undefined ? path : undefined;
}
