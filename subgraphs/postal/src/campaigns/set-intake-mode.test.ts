import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestOrdering, createTestOrdering } from '../orders/create-test-ordering.ts';
import { createIntakeModeStore } from './intake-mode-store.ts';
import { setIntakeMode } from './set-intake-mode.ts';

let ordering: TestOrdering;
beforeAll(async () => {
  ordering = await createTestOrdering();
});
afterAll(() => ordering.close());

const set = (wanted: Partial<Parameters<typeof setIntakeMode>[0]>) =>
  setIntakeMode(
    { idempotencyKey: randomUUID(), campaign: 'home-tests-2026', mode: 'OPEN', ...wanted },
    'en',
    { ...ordering.needs, intakeModes: createIntakeModeStore(ordering.prisma) },
  );

test('a mode and an inflow are set, told at once, and obeyed within a second', async () => {
  const { campaign } = await set({ mode: 'WAITING_ROOM', admitPerSecond: 7 });
  expect(campaign).toMatchObject({ intakeMode: 'WAITING_ROOM', admitPerSecond: 7 });

  ordering.pass(1_001);
  expect(await ordering.needs.campaigns.find('home-tests-2026')).toMatchObject({
    intakeMode: 'WAITING_ROOM',
    admitPerSecond: 7,
  });
});

test('a mode without an inflow leaves the inflow as it was', async () => {
  await set({ mode: 'WAITING_ROOM', admitPerSecond: 9 });
  await set({ mode: 'OPEN' });

  ordering.pass(1_001);
  expect(await ordering.needs.campaigns.find('home-tests-2026')).toMatchObject({
    intakeMode: 'OPEN',
    admitPerSecond: 9,
  });
});

test('the same key does not set it back, and is refused for another mode', async () => {
  const idempotencyKey = randomUUID();
  await set({ idempotencyKey, mode: 'READ_ONLY' });
  await set({ mode: 'OPEN' });
  ordering.pass(1_001);

  const again = await set({ idempotencyKey, mode: 'READ_ONLY' });
  const other = await set({ idempotencyKey, mode: 'CLOSED' });

  expect(again).toMatchObject({ replayed: true, campaign: { intakeMode: 'OPEN' } });
  expect(other.userErrors).toMatchObject([{ __typename: 'IdempotencyKeyReused' }]);
});

test.each([
  { campaign: 'nothing' },
  { admitPerSecond: 0 },
  { admitPerSecond: 100_001 },
  { idempotencyKey: 'again' },
])('%j is refused', async (wanted) => {
  expect((await set(wanted)).userErrors).toMatchObject([{ __typename: 'InputInvalid' }]);
});
