import type { Clock } from '@rotunda/platform/clock';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import { estimateDelivery } from '../orders/delivery-estimate.ts';
import { deriveOrderNumber } from '../orders/order-number.ts';
import { type ChangeProblem, changeProblemsIn } from './change-problems.ts';
import { changeOrderOnce, refuseChange } from './change-order-once.ts';
import type { ChangeableOrder, ChangedOrder } from './changeable-order.ts';
import type { OrderCaller } from './order-caller.ts';
import type { DeliveryProblem } from './order-change.ts';
import type { OrderChangeStore } from './order-change-store.ts';
import { type OrderProof, findProvenOrder, readProof } from './prove-order.ts';
import { ruleOnReplacement } from './replacement-rules.ts';

interface ReportDeliveryProblemInput extends OrderProof {
  readonly idempotencyKey: string;
  readonly problem: DeliveryProblem;
}

interface Needs {
  readonly changes: OrderChangeStore;
  readonly campaigns: CampaignDirectory;
  readonly clock: Clock;
}

/** Sends an order again where something went wrong with it, once, and against none of its household's claims. Gives the order sent in its place. */
export async function reportDeliveryProblem(
  input: ReportDeliveryProblemInput,
  { by, language }: OrderCaller,
  { changes, campaigns, clock }: Needs,
): Promise<ChangedOrder<ChangeProblem>> {
  const problems = changeProblemsIn(language);
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refuseChange(problems.inputInvalid('input.KEY', 'idempotencyKey'));

  const inputHash = hashRequest([...readProof(input), input.problem]);
  const request = { operation: 'reportDeliveryProblem', key, inputHash };
  return changeOrderOnce<ChangeProblem>(
    request,
    problems.keyReused,
    async () => {
      const order = await findProvenOrder(input, changes.find);
      if (!order) return { problems: [problems.inputInvalid('input.ORDER', 'number')] };
      const { campaign, round } = await campaigns.getRound(order.roundId);
      const at = clock.now();
      const ruling = ruleOnReplacement(input.problem, await withOrigin(order, changes), {
        latestDay: estimateDelivery(order, round).latest,
        today: at.toISOString().slice(0, 10),
      });
      switch (ruling.kind) {
        case 'WRONG_STATE':
          return { problems: [problems.orderStateConflict(order.status)] };
        case 'TOO_EARLY':
          return { problems: [problems.notYetLate(order.status, ruling.day)] };
        case 'ORDER_AGAIN':
          return { problems: [problems.orderAgain(order.status)] };
        case 'ALREADY_A_REPLACEMENT':
          return { problems: [problems.callSupport(order.status)] };
        case 'REPLACE': {
          const numberOf = (attempt: number) => deriveOrderNumber(campaign.numberKey, key, attempt);
          const replacement = { order, problem: input.problem, numberOf, by, at };
          return { act: () => changes.replace(request, replacement) };
        }
      }
    },
    changes,
  );
}

/** An order that gets far without a claim was sent in place of another, or had its claim freed when it came back. */
async function withOrigin(order: ChangeableOrder, changes: Pick<OrderChangeStore, 'isReplacement'>) {
  const isReplacement = order.ordinal < 1 && (await changes.isReplacement(order.number));
  return { status: order.status, isReplacement, isFreed: order.ordinal < 1 && !isReplacement };
}
