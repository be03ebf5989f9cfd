import type { Clock } from '@rotunda/platform/clock';
import type { AddressChecker } from '../addresses/address-check.ts';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { nextOpening, openClaimSlots } from '../campaigns/round-state.ts';
import { ruleOnAddress } from '../eligibility/address-rules.ts';
import { type Admission, admissionOf } from '../intake/admission-rules.ts';
import type { IntakeOutcome, OrderIntake } from '../intake/order-intake.ts';
import type { WaitingRoom } from '../intake/waiting-room.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import { asDeliverable, draftOrder } from './draft-order.ts';
import { checkAgain, findOrderAddress } from './order-address.ts';
import { type OrderProblem, type OrderProblems, orderProblemsIn } from './order-problems.ts';
import type { OrderInput, OrderWish } from './order-wish.ts';
import type { OrderDraft, OrderStatus, ReliefOrder } from './order.ts';
import { readOrderInput } from './read-order-input.ts';

export interface PlaceOrderNeeds {
  readonly addresses: AddressChecker;
  readonly campaigns: CampaignDirectory;
  readonly intake: OrderIntake;
  readonly waitingRoom: WaitingRoom;
  readonly clock: Clock;
}

export interface PlacedOrder {
  readonly order: ReliefOrder | undefined;
  /** True where the same request had been answered before. */
  readonly replayed: boolean;
  readonly userErrors: readonly OrderProblem[];
  /** How many a second would be answered otherwise, where nothing of the order was looked at. */
  readonly roomPerSecond?: number | undefined;
}

/**
 * Places one order of a household, or says what keeps it from being placed. The same request with the same key always gets the same order;
 * between rivals for one household the database decides.
 */
export async function placeOrder(
  input: OrderInput,
  language: SpokenLanguage,
  needs: PlaceOrderNeeds,
): Promise<PlacedOrder> {
  const problems = orderProblemsIn(language);
  const crowded = needs.intake.underWay.enter();
  if (crowded) {
    const { retryAfterMs, roomPerSecond } = crowded;
    return { ...refused(problems.intakeThrottled(retryAfterMs)), roomPerSecond };
  }
  try {
    return await placeWithin(input, problems, needs);
  } finally {
    needs.intake.underWay.leave();
  }
}

async function placeWithin(
  input: OrderInput,
  problems: OrderProblems,
  needs: PlaceOrderNeeds,
): Promise<PlacedOrder> {
  const read = readOrderInput(input);
  if ('faults' in read) return refused(...read.faults.map(problems.inputInvalid));

  const campaign = await needs.campaigns.find(read.wish.campaign);
  if (!campaign) return refused(problems.inputInvalid({ text: 'input.CAMPAIGN', path: ['campaign'] }));
  return placeIn(campaign, read.wish, problems, needs);
}

async function placeIn(
  campaign: Campaign,
  wish: OrderWish,
  problems: OrderProblems,
  needs: PlaceOrderNeeds,
): Promise<PlacedOrder> {
  const admission = admissionOf(campaign);
  if (admission.kind === 'QUEUE') {
    const turn = needs.waitingRoom.enter(campaign, wish.idempotencyKey, wish.queueTicket);
    if (turn.kind === 'WAIT') return refused(problems.intakeThrottled(turn.retryAfterMs, turn.ticket));
  }
  const drafted = await draftFor(wish, campaign, firstStatus(admission), problems, needs.addresses);
  if ('problem' in drafted) return refused(drafted.problem);

  const now = needs.clock.now();
  const request = { draft: drafted.draft, numberKey: campaign.numberKey };
  const slots = openClaimSlots(campaign, now);
  if (admission.kind === 'PAUSED' || admission.kind === 'CLOSED' || slots.length === 0) {
    const earlier = await needs.intake.findEarlier(request);
    if (earlier) return answer(earlier, campaign, now, problems);
    if (admission.kind === 'PAUSED') return refused(problems.intakeThrottled(admission.retryAfterMs));
    return refused(problems.roundNotOpen(nextOpening(campaign, now)));
  }
  return answer(await needs.intake.place({ ...request, slots }), campaign, now, problems);
}

async function draftFor(
  wish: OrderWish,
  campaign: Campaign,
  status: OrderStatus,
  problems: OrderProblems,
  addresses: AddressChecker,
): Promise<{ readonly draft: OrderDraft } | { readonly problem: OrderProblem }> {
  const address = await findOrderAddress(wish.place, addresses);
  if (address === 'EXPIRED') return { problem: problems.checkTokenExpired() };
  if (address === 'FORGED')
    return { problem: problems.inputInvalid({ text: 'input.TOKEN', path: ['addressToken'] }) };

  const ruling = ruleOnAddress(address, campaign.policy, wish.unitStatement);
  if (ruling.kind === 'REFUSED') return { problem: problems.notEligible(ruling.reasons) };
  const deliverable = asDeliverable(address);
  const householdKey =
    ruling.kind === 'FITS' && ruling.claim === 'BUILDING' ? address.buildingKey : address.householdKey;
  const isUnwanted = address.verdict === 'DELIVERABLE_CORRECTED' && !wish.acceptCorrection;
  if (ruling.kind === 'NEEDS_FIX' || isUnwanted || !deliverable || !householdKey)
    return { problem: problems.addressProblem(await checkAgain(wish.place, address, addresses)) };

  const firstOf = ruling.review ? 'HELD_FOR_REVIEW' : status;
  return { draft: draftOrder(wish, campaign, deliverable, { householdKey, status: firstOf }) };
}

/** A request that waited its turn begins like any other. */
function firstStatus(admission: Admission): OrderStatus {
  return admission.kind === 'ADMITTED' ? admission.status : 'CONFIRMED';
}

function answer(outcome: IntakeOutcome, campaign: Campaign, now: Date, problems: OrderProblems): PlacedOrder {
  switch (outcome.kind) {
    case 'PLACED':
      return { order: outcome.order, replayed: false, userErrors: [] };
    case 'REPLAYED':
      return { order: outcome.order, replayed: true, userErrors: [] };
    case 'KEY_REUSED':
      return refused(problems.idempotencyKeyReused());
    case 'THROTTLED':
      return refused(problems.intakeThrottled(outcome.retryAfterMs));
    case 'LIMIT_REACHED': {
      const limit = openClaimSlots(campaign, now).length;
      return refused(problems.householdLimitReached(limit, nextOpening(campaign, now)));
    }
  }
}

function refused(...userErrors: readonly OrderProblem[]): PlacedOrder {
  return { order: undefined, replayed: false, userErrors };
}
