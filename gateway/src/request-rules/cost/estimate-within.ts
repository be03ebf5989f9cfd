import { PublicError } from '../../public-error.ts';
import type { Variables } from './cost-formula.ts';
import type { OperationCost } from './cost-of.ts';

/** What an operation may cost, or the error for one that may cost more than an operation may or asks for less than nothing. */
export function estimateWithin(
  limit: number,
  cost: OperationCost,
  variables: Variables,
): number | PublicError {
  try {
    const estimated = cost.estimate(variables);
    return estimated <= limit ? estimated : tooCostly(estimated, limit);
  } catch (error) {
    if (error instanceof PublicError) return error;
    throw error;
  }
}

function tooCostly(cost: number, limit: number): PublicError {
  return new PublicError(
    'REQUEST_LIMIT',
    `One operation may cost ${limit}, this one may cost ${cost}: ask for shorter lists or fewer fields below them.`,
    { extensions: { rule: 'cost', cost, limit } },
  );
}
