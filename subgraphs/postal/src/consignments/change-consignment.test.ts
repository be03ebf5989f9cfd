import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createNetworkStores } from '../sites/create-network-stores.ts';
import { recallLot } from '../stock/change-stock.ts';
import { type TestNetwork, createTestNetwork } from '../stock/create-test-network.ts';
import { announceConsignment, receiveConsignment, recordConsignmentStep } from './change-consignment.ts';
import { consignmentIdOf } from './consignment.ts';
import { discrepanciesOf } from './read-consignment.ts';
import { ssccOf } from './sscc.ts';

const now = new Date('2026-11-23T12:00:00Z');
const clock = { now: () => now };
const gtin = '09521101530018';
let network: TestNetwork;
let serial = 500_000_000;

beforeAll(async () => {
  network = await createTestNetwork();
});
afterAll(() => network.close());

const needs = () => createNetworkStores(network.prisma, clock);
const anSscc = () => ssccOf((serial += 1));
const aScan = (sscc: string, wanted: { quantity?: number; damaged?: number } = {}) => ({
  sscc,
  at: now,
  ...wanted,
});

async function announce(lot: string, quantities: readonly number[], from = 'MF00001', to = 'LC30303') {
  const units = quantities.map((quantity) => ({ sscc: anSscc(), kind: 'CASE' as const, lot, quantity }));
  const quantity = quantities.reduce((sum, each) => sum + each, 0);
  const lines = [{ gtin, lot, expiresOn: '2028-05-31', quantity }];
  const input = { idempotencyKey: randomUUID(), from, to, expectedAt: now, lines, handlingUnits: units };
  const outcome = await announceConsignment(input, needs());
  if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
  return { id: BigInt(outcome.answer), ssccs: units.map(({ sscc }) => sscc), input };
}
const step = (id: bigint, wanted: 'DISPATCHED' | 'ARRIVED' | 'CANCELLED') =>
  recordConsignmentStep(
    { idempotencyKey: randomUUID(), consignment: consignmentIdOf(id), step: wanted },
    needs(),
  );
const receive = (id: bigint, scans: readonly ReturnType<typeof aScan>[], final = false) =>
  receiveConsignment(
    { idempotencyKey: randomUUID(), consignment: consignmentIdOf(id), scans, final },
    needs(),
  );
async function levelOf(siteCode: string, number: string) {
  const lots = await needs().levels.listLots(siteCode);
  const level = lots.find(({ lot }) => lot.number === number);
  return level && [level.onHand, level.allocated, level.inTransit, level.quarantined];
}
async function read(id: bigint) {
  const consignment = await needs().consignments.find(id);
  if (!consignment) throw new Error('absent');
  return {
    status: consignment.status,
    discrepancies: await discrepanciesOf(consignment, needs().consignments),
  };
}

describe('a consignment between sites', () => {
  test('is set aside at its sender, then on its way to its receiver, then on hand there', async () => {
    await network.stock('LC30303', 100, { number: 'STEP' });
    const { id, ssccs } = await announce('STEP', [40], 'LC30303', 'FC30318');
    expect([await levelOf('LC30303', 'STEP'), await levelOf('FC30318', 'STEP')]).toEqual([
      [100, 40, 0, 0],
      undefined,
    ]);

    await step(id, 'DISPATCHED');
    expect([await levelOf('LC30303', 'STEP'), await levelOf('FC30318', 'STEP')]).toEqual([
      [60, 0, 0, 0],
      [0, 0, 40, 0],
    ]);

    await receive(id, [aScan(ssccs[0] ?? '')], true);
    expect(await levelOf('FC30318', 'STEP')).toEqual([40, 0, 0, 0]);
    expect(await read(id)).toEqual({ status: 'RECEIVED', discrepancies: [] });
  });

  test('that is not sent after all gives its kits back, and cannot be cancelled once it left', async () => {
    await network.stock('LC75201', 10, { number: 'STAY' });
    const staying = await announce('STAY', [10], 'LC75201', 'FC77002');
    await step(staying.id, 'CANCELLED');
    expect(await levelOf('LC75201', 'STAY')).toEqual([10, 0, 0, 0]);

    const leaving = await announce('STAY', [10], 'LC75201', 'FC77002');
    await step(leaving.id, 'DISPATCHED');
    expect(await step(leaving.id, 'CANCELLED')).toMatchObject({
      kind: 'REFUSED',
      problem: { kind: 'CONSIGNMENT_STATE', status: 'DISPATCHED' },
    });
  });

  test('of more than is free is refused with what is, also when two are announced at once', async () => {
    await network.stock('LC80202', 10, { number: 'FEW' });
    const input = (key: string) => ({
      idempotencyKey: key,
      from: 'LC80202',
      to: 'FC80204',
      expectedAt: now,
      lines: [{ gtin, lot: 'FEW', expiresOn: '2027-11-30', quantity: 6 }],
    });

    const outcomes = await Promise.all(
      [randomUUID(), randomUUID()].map((key) => announceConsignment(input(key), needs())),
    );

    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['DONE', 'REFUSED']);
    expect(outcomes.find(({ kind }) => kind === 'REFUSED')).toMatchObject({
      problem: { kind: 'SHORT', available: 4 },
    });
  });

  test('that has not left is cancelled when a lot of it is recalled, and kits under way are held back as they come', async () => {
    await network.stock('LC60607', 20, { number: 'BAD' });
    const staying = await announce('BAD', [5], 'LC60607', 'FC60616');
    const underway = await announce('BAD', [5], 'LC60607', 'FC60616');
    await step(underway.id, 'DISPATCHED');

    await recallLot(
      { idempotencyKey: randomUUID(), lot: { gtin, number: 'BAD' }, reason: 'Notice' },
      needs(),
    );
    await receive(underway.id, [aScan(underway.ssccs[0] ?? '')], true);

    expect((await read(staying.id)).status).toBe('CANCELLED');
    expect(await levelOf('LC60607', 'BAD')).toEqual([15, 0, 0, 15]);
    expect(await levelOf('FC60616', 'BAD')).toEqual([5, 0, 0, 5]);
  });
});

describe('a receipt', () => {
  test('books each unit once, however often it is scanned and by how many at once', async () => {
    const { id, ssccs } = await announce('TWICE', Array(20).fill(10));
    const scans = ssccs.map((sscc) => aScan(sscc));

    await Promise.all([
      receive(id, scans),
      receive(id, scans.toReversed()),
      receive(id, [...scans, ...scans]),
    ]);

    expect(await levelOf('LC30303', 'TWICE')).toEqual([200, 0, 0, 0]);
    expect((await read(id)).status).toBe('PARTIALLY_RECEIVED');
  });

  test('tells units that are missing, counted otherwise, damaged and not announced', async () => {
    const { id, ssccs } = await announce('ODD', [10, 10, 10]);
    const [counted = '', damaged = '', missing = ''] = ssccs;
    const stray = anSscc();

    await receive(id, [aScan(counted, { quantity: 9 }), aScan(damaged, { damaged: 4 }), aScan(stray)], true);

    const { status, discrepancies } = await read(id);
    expect(status).toBe('CLOSED_SHORT');
    expect(discrepancies.map(({ sscc, kind, delta }) => [sscc, kind, delta])).toEqual([
      [counted, 'COUNTED_OTHERWISE', -1],
      [damaged, 'DAMAGED', -4],
      [missing, 'MISSING', -10],
      [stray, 'NOT_ANNOUNCED', 0],
    ]);
    expect(await levelOf('LC30303', 'ODD')).toEqual([15, 0, 0, 0]);
    expect((await receive(id, [aScan(missing)])).kind).toBe('REFUSED');
  });
});

describe('an announcement', () => {
  test('that is repeated is the same consignment, and with another body is refused', async () => {
    const { id, input } = await announce('KEY', [1]);

    expect(await announceConsignment(input, needs())).toEqual({
      kind: 'DONE',
      answer: String(id),
      replayed: true,
    });
    expect((await announceConsignment({ ...input, to: 'LC80202' }, needs())).kind).toBe('KEY_REUSED');
  });

  test('without units gets numbers from here, a pallet a line', async () => {
    const lines = ['U1', 'U2'].map((lot) => ({ gtin, lot, expiresOn: '2028-05-31', quantity: 7 }));
    const input = { idempotencyKey: randomUUID(), from: 'MF00001', to: 'LC30303', expectedAt: now, lines };

    const outcome = await announceConsignment(input, needs());

    const units = outcome.kind === 'DONE' ? await needs().consignments.listUnits(BigInt(outcome.answer)) : [];
    expect(units.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['PALLET', 7],
      ['PALLET', 7],
    ]);
  });

  const line = { gtin, lot: 'FAULT', expiresOn: '2028-05-31', quantity: 10 };
  const unit = { sscc: ssccOf(1), kind: 'CASE' as const, lot: 'FAULT', quantity: 10 };
  test.each([
    [{ from: 'NOWHERE' }, 'stock.SITE'],
    [{ to: 'MF00001', from: 'LC30303' }, 'stock.SITE'],
    [{ lines: [] }, 'consignment.LINES'],
    [{ lines: [line, line] }, 'consignment.LOT_TWICE'],
    [{ lines: [{ ...line, gtin: '00012345600012' }] }, 'stock.PRODUCT'],
    [{ handlingUnits: [{ ...unit, quantity: 9 }] }, 'consignment.UNIT_SUM'],
    [{ handlingUnits: [unit, unit] }, 'consignment.SSCC_TWICE'],
    [{ handlingUnits: [{ ...unit, parent: ssccOf(2) }] }, 'consignment.UNIT_PARENT'],
  ])('%# is refused with what to give instead', async (wrong, text) => {
    const input = {
      idempotencyKey: randomUUID(),
      from: 'MF00001',
      to: 'LC30303',
      expectedAt: now,
      lines: [line],
      ...wrong,
    };

    expect(await announceConsignment(input, needs())).toMatchObject({ kind: 'REFUSED', problem: { text } });
  });

  test('of a lot that is known by another date, or of a unit that came before, is refused', async () => {
    const { input } = await announce('KNOWN', [10]);
    const again = { ...input, idempotencyKey: randomUUID() };
    const otherDate = { ...again, lines: [{ gtin, lot: 'KNOWN', expiresOn: '2029-01-31', quantity: 10 }] };

    expect(await announceConsignment(otherDate, needs())).toMatchObject({
      problem: { text: 'stock.LOT_OTHER_DATE' },
    });
    expect(await announceConsignment(again, needs())).toMatchObject({
      problem: { text: 'consignment.SSCC_TAKEN' },
    });
  });
});
