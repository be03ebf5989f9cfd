import type { Clock } from '@rotunda/platform/clock';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import { isBeforeLabel } from '../orders/order-state-rules.ts';
import { type ChangeProblem, changeProblemsIn } from './change-problems.ts';
import { changeOrderOnce, refuseChange } from './change-order-once.ts';
import type { ChangedOrder } from './changeable-order.ts';
import type { OrderCaller } from './order-caller.ts';
import type { OrderChangeStore } from './order-change-store.ts';
import { type OrderProof, findProvenOrder, readProof } from './prove-order.ts';

type CancelReason = 'MISTAKE' | 'DUPLICATE' | 'NOT_NEEDED' | 'MOVED' | 'FRAUD' | 'AGENCY';

interface CancelOrderInput extends OrderProof {
  readonly idempotencyKey: string;
  readonly reason?: CancelReason | null | undefined;
}

/** The household cannot accuse itself, and does not speak for the agency. */
const staffReasons: readonly CancelReason[] = ['FRAUD', 'AGENCY'];

/** Cancels an order until its label is made; its household may order again in the round. */
export async function cancelOrder(
  input: CancelOrderInput,
  { by, language }: OrderCaller,
  { changes, clock }: { readonly changes: OrderChangeStore; readonly clock: Clock },
): Promise<ChangedOrder<ChangeProblem>> {
  const problems = changeProblemsIn(language);
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refuseChange(problems.inputInvalid('input.KEY', 'idempotencyKey'));
  const reason = input.reason ?? 'NOT_NEEDED';
  if (by.actor !== 'AGENT' && staffReasons.includes(reason))
    return refuseChange(problems.inputInvalid('input.REASON', 'reason'));

  const inputHash = hashRequest([...readProof(input), reason]);
  const request = { operation: 'cancelOrder', key, inputHash };
  return changeOrderOnce<ChangeProblem>(
    request,
    problems.keyReused,
    async () => {
      const order = await findProvenOrder(input, changes.find);
      if (!order) return { problems: [problems.inputInvalid('input.ORDER', 'number')] };
      if (!isBeforeLabel(order.status)) return { problems: [problems.orderStateConflict(order.status)] };
      return { act: () => changes.cancel(request, { order, reason, by, at: clock.now() }) };
    },
    changes,
  );
}
