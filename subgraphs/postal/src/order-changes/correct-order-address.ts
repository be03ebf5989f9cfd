import type { Clock } from '@rotunda/platform/clock';
import type { AddressChecker, CheckedAddress } from '../addresses/address-check.ts';
import type { AddressInput } from '../addresses/standardise/standard-address.ts';
import type { ChangeDecision } from '../answered-requests/change-once.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import { nextOpening } from '../campaigns/round-state.ts';
import { type AddressRuling, ruleOnAddress } from '../eligibility/address-rules.ts';
import type { UnitStatement } from '../eligibility/eligibility.ts';
import { type DeliverableAddress, asDeliverable } from '../orders/draft-order.ts';
import { type OrderProblem, orderProblemsIn } from '../orders/order-problems.ts';
import { isBeforeLabel, mayBecome } from '../orders/order-state-rules.ts';
import type { OrderStatus } from '../orders/order.ts';
import { type ChangeProblem, changeProblemsIn } from './change-problems.ts';
import { changeOrderOnce, refuseChange } from './change-order-once.ts';
import type { ChangeableOrder, ChangedOrder } from './changeable-order.ts';
import type { OrderCaller } from './order-caller.ts';
import type { Correction } from './order-change.ts';
import type { OrderChangeStore } from './order-change-store.ts';
import { type OrderProof, findProvenOrder, readProof } from './prove-order.ts';

interface CorrectOrderAddressInput extends OrderProof {
  readonly idempotencyKey: string;
  readonly address: AddressInput;
  readonly unitStatement?: UnitStatement | null | undefined;
}

interface Needs {
  readonly changes: OrderChangeStore;
  readonly addresses: AddressChecker;
  readonly campaigns: CampaignDirectory;
  readonly clock: Clock;
}

type CorrectionProblem = ChangeProblem | OrderProblem;

export interface CorrectedOrder extends ChangedOrder<CorrectionProblem> {
  /** What was found of the new address; undefined where it was not looked at. */
  readonly check: CheckedAddress | undefined;
}

/**
 * Sends an order elsewhere until its label is made, under the same number: to another spelling of the same household, or to another one that
 * still has an order to claim in the round. The order's old household may order again.
 */
export async function correctOrderAddress(
  input: CorrectOrderAddressInput,
  { by, language }: OrderCaller,
  needs: Needs,
): Promise<CorrectedOrder> {
  const problems = changeProblemsIn(language);
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key)
    return { ...refuseChange(problems.inputInvalid('input.KEY', 'idempotencyKey')), check: undefined };

  const check = await needs.addresses.check(input.address);
  const { deliveryLine, lastLine } = check.standardized ?? {};
  const inputHash = hashRequest([
    ...readProof(input),
    deliveryLine ?? null,
    lastLine ?? null,
    input.unitStatement ?? null,
  ]);
  const request = { operation: 'correctOrderAddress', key, inputHash };
  const changed = await changeOrderOnce<CorrectionProblem>(
    request,
    problems.keyReused,
    async () => {
      const order = await findProvenOrder(input, needs.changes.find);
      if (!order) return { problems: [problems.inputInvalid('input.ORDER', 'number')] };
      if (!isBeforeLabel(order.status)) return { problems: [problems.orderStateConflict(order.status)] };
      const destination = await findDestination(
        order,
        check,
        input.unitStatement ?? undefined,
        language,
        needs,
      );
      if ('problems' in destination) return destination;
      const correction = { order, to: destination, by, at: needs.clock.now() };
      return { act: () => needs.changes.correct(request, correction) };
    },
    needs.changes,
  );
  return { ...changed, check };
}

async function findDestination(
  order: ChangeableOrder,
  check: CheckedAddress,
  statement: UnitStatement | undefined,
  language: OrderCaller['language'],
  { changes, campaigns, clock }: Needs,
): Promise<Correction['to'] | Extract<ChangeDecision<CorrectionProblem>, { problems: unknown }>> {
  const problems = orderProblemsIn(language);
  const { campaign, round } = await campaigns.getRound(order.roundId);
  const ruling = ruleOnAddress(check, campaign.policy, statement);
  if (ruling.kind === 'REFUSED') return { problems: [problems.notEligible(ruling.reasons)] };
  const address = asDeliverable(check);
  const householdKey = householdOf(check, ruling);
  if (ruling.kind === 'NEEDS_FIX' || !address || !householdKey)
    return { problems: [problems.addressProblem(check)] };
  const status = statusAfter(order.status, ruling.review);
  if (!status) return { problems: [changeProblemsIn(language).orderStateConflict(order.status)] };

  if (householdKey === order.householdKey || order.ordinal < 1)
    return { householdKey, ordinal: undefined, status, ...linesOf(address) };
  const ordinal = await changes.findFreeOrdinal(householdKey, order.roundId, round.ordersPerHousehold);
  if (ordinal === undefined) {
    const opensAt = nextOpening(campaign, clock.now());
    return { problems: [problems.householdLimitReached(round.ordersPerHousehold, opensAt)] };
  }
  return { householdKey, ordinal, status, ...linesOf(address) };
}

/** Whose claim it becomes: the unit's, or the building's where it counts as one home. */
function householdOf(check: CheckedAddress, ruling: AddressRuling): string | undefined {
  return ruling.kind === 'FITS' && ruling.claim === 'BUILDING' ? check.buildingKey : check.householdKey;
}

/** Kits that wait at the centre of the old address go back; an address that is known needs no review. Undefined where review comes too late. */
function statusAfter(status: OrderStatus, review: boolean): OrderStatus | undefined {
  if (review)
    return status === 'HELD_FOR_REVIEW' || mayBecome(status, 'HELD_FOR_REVIEW')
      ? 'HELD_FOR_REVIEW'
      : undefined;
  return status === 'HELD_FOR_REVIEW' || status === 'ALLOCATED' ? 'CONFIRMED' : status;
}

function linesOf({ standardized, zip, countyFips }: DeliverableAddress) {
  const { deliveryLine, lastLine, components } = standardized;
  return {
    zip,
    countyFips: countyFips ?? null,
    deliveryLine,
    lastLine,
    urbanization: components.urbanization ?? null,
  };
}
