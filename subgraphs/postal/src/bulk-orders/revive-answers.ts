import type { AddressChecker } from '../addresses/address-check.ts';
import type { OrderProblem } from '../orders/order-problems.ts';
import type { BulkOrderRow, RowAnswer } from './bulk-list.ts';

/** The answers of a list as they were stored, whole again. Checks of addresses are made anew. */
export function reviveAnswers(
  stored: unknown,
  rows: readonly BulkOrderRow[],
  addresses: AddressChecker,
): Promise<readonly RowAnswer[]> {
  // Written by this wing alone, as `RowAnswer` in JSON.
  const answers = stored as readonly RowAnswer[];
  return Promise.all(
    answers.map(async ({ number, problems }, index) => ({
      number,
      problems: await Promise.all(problems.map((problem) => reviveProblem(problem, rows[index], addresses))),
    })),
  );
}

async function reviveProblem(
  problem: OrderProblem,
  row: BulkOrderRow | undefined,
  addresses: AddressChecker,
): Promise<OrderProblem> {
  if (problem.__typename === 'AddressProblem' && row)
    return { ...problem, check: await addresses.check(row.address) };
  if (problem.__typename === 'HouseholdLimitReached' && problem.nextRoundOpensAt)
    return { ...problem, nextRoundOpensAt: new Date(problem.nextRoundOpensAt) };
  return problem;
}
