import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { createCampaignDirectory } from '../campaigns/campaign-directory.ts';
import { createCampaignStore } from '../campaigns/campaign-store.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { planReplenishment } from './plan-replenishment.ts';

const clock = { now: () => new Date('2026-11-23T12:00:00Z') };
let network: TestNetwork;

beforeAll(async () => {
  network = await createTestNetwork();
  await network.stock('LC30303', 30, { number: 'SOON', expiresOn: '2027-03-31' });
  await network.stock('LC30303', 100, { number: 'LATE', expiresOn: '2028-03-31' });
  await network.stock('FC30318', 5);
  await createTestOrders(network.prisma, { count: 45, zip: '30301' });
  await createTestOrders(network.prisma, { count: 20, zip: '33132' });
  await createTestOrders(network.prisma, { count: 3, zip: '80204' });
  await readAllOrderChanges(network.prisma, clock.now());
});
afterAll(() => network.close());

const needs = () => ({
  ...createNetworkStores(network.prisma, clock),
  campaigns: createCampaignDirectory(createCampaignStore(network.prisma), clock),
});
const anInput = (wanted: { commit?: boolean; horizonDays?: number; campaign?: string } = {}) => ({
  idempotencyKey: randomUUID(),
  campaign: 'home-tests-2026',
  policy: 'PROPORTIONAL_TO_BACKLOG' as const,
  ...wanted,
});

test('a plan that is not committed moves nothing, and says what no supplier has', async () => {
  const outcome = await planReplenishment(anInput(), needs());

  if (outcome.kind !== 'DONE') throw new Error(outcome.kind);
  const plan = await needs().replenishment.findPlan(BigInt(outcome.answer.plan));
  expect(plan?.moves.map(({ fromCode, toCode, quantity }) => [fromCode, toCode, quantity])).toEqual([
    ['LC30303', 'FC30318', 40],
    ['LC30303', 'FC33132', 20],
  ]);
  expect(plan?.unmetDemand).toBe(3);
  expect(outcome.answer.consignments).toEqual([]);
  expect(await network.prisma.consignment.count()).toBe(0);
});

test('a plan that is committed announces a consignment a route, of the lots that expire first, once for its key', async () => {
  const input = anInput({ commit: true });

  const [one, other] = await Promise.all([
    planReplenishment(input, needs()),
    planReplenishment(input, needs()),
  ]);

  if (one.kind !== 'DONE' || other.kind !== 'DONE') throw new Error(one.kind + other.kind);
  expect(other.answer).toEqual(one.answer);
  const lines = await Promise.all(
    one.answer.consignments.map((id) => needs().consignments.listLines(BigInt(id))),
  );
  expect(lines.map((of) => of.map(({ announced }) => announced))).toEqual([[30, 10], [20]]);
  const levels = await needs().levels.listLots('LC30303');
  expect(levels.map(({ lot, allocated }) => [lot.number, allocated])).toEqual([
    ['SOON', 30],
    ['LATE', 30],
  ]);
});

test.each([
  [{ horizonDays: 0 }, 'replenishment.HORIZON'],
  [{ campaign: 'nothing' }, 'input.CAMPAIGN'],
])('%j is refused with what to give instead', async (wrong, text) => {
  expect(await planReplenishment(anInput(wrong), needs())).toMatchObject({
    kind: 'REFUSED',
    problem: { text },
  });
});
