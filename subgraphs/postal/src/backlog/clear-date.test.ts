import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestNetwork, createTestNetwork, testProduct } from '../stock/create-test-network.ts';
import { createBacklogReader } from './backlog-reader.ts';
import { readBacklog } from './backlog-store.ts';
import { findBacklog } from './backlog-view.ts';
import { dayAfter } from './clear-date-rules.ts';

const now = new Date('2026-11-23T17:00:00Z');
const today = '2026-11-23';
let network: TestNetwork;
let centres: readonly string[];
let supplier: string;
let orderNumber = 0n;
let turn = 0;

beforeAll(async () => {
  network = await createTestNetwork();
  const sites = await network.prisma.distributionSite.findMany({ orderBy: { code: 'asc' } });
  centres = sites.flatMap(({ code, role }) => (role === 'FULFILLMENT_CENTER' ? [code] : []));
  supplier = sites.find(({ role }) => role === 'LOGISTICS_CENTER')?.code ?? '';
});
afterAll(() => network.close());

interface Situation {
  readonly orders: number;
  readonly capacity: number;
  readonly kits: number;
  readonly inbound: { readonly kits: number; readonly days: number };
  readonly isClosed: boolean;
}

/** A centre that stands so; each of them is used once. */
async function aCentre({ orders, capacity, kits, inbound, isClosed }: Situation): Promise<string> {
  const { prisma } = network;
  const site = centres[turn++ % centres.length] ?? '';
  await prisma.waitingOrder.deleteMany({ where: { siteCode: site } });
  await prisma.consignment.updateMany({ where: { toCode: site }, data: { status: 'CANCELLED' } });
  await prisma.stockLevel.deleteMany({ where: { siteCode: site } });
  const status = isClosed ? 'CLOSED' : 'ACTIVE';
  await prisma.distributionSite.update({
    where: { code: site },
    data: { dailyParcelCapacity: capacity, status },
  });
  const waiting = {
    placedAt: new Date('2026-11-20T12:00:00Z'),
    parcels: 1,
    productId: testProduct,
    siteCode: site,
  };
  await prisma.waitingOrder.createMany({
    data: Array.from({ length: orders }, () => ({ number: (orderNumber += 1n), ...waiting })),
  });
  const lotId = await network.stock(site, kits || 1);
  if (kits === 0) await prisma.stockLevel.deleteMany({ where: { siteCode: site } });
  const expectedAt = new Date(now.getTime() + inbound.days * 86_400_000);
  const route = {
    fromCode: supplier,
    toCode: site,
    announcedAt: now,
    expectedAt,
    status: 'ANNOUNCED',
  } as const;
  const { id } = await prisma.consignment.create({ data: route });
  await prisma.consignmentLine.create({ data: { consignmentId: id, lotId, announced: inbound.kits } });
  return site;
}

/** In closed form: what has kits is packed by capacity, what waits for the consignment from its day on. */
function expected({ orders, capacity, kits, inbound, isClosed }: Situation): string | undefined {
  if (isClosed || orders > kits + inbound.kits) return undefined;
  if (orders <= kits) return dayAfter(today, Math.ceil(orders / capacity) - 1);
  const before = Math.min(kits, capacity * inbound.days);
  return dayAfter(today, inbound.days + Math.ceil((orders - before) / capacity) - 1);
}

test('the clear date is when orders, by the capacity of a day and by kits at hand and on their way, are packed; never where kits are missing or the centre is closed', async () => {
  const situation = fc.record({
    orders: fc.integer({ min: 1, max: 90 }),
    capacity: fc.integer({ min: 1, max: 25 }),
    kits: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 })),
    inbound: fc.record({ kits: fc.integer({ min: 1, max: 90 }), days: fc.integer({ min: 1, max: 9 }) }),
    isClosed: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  });
  await fc.assert(
    fc.asyncProperty(situation, async (each) => {
      const site = await aCentre(each);
      const reader = createBacklogReader(
        (at) => readBacklog(network.prisma, at),
        { now: () => now },
        (cause) => {
          throw cause;
        },
      );

      const found = findBacklog(await reader.refresh(), site);

      expect(found).toMatchObject({ orders: each.orders });
      expect(found?.clearDate).toBe(expected(each));
    }),
    { numRuns: 45 },
  );
});
