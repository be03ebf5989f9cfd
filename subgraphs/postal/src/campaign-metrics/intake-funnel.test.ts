import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demonstrationCampaignId } from '../demonstration/demonstration-campaign.ts';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import type { OrderInput } from '../orders/order-wish.ts';
import { placeOrder } from '../orders/place-order.ts';
import { type IntakeMeter, createIntakeMeter } from './intake-meter.ts';
import { createIntakeStepStore, storeIntakeTally } from './intake-step-store.ts';
import { measureAttempt } from './measure-attempt.ts';
import { countNewOrders } from './order-count-store.ts';
import { createOrderRateStore } from './order-rate-store.ts';
import { readFunnel, readRefusals } from './read-metrics.ts';

let ordering: TestOrdering;
let intakeMeter: IntakeMeter;
const span = { from: new Date('2026-11-23T11:00:00Z'), to: new Date('2026-11-23T13:00:00Z') };

beforeAll(async () => {
  ordering = await createTestOrdering();
  intakeMeter = createIntakeMeter(ordering.needs.clock);
});
afterAll(() => ordering.close());

const anInput = (key: number, line1: string, campaign = 'home-tests-2026'): OrderInput => ({
  idempotencyKey: `00000000-0000-4000-8000-${String(key).padStart(12, '0')}`,
  campaign,
  recipientName: 'Ana Cruz',
  address: { line1, zip: '20002' },
});

function attempt(input: OrderInput) {
  return measureAttempt(input, () => placeOrder(input, 'en', ordering.needs), {
    ...ordering.needs,
    intakeMeter,
  });
}

function stores() {
  return { rates: createOrderRateStore(ordering.prisma), steps: createIntakeStepStore(ordering.prisma) };
}

test('the funnel tells what became of every attempt, and how long the slowest of them took', async () => {
  const line = '100 Specimen St NE Apt 101';
  await attempt(anInput(1, line));
  await attempt(anInput(1, line));
  await attempt(anInput(2, line));
  await attempt(anInput(3, line));
  await attempt(anInput(4, '100 Specimen St NE'));
  await attempt(anInput(5, line, 'no-such-campaign'));
  intakeMeter.count('', 'ADDRESS_CHECKED', '20002');
  await storeIntakeTally(ordering.prisma, intakeMeter);
  await countNewOrders(ordering.prisma);

  const funnel = await readFunnel(demonstrationCampaignId, span, stores());

  // Two rounds are open: the third order of the household is the first too many.
  expect(funnel).toEqual({
    addressChecks: 1,
    eligible: 0,
    placed: 2,
    refused: 1,
    duplicates: 2,
    p95Ms: expect.any(Number),
  });
});

test('what another process stores for the same minute is added, not put in its place', async () => {
  const other = createIntakeMeter(ordering.needs.clock);
  for (let times = 0; times < 20; times += 1) other.count(demonstrationCampaignId, 'NOT_ELIGIBLE', '20002');
  await storeIntakeTally(ordering.prisma, other);
  for (let times = 0; times < 30; times += 1)
    other.count(demonstrationCampaignId, 'NOT_ELIGIBLE', '20002-1234');
  await storeIntakeTally(ordering.prisma, other);

  const refusals = await readRefusals(demonstrationCampaignId, { ...span, first: 10 }, stores());

  // 50 of 55 attempts; the one refusal for its address is too few to show.
  expect(refusals).toEqual([{ code: 'NOT_ELIGIBLE', zip3: '200', count: 50, shareOfAttempts: 50 / 55 }]);
});

test('what could not be stored is kept and stored the next time', async () => {
  const meter = createIntakeMeter(ordering.needs.clock);
  meter.count(demonstrationCampaignId, 'PLACED', '99999');
  meter.time(demonstrationCampaignId, 12);
  const tally = meter.take();
  meter.count(demonstrationCampaignId, 'PLACED', '99999');
  meter.restore(tally);

  expect(meter.take()).toMatchObject({
    steps: [{ step: 'PLACED', zip3: '999', times: 2 }],
    durations: [{ times: 1 }],
  });
});

test('a question over more than 31 days is refused', async () => {
  const long = { from: new Date('2026-01-01T00:00:00Z'), to: span.to };

  await expect(readFunnel(demonstrationCampaignId, long, stores())).rejects.toThrow('31 days');
});
