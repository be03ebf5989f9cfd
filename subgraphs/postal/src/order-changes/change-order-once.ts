import { type ChangeDecision, changeOnce } from '../answered-requests/change-once.ts';
import type { EarlierAnswer, RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { IdempotencyKeyReused } from '../orders/order-problems.ts';
import type { ReliefOrder } from '../orders/order.ts';
import type { ChangedOrder } from './changeable-order.ts';

interface Needs {
  findEarlier(request: RepeatableRequest): Promise<EarlierAnswer>;
  find(number: number): Promise<ReliefOrder | undefined>;
}

/** Changes an order once for a key: the same request again gets the order that the first one did, as it is now. */
export async function changeOrderOnce<Problem>(
  request: RepeatableRequest,
  keyReused: () => IdempotencyKeyReused,
  decide: () => Promise<ChangeDecision<Problem>>,
  { findEarlier, find }: Needs,
): Promise<ChangedOrder<Problem | IdempotencyKeyReused>> {
  const outcome = await changeOnce(request, decide, findEarlier);
  switch (outcome.kind) {
    case 'KEY_REUSED':
      return refuseChange(keyReused());
    case 'REFUSED':
      return refuseChange(...outcome.problems);
    case 'DONE':
      return { order: await find(numberIn(outcome.answer)), replayed: outcome.replayed, userErrors: [] };
  }
}

/** A change that was not made. */
export function refuseChange<Problem>(...userErrors: readonly Problem[]): ChangedOrder<Problem> {
  return { order: undefined, replayed: false, userErrors };
}

function numberIn(answer: unknown): number {
  if (typeof answer === 'number') return answer;
  throw new Error('The stored answer of a change names no order.');
}
