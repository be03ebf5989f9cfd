import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { missingPartsOf } from './missing-parts.ts';
import { refusalOf } from './present-error.ts';

/**
 * A wing's result in which the refusal of a whole fetch stands at each part that the fetch owed, so that none of them is taken for a source
 * without a value. Every other result is given back as it is.
 */
export function placeRefusals(result: SubgraphResult, wing: string, document: string): SubgraphResult {
  const { data, errors } = result;
  if (!errors || data) return result;
  const placed = errors.flatMap((error) => {
    if (error.path || !refusalOf(error, { wing })) return [error];
    return missingPartsOf(document).flatMap((path) => refusalOf(error, { path, wing }) ?? []);
  });
  return { ...result, errors: placed };
}
