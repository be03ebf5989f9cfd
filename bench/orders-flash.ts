import { type OrdersHouse, rounded } from './orders-house.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';

/** How many times as many come as can be served. */
export const crowd = 3;
/** Nearly as many as the gateway lets run in one wing at once, so that what is refused is refused by the wing. */
const crowdConnections = 1_900;
export const capacitySeconds = 10;

/** A crowd at three times capacity: what is placed meanwhile, and how soon the rest learns when to come back. */
export async function measureFlash(
  house: OrdersHouse,
  { connections, flashSeconds }: OrdersOptions & { readonly flashSeconds: number },
  tell: Tell,
): Promise<void> {
  const calm = await house.measure({ connections, seconds: capacitySeconds });
  const arrivalsPerSecond = crowd * calm.ordersPerSecond;
  const report = await house.order({
    connections: crowdConnections,
    seconds: flashSeconds,
    arrivalsPerSecond,
  });
  const goodput = report.placed / report.seconds;
  tell({
    figure: 'flash crowd',
    capacityPerSecond: calm.ordersPerSecond,
    arrivalsPerSecond,
    seconds: rounded(report.seconds, 1),
    placedPerSecond: Math.round(goodput),
    shareOfCapacity: rounded(goodput / calm.ordersPerSecond, 3),
    throttledPerSecond: Math.round(report.throttled / report.seconds),
    turnedAwayPerSecond: Math.round(report.turnedAway / report.seconds),
    unheardPerSecond: Math.round(report.unheard / report.seconds),
    placedP99Ms: rounded(report.placedP99Ms, 1),
    refusedP50Ms: rounded(report.refusedP50Ms, 1),
    refusedP99Ms: rounded(report.refusedP99Ms, 1),
  });
}
