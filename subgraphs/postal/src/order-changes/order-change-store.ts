import type { EarlierAnswer, RepeatableRequest } from '../answered-requests/answered-request.ts';
import { actOnce, findEarlierAnswer } from '../answered-requests/answered-request-store.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { cancelStandingOrder } from './cancellation-store.ts';
import type { ChangeableOrder } from './changeable-order.ts';
import { readChangeableOrders } from './changeable-order-store.ts';
import { correctStandingOrder } from './correction-store.ts';
import type { Cancellation, Correction, Replacement } from './order-change.ts';
import { replaceOrder } from './replacement-store.ts';

/** Reads an order as it is now, and changes it together with the key that asked for it; false where order or key had changed meanwhile. */
export interface OrderChangeStore {
  findEarlier(request: RepeatableRequest): Promise<EarlierAnswer>;
  find(number: number): Promise<ChangeableOrder | undefined>;
  /** The lowest claim, up to the most, that a household has not used in a round. */
  findFreeOrdinal(householdKey: string, roundId: number, most: number): Promise<number | undefined>;
  /** Whether an order was sent in place of another. */
  isReplacement(number: number): Promise<boolean>;
  cancel(request: RepeatableRequest, cancellation: Cancellation): Promise<boolean>;
  correct(request: RepeatableRequest, correction: Correction): Promise<boolean>;
  replace(request: RepeatableRequest, replacement: Replacement): Promise<boolean>;
}

/** Changes orders over the wing's database client. It outlives requests. */
export function createOrderChangeStore(prisma: PrismaClient): OrderChangeStore {
  const once = <Change extends { readonly at: Date }>(
    change: (transaction: Prisma.TransactionClient, wanted: Change) => Promise<number | undefined>,
  ) => {
    return (request: RepeatableRequest, wanted: Change) =>
      actOnce(prisma, request, wanted.at, (transaction) => change(transaction, wanted));
  };

  return {
    findEarlier: (request) => findEarlierAnswer(prisma, request),
    find: async (number) => (await readChangeableOrders(prisma, [number]))[0],
    async findFreeOrdinal(householdKey, roundId, most) {
      const [row] = await prisma.$queryRaw<{ ordinal: number | null }[]>`
        SELECT min(ordinal) AS ordinal FROM (
          SELECT generate_series(1, ${most}::integer) AS ordinal
          EXCEPT SELECT ordinal FROM relief_order WHERE household_key = ${householdKey}::uuid AND round_id = ${roundId}
        ) AS free`;
      return row?.ordinal ?? undefined;
    },
    isReplacement: async (number) =>
      (await prisma.orderReplacement.count({ where: { replacement: number } })) > 0,
    cancel: once(async (transaction, cancellation: Cancellation) =>
      (await cancelStandingOrder(transaction, cancellation)) ? cancellation.order.number : undefined,
    ),
    correct: once(async (transaction, correction: Correction) =>
      (await correctStandingOrder(transaction, correction)) ? correction.order.number : undefined,
    ),
    replace: (request, replacement) =>
      actOnce(prisma, request, replacement.at, (transaction) =>
        replaceOrder(transaction, request, replacement),
      ),
  };
}
