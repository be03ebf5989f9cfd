import type { Clock } from '@rotunda/platform/clock';
import type { ClaimSlot } from '../campaigns/round-state.ts';
import { deriveOrderNumber } from '../orders/order-number.ts';
import type { OrderDraft, ReliefOrder } from '../orders/order.ts';
import type { Claim, ClaimOutcome } from './claim.ts';
import type { ClaimStore } from './claim-store.ts';
import { type GroupCommitLimits, createGroupCommit } from './group-commit.ts';
import { type OrdersUnderWay, boundOrdersUnderWay } from './orders-under-way.ts';
import { settleConflict } from './settle-conflict-rules.ts';
import { isCuredBySplitting } from './sql-state.ts';

interface IntakeRequest {
  readonly draft: OrderDraft;
  /** Secret from which the campaign's order numbers follow. */
  readonly numberKey: Uint8Array;
  /** What the household may claim now, in its order. */
  readonly slots: readonly ClaimSlot[];
}

type EarlierOutcome =
  { readonly kind: 'REPLAYED'; readonly order: ReliefOrder } | { readonly kind: 'KEY_REUSED' };

export type IntakeOutcome =
  | { readonly kind: 'PLACED'; readonly order: ReliefOrder }
  | EarlierOutcome
  | { readonly kind: 'LIMIT_REACHED' }
  | { readonly kind: 'THROTTLED'; readonly retryAfterMs: number };

export interface OrderIntake {
  /** To be entered before any work is done for an order. */
  readonly underWay: OrdersUnderWay;
  /** Places one order, or says why not. Concurrent calls share statements; the database decides between rivals. */
  place(request: IntakeRequest): Promise<IntakeOutcome>;
  /** What the same key did before: its order, or that it was used for another request; undefined for a new key. */
  findEarlier(request: Omit<IntakeRequest, 'slots'>): Promise<EarlierOutcome | undefined>;
  /** Answers what waits and takes no more. */
  close(): Promise<void>;
}

/** Measured: more rows a statement gain little, and two statements keep both the process and the database busy. */
const usualLimits: GroupCommitLimits = { batchSize: 500, gatherMs: 2, batchesInFlight: 2, queueSize: 20_000 };

/** At 5,000 orders a second those under way take a fifth of a second. Fewer are done before a busy gateway sends the next. */
const ordersUnderWayAtMost = 1_000;

/** A number is shared by chance once in ten thousand orders at a hundred million; as many as this in a row would be a fault. */
const triesAtMost = 64;

/** The order intake of one process over a store of claims. */
export function createOrderIntake(
  store: ClaimStore,
  clock: Clock,
  limits: GroupCommitLimits = usualLimits,
): OrderIntake {
  const group = createGroupCommit<Claim, ClaimOutcome>(
    (claims) => store.place(claims, clock.now()),
    limits,
    isCuredBySplitting,
  );

  return {
    underWay: boundOrdersUnderWay(ordersUnderWayAtMost),

    async place({ draft, numberKey, slots }) {
      let numberAttempt = 0;
      let slotIndex = 0;
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const slot = slots[slotIndex];
        if (!slot) return { kind: 'LIMIT_REACHED' };
        const number = deriveOrderNumber(numberKey, draft.idempotencyKey, numberAttempt);
        const outcome = await group.submit({ draft, number, ...slot });
        if (!outcome) return { kind: 'THROTTLED', retryAfterMs: retryAfterMs(group.drainMs()) };
        if (outcome.kind === 'PLACED') return outcome;

        const settlement = settleConflict({ draft }, outcome);
        if (settlement.kind === 'REPLAYED' || settlement.kind === 'KEY_REUSED') return settlement;
        if (settlement.kind === 'NUMBER_TAKEN') numberAttempt += 1;
        if (settlement.kind === 'CLAIM_TAKEN') slotIndex += 1;
      }
      throw new Error(`An order found no free number in ${triesAtMost} tries.`);
    },
    async findEarlier({ draft, numberKey }) {
      for (let numberAttempt = 0; numberAttempt < triesAtMost; numberAttempt += 1) {
        const number = deriveOrderNumber(numberKey, draft.idempotencyKey, numberAttempt);
        const sameNumber = await store.find(number);
        const settlement = settleConflict({ draft }, { sameNumber, sameHouseholdClaim: undefined });
        if (settlement.kind === 'VANISHED') return undefined;
        if (settlement.kind === 'REPLAYED' || settlement.kind === 'KEY_REUSED') return settlement;
      }
      return undefined;
    },
    close: () => group.close(),
  };
}

function retryAfterMs(drainMs: number): number {
  return Math.min(10_000, Math.max(250, 2 * drainMs));
}
