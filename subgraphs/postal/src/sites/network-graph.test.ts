import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { findPersona } from '@rotunda/platform/personas';
import type { SubgraphExecutor } from '@rotunda/platform/subgraph-executor';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { createPostal } from '../create-postal.ts';
import { createTestOrders } from '../allocation/create-test-orders.ts';
import { allocateOrders } from '../allocation/allocate-orders.ts';
import { createAllocationStore } from '../allocation/allocation-store.ts';
import { readAllOrderChanges } from '../allocation/waiting-order-store.ts';
import { formatOrderNumber } from '../orders/order-number.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';

const now = new Date('2026-11-23T17:00:00Z');
const clock = { now: () => now };
const faults: unknown[] = [];
let network: TestNetwork;
let postal: Subgraph;
let executor: SubgraphExecutor;

function viewerOf(name: string): Viewer {
  const persona = findPersona(name);
  if (!persona) return anonymousViewer;
  const { subject, agency, scopes } = persona;
  return { ...anonymousViewer, subject, agency, authenticated: true, scopes: new Set(scopes) };
}

beforeAll(async () => {
  network = await createTestNetwork();
  postal = await createPostal({
    databaseUrl: network.url,
    clock,
    reportFault: (cause) => void faults.push(cause),
  });
  const verifier = { verify: async (token: string) => viewerOf(token) };
  executor = createSubgraphExecutor(postal, verifier, ({ cause }) => void faults.push(cause));
});
afterAll(async () => {
  await postal.close();
  await network.close();
  expect(faults).toEqual([]);
});

const ask = (document: string, variables: Record<string, unknown> = {}, viewerToken = 'supply-officer') =>
  executor.execute({ document, variables, viewerToken, requestId: 'test' });
const change = async (field: string, input: Record<string, unknown>, selection: string) => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { __typename code message path } } }`;
  const { data, errors } = await ask(document, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  return data?.[field] as Record<string, unknown>;
};

test('anyone sees the sites and what they serve; what is in them is for those with the scope', async () => {
  const document = `{ distributionSites(role: LOGISTICS_CENTER) { id code facility { distributionSite { code } } supplies { servesZip3 } stock { stockOnHand } } }`;

  const seen = await ask(document);
  const withheld = await ask(document, {}, 'householder');

  const sites = seen.data?.['distributionSites'] as {
    supplies: { servesZip3: string[] }[];
    stock: unknown;
  }[];
  expect(sites).toHaveLength(6);
  expect(sites.flatMap(({ supplies }) => supplies)).toHaveLength(49);
  expect(sites.flatMap(({ supplies }) => supplies.flatMap(({ servesZip3 }) => servesZip3))).toHaveLength(931);
  expect(sites[0]?.stock).toEqual([]);
  expect(withheld.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  expect(withheld.data?.['distributionSites']).toHaveLength(6);
});

test('a site with a null character in its name is as unknown as any other', async () => {
  const unknown = { code: 'INPUT_INVALID', path: ['site'] };
  for (const site of ['FC0', 'FC\0', 'site-\0']) {
    const batch = await change(
      'createShipmentBatch',
      { site, maxParcels: 1, mailingDate: '2027-01-04' },
      'batch { id }',
    );
    expect(batch).toMatchObject({ userErrors: [unknown] });
  }
});

test('kits go from an announcement to a delivered parcel by mutations alone', async () => {
  const line = { gtin: '09521101530018', lot: 'GRAPH-1', expiresOn: '2028-05-31', quantity: 10 };
  const route = { from: 'site-MF00001', to: 'FC20018', expectedAt: now.toISOString() };
  const announced = await change(
    'announceConsignment',
    { ...route, lines: [line] },
    'consignment { id status handlingUnits { edges { node { sscc quantity } } } }',
  );
  const consignment = announced['consignment'] as {
    id: string;
    handlingUnits: { edges: { node: { sscc: string } }[] };
  };
  const scans = consignment.handlingUnits.edges.map(({ node }) => ({
    sscc: node.sscc,
    at: now.toISOString(),
    damaged: 1,
  }));
  const received = await change(
    'receiveConsignment',
    { consignment: consignment.id, scans, final: true },
    'consignment { status lines { received damaged lot { number status } } discrepancies { kind delta reason product { gtin } } }',
  );
  expect(received['consignment']).toEqual({
    status: 'RECEIVED',
    lines: [{ received: 10, damaged: 1, lot: { number: 'GRAPH-1', status: 'USABLE' } }],
    discrepancies: [
      { kind: 'DAMAGED', delta: -1, reason: 'Received damaged.', product: { gtin: line.gtin } },
    ],
  });

  const [order = 0] = await createTestOrders(network.prisma, { count: 1 });
  await readAllOrderChanges(network.prisma, now);
  await allocateOrders(createAllocationStore(network.prisma), now);
  const created = await change(
    'createShipmentBatch',
    { site: 'FC20018', maxParcels: 10, mailingDate: '2026-11-23' },
    'batch { id status parcelCount manifest { id } parcels { edges { node { trackingNumber label(format: ZPL) } } } }',
  );
  expect(created['batch']).toMatchObject({ status: 'LABELLED', parcelCount: 1, manifest: null });
  const batch = created['batch'] as {
    id: string;
    parcels: { edges: { node: { trackingNumber: string; label: string } }[] };
  };
  const { trackingNumber = '', label } = batch.parcels.edges[0]?.node ?? {};
  expect(label).toContain('^FDResident^FS');

  await change(
    'advanceShipmentBatch',
    { batch: batch.id, step: 'MANIFESTED' },
    'batch { manifest { checksum } }',
  );
  const scanned = await ask(
    `mutation ($input: IngestTrackingEventsInput!) { ingestTrackingEvents(input: $input) { accepted duplicates unknown userErrors { code } } }`,
    {
      input: {
        source: 'test',
        events: [
          { eventId: '1', trackingNumber, code: '01', localTime: '2026-11-23T11:30:00', zip: '20001' },
        ],
      },
    },
  );
  expect(scanned.data?.['ingestTrackingEvents']).toEqual({
    accepted: 1,
    duplicates: 0,
    unknown: [],
    userErrors: [],
  });

  const tracked = await ask(
    `query ($number: String!) { trackOrder(number: $number, zip: "20001") { status parcels { status mailClass origin { code }
      events { edges { node { code status at localTime city state text(locale: "es") } } } } } }`,
    { number: formatOrderNumber(order) },
    'anonymous',
  );
  expect(tracked).toEqual({
    data: {
      trackOrder: {
        status: 'DELIVERED',
        parcels: [
          {
            status: 'DELIVERED',
            mailClass: 'GROUND_ADVANTAGE',
            origin: { code: 'FC20018' },
            events: {
              edges: [
                {
                  node: {
                    code: '01',
                    status: 'DELIVERED',
                    at: '2026-11-23T16:30:00.000Z',
                    localTime: '2026-11-23T11:30:00',
                    city: 'WASHINGTON',
                    state: 'DC',
                    text: 'Fue entregado.',
                  },
                },
              ],
            },
          },
        ],
      },
    },
  });
  const history = `query ($number: String!) { trackOrder(number: $number, zip: "20001") { history { edges { node { __typename
    ... on OrderAllocated { from site { code } text(locale: "es") lots { number } } } } } } }`;
  const allocation = {
    __typename: 'OrderAllocated',
    from: 'CONFIRMED',
    site: { code: 'FC20018' },
    text: 'Hay kits reservados para usted en Fulfilment centre Washington (demonstration).',
  };
  const ofStaff = await ask(history, { number: formatOrderNumber(order) });
  const ofHousehold = await ask(history, { number: formatOrderNumber(order) }, 'anonymous');
  const second = (data: unknown) =>
    (data as { trackOrder: { history: { edges: { node: unknown }[] } } }).trackOrder.history.edges[1]?.node;
  expect(second(ofStaff.data)).toEqual({ ...allocation, lots: [{ number: 'GRAPH-1' }] });
  expect(second(ofHousehold.data)).toEqual({ ...allocation, lots: null });

  const ledger = await ask(
    `{ distributionSites(role: FULFILLMENT_CENTER) { code stockMovements(first: 10) { edges { node { type quantity } } } } }`,
  );
  const sites = ledger.data?.['distributionSites'] as {
    code: string;
    stockMovements: { edges: { node: unknown }[] };
  }[];
  expect(sites.find(({ code }) => code === 'FC20018')?.stockMovements.edges.map(({ node }) => node)).toEqual([
    { type: 'SHIPMENT', quantity: -1 },
    { type: 'ALLOCATION', quantity: 1 },
    { type: 'ADJUSTMENT', quantity: -1 },
    { type: 'RECEIPT', quantity: 10 },
    { type: 'DISPATCH', quantity: 10 },
  ]);
});

test('who got kits of a lot is for those who keep stock, and their orders for those who speak with households', async () => {
  const document = `{ stockLot(lot: { gtin: "09521101530018", number: "GRAPH-1" }) { status recalls { sentParcels }
    sentParcels(first: 5) { edges { node { status order { number } } } } } }`;
  const lot = (order: unknown) => ({
    stockLot: {
      status: 'USABLE',
      recalls: [],
      sentParcels: { edges: [{ node: { status: 'DELIVERED', order } }] },
    },
  });

  expect((await ask(document)).data).toEqual(lot(null));
  expect((await ask(document, {}, 'contact-agent')).data).toEqual(lot({ number: expect.any(String) }));
  expect((await ask(document, {}, 'householder')).data).toEqual({ stockLot: null });
});

test('a label, which names a household, is for those who ship alone', async () => {
  const document = `{ distributionSites(role: FULFILLMENT_CENTER) { shipmentBatches { edges { node { parcels { edges { node { label(format: SVG) } } } } } } } }`;

  expect((await ask(document)).errors).toBeUndefined();
  expect((await ask(document, {}, 'contact-agent')).errors?.[0]).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
});

test.each([
  [
    'mutation { recallLot(input: { idempotencyKey: "1", lot: { gtin: "09521101530018", number: "X" }, reason: "no" }) { replayed } }',
  ],
  ['{ consignment(id: "consignment-1") { id } }'],
  ['{ shipmentBatch(id: "batch-1") { id } }'],
])('%s is not for a householder', async (document) => {
  expect((await ask(document, {}, 'householder')).errors?.[0]).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
});

test.each([
  ['09521101530017', 'Gtin'],
  ['106141411234567898', 'Sscc'],
])('a mistyped number %s is refused before anything is done', async (digits, scalar) => {
  const { errors } = await ask(
    scalar === 'Gtin'
      ? `mutation { extendLot(input: { idempotencyKey: "${randomUUID()}", lot: { gtin: "${digits}", number: "X" }, expiresOn: "2028-01-01", reason: "test" }) { replayed } }`
      : `mutation { receiveConsignment(input: { idempotencyKey: "${randomUUID()}", consignment: "consignment-1", scans: [{ sscc: "${digits}", at: "2026-11-23T12:00:00Z" }] }) { replayed } }`,
  );

  expect(errors?.[0]?.message).toContain('check digit');
});
