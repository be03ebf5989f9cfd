import type { Clock } from '@rotunda/platform/clock';
import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import { type SiteStore, siteCodeOf } from '../sites/site.ts';
import { type StockFault, type StockInputFault, inputFault } from '../stock/stock-problems.ts';
import type { BatchChangeStore } from './batch-change-store.ts';
import { type BatchStep, parseBatchId } from './shipment-batch.ts';

export interface ChangeBatchNeeds {
  readonly clock: Clock;
  readonly sites: Pick<SiteStore, 'find'>;
  readonly batchChanges: BatchChangeStore;
}

type Outcome = Promise<AnswerOnce<string, StockFault>>;

const parcelsAtMost = 5_000;

/** Labels parcels for the oldest allocated orders of a site. */
export async function createShipmentBatch(
  input: {
    readonly idempotencyKey: string;
    readonly site: string;
    readonly maxParcels: number;
    readonly mailingDate: string;
  },
  needs: ChangeBatchNeeds,
): Outcome {
  const { maxParcels, mailingDate } = input;
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refused(inputFault('input.KEY', ['idempotencyKey']));
  if (maxParcels < 1 || maxParcels > parcelsAtMost)
    return refused(inputFault('shipment.PARCELS', ['maxParcels']));
  const site = await needs.sites.find(siteCodeOf(input.site));
  if (site?.role !== 'FULFILLMENT_CENTER') return refused(inputFault('stock.SITE', ['site']));
  const inputHash = hashRequest([site.code, maxParcels, mailingDate]);
  const request = { operation: 'createShipmentBatch', key, inputHash };
  const wanted = { siteCode: site.code, maxParcels, mailingDate };
  return needs.batchChanges.create(request, wanted, needs.clock.now());
}

/** Makes the manifest of a batch, or books that the carrier took it. */
export async function advanceShipmentBatch(
  input: {
    readonly idempotencyKey: string;
    readonly batch: string;
    readonly step: BatchStep;
    readonly at?: Date | null | undefined;
  },
  needs: ChangeBatchNeeds,
): Outcome {
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refused(inputFault('input.KEY', ['idempotencyKey']));
  const id = parseBatchId(input.batch);
  if (id === undefined) return refused(inputFault('shipment.UNKNOWN', ['batch']));
  const { step, at } = input;
  const request = { operation: 'advanceShipmentBatch', key, inputHash: hashRequest([input.batch, step]) };
  const now = needs.clock.now();
  return needs.batchChanges.advance(request, { id, step, at: at ?? now }, now);
}

function refused(problem: StockInputFault): { readonly kind: 'REFUSED'; readonly problem: StockFault } {
  return { kind: 'REFUSED', problem };
}
