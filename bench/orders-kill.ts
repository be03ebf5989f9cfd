import { setTimeout as wait } from 'node:timers/promises';
import type { OrdersHouse } from './orders-house.ts';
import { orderUntilTold } from './orders-until-told.ts';
import type { Tell } from './orders-run.ts';

/** In turn, so that each is killed as often as the others. */
const victims = ['gateway', 'postal', 'postgresql'] as const;
export type Victim = (typeof victims)[number];

const clients = 16;
/** More than they order for between two kills. */
export const householdsAKill = 5_000;
/** A kill comes at some moment of this time after the house answers again. */
const calmMsAtMost = 1_500;

interface Survival {
  readonly kills: Readonly<Record<string, number>>;
  /** Orders that somebody was told were placed. */
  readonly acknowledged: number;
  /** Times that somebody had to ask again, because a process died under the request. */
  readonly askedAgain: number;
  /** Acknowledged orders that the table does not hold, or not once. */
  readonly lost: number;
  /** Households with more than one order. */
  readonly doubled: number;
}

/** Kills processes under load, then compares what was acknowledged with what is stored. Throws where they differ. */
export async function measureKills(house: OrdersHouse, kills: number, tell: Tell): Promise<void> {
  const order = Array.from({ length: kills }, (_, index) => victims[index % victims.length] ?? 'postal');
  const survival = await surviveKills(house, order);
  tell({ figure: 'kill -9', ...survival });
  if (survival.lost + survival.doubled > 0) throw new Error('An acknowledged order was lost or doubled.');
}

/** Orders without a pause while these processes die one after the other, each at a random moment, and come back. */
export async function surviveKills(house: OrdersHouse, order: readonly Victim[]): Promise<Survival> {
  const token = await house.processes.tokenFor('householder');
  const firstHousehold = house.takeHouseholds(householdsAKill * order.length);
  const ordering = orderUntilTold({ url: house.processes.endpoint, token, clients, firstHousehold });
  try {
    for (const victim of order) {
      await ordering.nextAcknowledged();
      await wait(Math.random() * calmMsAtMost);
      await house.processes.kill(victim);
    }
    await ordering.nextAcknowledged();
  } finally {
    await ordering.stop();
  }

  const { acknowledged, askedAgain } = ordering;
  const { rows } = await house.database.query<{ lost: number; doubled: number }>(
    `WITH stored AS MATERIALIZED (SELECT idempotency_key AS key, household_key, round_id FROM relief_order WHERE placed_in > 3),
       times AS (SELECT key, count(*) AS stored FROM stored GROUP BY key),
       twice AS (SELECT FROM stored GROUP BY household_key, round_id HAVING count(*) > 1)
     SELECT
       (SELECT count(*)::integer FROM unnest($1::uuid[]) AS told (key) LEFT JOIN times USING (key)
        WHERE times.stored IS DISTINCT FROM 1) AS lost,
       (SELECT count(*)::integer FROM twice) AS doubled`,
    [[...acknowledged]],
  );
  const { lost, doubled } = rows[0] ?? { lost: Number.NaN, doubled: Number.NaN };
  const count = (victim: Victim) => order.filter((killed) => killed === victim).length;
  return {
    kills: Object.fromEntries(victims.map((victim) => [victim, count(victim)])),
    acknowledged: acknowledged.size,
    askedAgain: askedAgain(),
    lost,
    doubled,
  };
}
