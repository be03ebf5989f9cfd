import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { findPersona } from '@rotunda/platform/personas';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { createPostal } from '../create-postal.ts';
import { advanceShipmentBatch, createShipmentBatch } from '../shipments/change-batch.ts';
import { batchIdOf } from '../shipments/shipment-batch.ts';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { recallLot } from '../stock/change-stock.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { levelsByProduct } from '../stock/stock-level.ts';
import { announceConsignment, receiveConsignment } from './change-consignment.ts';
import { consignmentIdOf } from './consignment.ts';
import { discrepanciesOf } from './read-consignment.ts';
import { ssccOf } from './sscc.ts';

const now = new Date('2026-11-23T12:00:00Z');
const gtin = '09521101530018';
const kitsACase = 20;
let network: TestNetwork;
let at = now;
let serial = 600_000_000;

beforeAll(async () => {
  network = await createTestNetwork();
  await network.prisma.distributionSite.update({
    where: { code: 'FC30318' },
    data: { dailyParcelCapacity: 400 },
  });
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, { now: () => at });
const aKey = () => ({ idempotencyKey: randomUUID() });

function done<Answer>(outcome: { readonly kind: string; readonly answer?: Answer }): Answer {
  if (outcome.answer === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.answer;
}

/** As many cases of each lot, on their way from one site to another. */
async function send(from: string, to: string, cases: Readonly<Record<string, number>>) {
  const handlingUnits = Object.entries(cases).flatMap(([lot, count]) =>
    Array.from({ length: count }, () => ({
      sscc: ssccOf((serial += 1)),
      kind: 'CASE' as const,
      lot,
      quantity: kitsACase,
    })),
  );
  const lines = Object.entries(cases).map(([lot, count]) => {
    return { gtin, lot, expiresOn: lot === 'L1' ? '2027-05-31' : '2027-11-30', quantity: count * kitsACase };
  });
  const input = { ...aKey(), from, to, expectedAt: at, lines, handlingUnits };
  return {
    id: BigInt(done(await announceConsignment(input, needs()))),
    ssccs: handlingUnits.map(({ sscc }) => sscc),
  };
}
const receive = (id: bigint, ssccs: readonly string[], final = false) =>
  receiveConsignment(
    { ...aKey(), consignment: consignmentIdOf(id), scans: ssccs.map((sscc) => ({ sscc, at })), final },
    needs(),
  );
async function allocate() {
  await readAllOrderChanges(network.prisma, at);
  return allocateOrders(createAllocationStore(network.prisma), at);
}
async function ship(parcels: number): Promise<void> {
  const mailingDate = at.toISOString().slice(0, 10);
  const batch = done(
    await createShipmentBatch({ ...aKey(), site: 'FC30318', maxParcels: parcels, mailingDate }, needs()),
  );
  for (const step of ['MANIFESTED', 'TENDERED'] as const)
    done(await advanceShipmentBatch({ ...aKey(), batch: batchIdOf(BigInt(batch)), step }, needs()));
}
const promised = async (site: string) =>
  levelsByProduct(await needs().levels.listLots(site))[0]?.availableToPromise;

interface Shown {
  readonly backlog: {
    readonly orders: number;
    readonly parcelsToday: number;
    readonly clearDate: string | null;
  };
  readonly reconciliation: object;
}

/** What an officer is shown of the centre and of all kits; a wing of its own each time, so that nothing is remembered. */
async function show(): Promise<Shown> {
  const wing = await createPostal({ databaseUrl: network.url, clock: { now: () => at }, reportFault });
  const officer = {
    ...anonymousViewer,
    authenticated: true,
    scopes: new Set(findPersona('supply-officer')?.scopes),
  };
  const executor = createSubgraphExecutor(wing, { verify: async () => officer }, ({ cause }) =>
    reportFault(cause),
  );
  const document = `query ($day: Date!) {
    distributionSites(role: FULFILLMENT_CENTER) { code backlog { orders parcelsToday clearDate } }
    campaign(slug: "home-tests-2026") { metrics {
      reconciliation(asOf: $day) { received shipped onHand inTransit writtenOff unexplained } } } }`;
  const variables = { day: at.toISOString().slice(0, 10) };
  const { data } = await executor.execute({ document, variables, viewerToken: 'officer', requestId: 'test' });
  await wing.close();
  const { distributionSites, campaign } = data as {
    distributionSites: { code: string; backlog: Shown['backlog'] }[];
    campaign: { metrics: { reconciliation: object } };
  };
  const centre = distributionSites.find(({ code }) => code === 'FC30318');
  if (!centre) throw new Error('The centre is missing.');
  return { backlog: centre.backlog, reconciliation: campaign.metrics.reconciliation };
}
function reportFault(cause: unknown): void {
  throw cause;
}

/** Each part from a source of its own: scans at the door, parcels that left, levels, and lines of the ledger that write off. */
async function reconcile() {
  const [sums] = await network.prisma.$queryRaw<
    Record<'received' | 'shipped' | 'onHand' | 'inTransit' | 'writtenOff', number>[]
  >`
    SELECT
      (SELECT sum(quantity) FROM receipt_scan JOIN consignment ON consignment.id = consignment_id
        WHERE from_code = 'MF00001' AND lot_id IS NOT NULL)::integer AS received,
      (SELECT count(*) FROM parcel WHERE shipped_at IS NOT NULL)::integer AS shipped,
      (SELECT sum(on_hand) FROM stock_level)::integer AS "onHand",
      (SELECT sum(in_transit) FROM stock_level)::integer AS "inTransit",
      (SELECT coalesce(-sum(on_hand), 0) FROM stock_movement WHERE type = 'ADJUSTMENT')::integer AS "writtenOff"`;
  if (!sums) throw new Error('No sums.');
  const { received, shipped, onHand, inTransit, writtenOff } = sums;
  return { ...sums, unexplained: received - shipped - onHand - inTransit - writtenOff };
}

test('1,000 cases announced, 997 received, one lot recalled: short by three, nothing of it promised, no kit unexplained', async () => {
  const inbound = await send('MF00001', 'LC30303', { L1: 500, L2: 500 });
  const came = inbound.ssccs.filter((_, index) => index % 400 !== 7);
  await Promise.all([receive(inbound.id, came.slice(0, 600)), receive(inbound.id, came.slice(400))]);
  await receive(inbound.id, [], true);

  const consignment = await needs().consignments.find(inbound.id);
  if (!consignment) throw new Error('absent');
  expect(consignment.status).toBe('CLOSED_SHORT');
  const differences = await discrepanciesOf(consignment, needs().consignments);
  expect(differences.map(({ kind, delta }) => [kind, delta])).toEqual(Array(3).fill(['MISSING', -kitsACase]));
  expect(await promised('LC30303')).toBe(997 * kitsACase);

  const outbound = await send('LC30303', 'FC30318', { L1: 40, L2: 15 });
  await receive(outbound.id, outbound.ssccs, true);
  await createTestOrders(network.prisma, { count: 700, zip: '30301' });
  expect(await allocate()).toEqual({ allocated: 400, backordered: 0 });
  // 700 parcels, 400 a day, none of them today any more.
  expect((await show()).backlog).toEqual({ orders: 700, parcelsToday: 400, clearDate: '2026-11-25' });
  await ship(150);
  expect(await reconcile()).toMatchObject({ received: 997 * kitsACase, shipped: 150, unexplained: 0 });

  const recalled = done(
    (await recallLot({ ...aKey(), lot: { gtin, number: 'L1' }, reason: 'Notice' }, needs())).outcome,
  );
  expect(recalled).toEqual({
    quarantined: (500 - 2) * kitsACase - 150,
    releasedOrders: 250,
    sentParcels: 150,
  });
  expect([await promised('FC30318'), await promised('LC30303')]).toEqual([
    15 * kitsACase,
    (499 - 15) * kitsACase,
  ]);

  // 550 orders wait for 300 kits: without new ones the last of them is never served. With them it is tomorrow, after 250 of today.
  await readAllOrderChanges(network.prisma, at);
  expect((await show()).backlog).toEqual({ orders: 550, parcelsToday: 150, clearDate: null });
  const more = await send('LC30303', 'FC30318', { L2: 20 });
  expect((await show()).backlog).toEqual({ orders: 550, parcelsToday: 150, clearDate: '2026-11-24' });

  await receive(more.id, more.ssccs, true);
  expect(await allocate()).toEqual({ allocated: 250, backordered: 0 });
  at = new Date(at.getTime() + 86_400_000);
  expect(await allocate()).toEqual({ allocated: 300, backordered: 0 });
  await ship(550);

  const { backlog, reconciliation } = await show();
  expect(backlog).toEqual({ orders: 0, parcelsToday: 300, clearDate: '2026-11-24' });
  expect(reconciliation).toMatchObject({ shipped: 700, unexplained: 0 });
  expect(reconciliation).toEqual(await reconcile());
});
