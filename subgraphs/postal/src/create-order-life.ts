import { repeatTask } from '@rotunda/platform/repeat-task';
import { forgetOldAnswers } from './answered-requests/answered-request-store.ts';
import { type BulkOrderStore, createBulkOrderStore } from './bulk-orders/bulk-order-store.ts';
import { type IntakeModeStore, createIntakeModeStore } from './campaigns/intake-mode-store.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import { type OrderChangeStore, createOrderChangeStore } from './order-changes/order-change-store.ts';
import { type OrderSearchStore, createOrderSearchStore } from './order-search/order-search-store.ts';
import type { PlaceOrderNeeds } from './orders/place-order.ts';
import { type ClaimDecisionStore, createClaimDecisionStore } from './unit-claims/claim-decision-store.ts';
import { claimUnitsOf, openMissingClaims } from './unit-claims/open-claims.ts';
import { type UnitClaimStore, createUnitClaimStore } from './unit-claims/unit-claim-store.ts';

/** What changing, claiming and reviewing orders need besides what placing one does. It outlives requests. */
export interface OrderLife extends PlaceOrderNeeds {
  readonly changes: OrderChangeStore;
  readonly claims: UnitClaimStore;
  readonly decisions: ClaimDecisionStore;
  readonly bulk: BulkOrderStore;
  readonly search: OrderSearchStore;
  readonly intakeModes: IntakeModeStore;
}

const claimsEveryMs = 5_000;
const forgettingEveryMs = 3_600_000;

/** Everything after the placing of an order, over an ordering whose held orders have their claims opened from now on. */
export function createOrderLife(
  prisma: PrismaClient,
  ordering: PlaceOrderNeeds,
  reportFault: (cause: unknown) => void,
): { readonly orderLife: OrderLife; close(): Promise<unknown> } {
  const { addresses, clock } = ordering;
  const claims = createUnitClaimStore(prisma);
  const claiming = repeatTask(
    () => openMissingClaims({ claims, addresses }, clock.now()),
    claimsEveryMs,
    reportFault,
  );
  const forgetting = repeatTask(() => forgetOldAnswers(prisma, clock.now()), forgettingEveryMs, reportFault);
  return {
    orderLife: {
      ...ordering,
      intake: claimUnitsOf(ordering.intake, { claims, addresses }),
      changes: createOrderChangeStore(prisma),
      decisions: createClaimDecisionStore(prisma),
      bulk: createBulkOrderStore(prisma),
      search: createOrderSearchStore(prisma),
      intakeModes: createIntakeModeStore(prisma),
      claims,
    },
    close: () => Promise.all([claiming.close(), forgetting.close()]),
  };
}
