import type { CampaignRound } from '../campaigns/campaign.ts';
import { type DeliveryEstimate, estimateDelivery } from '../orders/delivery-estimate.ts';
import type { OrderStatus, ReliefOrder } from '../orders/order.ts';
import type { BacklogReader } from './backlog-reader.ts';
import { packingDay } from './backlog-view.ts';
import { dayAfter } from './clear-date-rules.ts';

/** Days from packing to the door. Source: USPS Ground Advantage, service standard of 2 to 5 days. */
const carriage = { fewest: 2, most: 5 };

const unpacked: readonly OrderStatus[] = ['RECEIVED', 'CONFIRMED', 'BACKORDERED', 'ALLOCATED'];

/**
 * When an order should come: by the promise of its round, or later where what waits before it at its centre says so. Undefined for a backordered
 * order while kits for it are not on their way.
 */
export async function estimateOrder(
  order: Pick<ReliefOrder, 'placedAt' | 'status' | 'zip'>,
  round: CampaignRound,
  backlog: Pick<BacklogReader, 'current'>,
): Promise<DeliveryEstimate | undefined> {
  const promised = estimateDelivery(order, round);
  if (!unpacked.includes(order.status)) return promised;
  const reading = await backlog.current();
  const day = packingDay(reading, order);
  if (day === null && order.status === 'BACKORDERED') return undefined;
  if (!day) return promised;
  const latest = dayAfter(day, carriage.most);
  if (latest <= promised.latest) return promised;
  return { earliest: dayAfter(day, carriage.fewest), latest, basis: 'BACKLOG_MODEL', asOf: reading.at };
}
