import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { raceDoubles } from '../../bench/orders-doubles.ts';
import { type OrdersHouse, startOrdersHouse } from '../../bench/orders-house.ts';
import { type Victim, householdsAKill, surviveKills } from '../../bench/orders-kill.ts';

const killsOfEach = 2;
const victims: readonly Victim[] = ['gateway', 'postal', 'postgresql'];
let house: OrdersHouse;

beforeAll(async () => {
  const households = victims.length * killsOfEach * householdsAKill + 10_000;
  house = await startOrdersHouse({ households });
}, 120_000);
afterAll(() => house.stop());

test('households that click twice and spell their address in three ways have one order each', async () => {
  const { households, placed, replayed, limited, ordersStored, householdsStored } = await raceDoubles(house, {
    connections: 32,
    seconds: 2,
  });

  expect([placed, ordersStored, householdsStored]).toEqual([households, households, households]);
  expect(Math.min(replayed, limited)).toBeGreaterThan(0);
});

test.each(victims)('whenever the process %s dies, what was acknowledged is stored, once', async (victim) => {
  const survival = await surviveKills(
    house,
    Array.from({ length: killsOfEach }, () => victim),
  );

  expect(survival).toMatchObject({ lost: 0, doubled: 0 });
  expect(survival.acknowledged).toBeGreaterThan(0);
});
