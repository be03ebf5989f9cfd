import { randomUUID } from 'node:crypto';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import type { TestOrdering } from '../orders/create-test-ordering.ts';
import { formatOrderNumber } from '../orders/order-number.ts';
import type { OrderStatus, ReliefOrder } from '../orders/order.ts';
import { countNewHouseholds } from '../public-coverage/coverage-count-store.ts';
import { createOrderChangeStore } from './order-change-store.ts';
import type { OrderCaller } from './order-caller.ts';

/** For tests: someone who proves an order by number and ZIP. */
export const testHousehold: OrderCaller = { language: 'en', by: { actor: 'HOUSEHOLD' } };

/** For tests: a house of its own in the register. */
export const testHome = {
  line1: '1745 T Street Southeast',
  city: 'Washington',
  state: 'DC',
  zip: '20020',
};

/** For tests: a unit of a synthetic building whose units 101 to 406 the register knows. */
export const testApartment = (unit: string) => ({ line1: `100 Specimen St NE Apt ${unit}`, zip: '20002' });

/** For tests: the input with a key of its own. */
export const withKey = <Input extends object>(input: Input) => ({ idempotencyKey: randomUUID(), ...input });

/** For tests: what kept a change from being made, by name. */
export const problemsOf = (answer: {
  readonly userErrors: readonly { readonly __typename: string }[];
}): readonly string[] => answer.userErrors.map(({ __typename }) => __typename);

/** For tests: number and ZIP as on the receipt. */
export const proofOf = ({ number, zip }: ReliefOrder) => ({ number: formatOrderNumber(number), zip });

/** For tests: changes of orders over a test ordering. */
export function createTestChanges({ prisma, needs, place }: TestOrdering) {
  return {
    needs: { ...needs, changes: createOrderChangeStore(prisma) },
    async anOrder(address: object = testHome): Promise<ReliefOrder> {
      const { order } = await place({ address: { line1: '', ...address } });
      if (!order) throw new Error('The order was not placed.');
      return order;
    },
    /** Takes an order through the statuses, one after the other. */
    async bring(order: ReliefOrder, ...statuses: readonly OrderStatus[]): Promise<void> {
      let from = order.status;
      for (const to of statuses) {
        const change = { number: order.number, from, to };
        await changeOrderStatuses(prisma, [change], { actor: 'WING' }, needs.clock.now());
        from = to;
      }
    },
    eventsOf: ({ number }: ReliefOrder) =>
      prisma.orderEvent.findMany({
        select: { actor: true, agent: true, fromStatus: true, toStatus: true, reason: true },
        where: { number },
        orderBy: { id: 'asc' },
      }),
    async countedHouseholds(): Promise<number> {
      await countNewHouseholds(prisma);
      const { _sum } = await prisma.coverageCount.aggregate({
        _sum: { households: true },
        where: { area: 'COUNTY' },
      });
      return _sum.households ?? 0;
    },
    forgetOrders: () =>
      prisma.$transaction([
        prisma.reliefOrder.deleteMany(),
        prisma.orderEvent.deleteMany(),
        prisma.campaignHousehold.deleteMany(),
        prisma.coverageCount.deleteMany(),
      ]),
  };
}

export type TestChanges = ReturnType<typeof createTestChanges>;
