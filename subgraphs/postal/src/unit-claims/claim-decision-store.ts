import { registerClaimedHome } from '../addresses/claimed-home-store.ts';
import type { EarlierAnswer, RepeatableRequest } from '../answered-requests/answered-request.ts';
import { actOnce, findEarlierAnswer } from '../answered-requests/answered-request-store.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { cancelStandingOrder } from '../order-changes/cancellation-store.ts';
import { readChangeableOrders } from '../order-changes/changeable-order-store.ts';
import type { ChangeableOrder } from '../order-changes/changeable-order.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { shipToOf } from '../orders/ship-to.ts';
import type { UnitClaim } from './unit-claim.ts';

export interface ClaimDecision {
  /** As it was when the decision was made. */
  readonly claim: UnitClaim;
  /** Subject of the access token. */
  readonly reviewer: string;
  readonly note: string | undefined;
  readonly at: Date;
}

/** Decides claims together with the key that asked for it; false where claim or key had changed meanwhile. */
export interface ClaimDecisionStore {
  findEarlier(request: RepeatableRequest): Promise<EarlierAnswer>;
  accept(request: RepeatableRequest, decision: ClaimDecision): Promise<boolean>;
  reject(request: RepeatableRequest, decision: ClaimDecision): Promise<boolean>;
}

/** Decisions over the wing's database client. */
export function createClaimDecisionStore(prisma: PrismaClient): ClaimDecisionStore {
  return {
    findEarlier: (request) => findEarlierAnswer(prisma, request),
    accept: (request, decision) =>
      actOnce(prisma, request, decision.at, async (transaction) => {
        const held = await settleClaims(transaction, decision, 'ACCEPTED');
        if (!held) return undefined;
        const [order] = held;
        if (order) await registerClaimedHome(transaction, shipToOf(order));
        const changes = held.map(({ number }) => ({
          number,
          from: 'HELD_FOR_REVIEW' as const,
          to: 'CONFIRMED' as const,
          reason: 'CLAIM_ACCEPTED',
          note: decision.note,
        }));
        const changed = await changeOrderStatuses(transaction, changes, byReviewer(decision), decision.at);
        return changed.size === held.length ? decision.claim.id : undefined;
      }),
    reject: (request, decision) =>
      actOnce(prisma, request, decision.at, async (transaction) => {
        const held = await settleClaims(transaction, decision, 'REJECTED');
        if (!held) return undefined;
        for (const order of held) {
          const reason = `CLAIM_REJECTED_${decision.claim.kind}`;
          const cancellation = {
            order,
            reason,
            note: decision.note,
            by: byReviewer(decision),
            at: decision.at,
          };
          if (!(await cancelStandingOrder(transaction, cancellation))) return undefined;
        }
        return decision.claim.id;
      }),
  };
}

/** Decides all pending claims of the household and gives the orders that waited; undefined where somebody else has decided. */
async function settleClaims(
  transaction: Prisma.TransactionClient,
  { claim, reviewer, note, at }: ClaimDecision,
  status: 'ACCEPTED' | 'REJECTED',
): Promise<readonly ChangeableOrder[] | undefined> {
  const settled = await transaction.$queryRaw<{ id: bigint; order: bigint }[]>`
    UPDATE unit_claim
    SET status = ${status}::claim_status, decided_by = ${reviewer}, decided_at = ${at}, note = ${note ?? null}
    WHERE household_key = ${claim.householdKey}::uuid AND kind = ${claim.kind}::claim_kind AND status = 'PENDING'
    RETURNING id, order_number AS "order"`;
  if (!settled.some(({ id }) => Number(id) === claim.id)) return undefined;
  return readChangeableOrders(
    transaction,
    settled.map(({ order }) => Number(order)),
  );
}

function byReviewer({ reviewer }: ClaimDecision) {
  return { actor: 'AGENT', agent: reviewer } as const;
}
