import type { Answer } from './answer.ts';

/** Seconds after which to ask again, where an answer has nothing because wings are spared; undefined for every other answer. */
export function retrySecondsOf({ data, errors = [] }: Answer): number | undefined {
  if (errors.length === 0 || Object.values(data ?? {}).some((value) => value !== null)) return undefined;
  const seconds = errors.map(({ extensions }) => Number(extensions['retryAfterSeconds']));
  return seconds.every(Number.isFinite) ? Math.max(...seconds) : undefined;
}
