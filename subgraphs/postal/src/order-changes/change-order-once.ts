import type { EarlierAnswer, RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { IdempotencyKeyReused } from '../orders/order-problems.ts';
import type { ReliefOrder } from '../orders/order.ts';
import type { ChangedOrder } from './changeable-order.ts';

/** What is to be done, or what keeps it from being done. `act` gives false where somebody else was quicker. */
export type ChangeDecision<Problem> = { readonly problems: readonly Problem[] } | { act(): Promise<boolean> };

interface Needs {
  findEarlier(request: RepeatableRequest): Promise<EarlierAnswer>;
  find(number: number): Promise<ReliefOrder | undefined>;
}

/** Rivals for one order are few; as many defeats as this in a row would be a fault. */
const triesAtMost = 16;

/**
 * Changes an order once for a key: the same request again gets the order that the first one did, as it is now. Looks and decides anew
 * whenever somebody else was quicker.
 */
export async function changeOrderOnce<Problem>(
  request: RepeatableRequest,
  keyReused: () => IdempotencyKeyReused,
  decide: () => Promise<ChangeDecision<Problem>>,
  { findEarlier, find }: Needs,
): Promise<ChangedOrder<Problem | IdempotencyKeyReused>> {
  let isMine = false;
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const earlier = await findEarlier(request);
    if (earlier.kind === 'KEY_REUSED') return refuseChange(keyReused());
    if (earlier.kind === 'ANSWERED')
      return { order: await find(numberIn(earlier.answer)), replayed: !isMine, userErrors: [] };
    const decision = await decide();
    if ('problems' in decision) return refuseChange(...decision.problems);
    isMine = await decision.act();
  }
  throw new Error(`A change of an order was outrun ${triesAtMost} times.`);
}

/** A change that was not made. */
export function refuseChange<Problem>(...userErrors: readonly Problem[]): ChangedOrder<Problem> {
  return { order: undefined, replayed: false, userErrors };
}

function numberIn(answer: unknown): number {
  if (typeof answer === 'number') return answer;
  throw new Error('The stored answer of a change names no order.');
}
