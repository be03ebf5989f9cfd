import type { CampaignRound } from '../campaigns/campaign.ts';
import type { ReliefOrder } from './order.ts';

export interface DeliveryEstimate {
  /** Calendar days, `YYYY-MM-DD`. */
  readonly earliest: string;
  readonly latest: string;
  readonly basis: 'POLICY' | 'BACKLOG_MODEL' | 'CARRIER';
  readonly asOf: Date;
}

const msPerDay = 86_400_000;

/** When an order should come by the promise of its round, counted from its placing or from the first day of shipping if that is later. */
export function estimateDelivery(
  { placedAt }: Pick<ReliefOrder, 'placedAt'>,
  round: Pick<CampaignRound, 'firstShipDate' | 'promiseMinDays' | 'promiseMaxDays'>,
): DeliveryEstimate {
  const from = Math.max(placedAt.getTime(), round.firstShipDate?.getTime() ?? 0);
  const dayAfter = (days: number) => new Date(from + days * msPerDay).toISOString().slice(0, 10);
  return {
    earliest: dayAfter(round.promiseMinDays),
    latest: dayAfter(round.promiseMaxDays),
    basis: 'POLICY',
    asOf: placedAt,
  };
}
