import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { AnswerOnce } from '../../answered-requests/answer-once.ts';
import type {
  DistributionSiteResolvers,
  ManifestResolvers,
  MutationResolvers,
  QueryResolvers,
  ShipmentBatchResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import type { PostalRequest } from '../../request.ts';
import { type StockFault, sayOutcome } from '../../stock/stock-problems.ts';
import { advanceShipmentBatch as advance, createShipmentBatch as create } from '../change-batch.ts';
import { batchIdOf, parseBatchId } from '../shipment-batch.ts';

export const shipmentBatch: QueryResolvers['shipmentBatch'] = (_root, { id }, request) =>
  batchOf(id, request);

export const createShipmentBatch: MutationResolvers['createShipmentBatch'] = async (
  _root,
  { input },
  request,
) => payloadOf(await create(input, request.network), request);

export const advanceShipmentBatch: MutationResolvers['advanceShipmentBatch'] = async (
  _root,
  { input },
  request,
) => payloadOf(await advance(input, request.network), request);

export const shipmentBatches: DistributionSiteResolvers['shipmentBatches'] = ({ code }, page, { network }) =>
  pageByCursor(
    page,
    { maximum: 100, usual: 20 },
    (after, limit) => network.parcels.listBatches(code, after?.[0] ? BigInt(after[0]) : undefined, limit),
    ({ id }) => [String(id)],
  );

export const ShipmentBatch: ShipmentBatchResolvers = {
  __resolveReference: ({ id }, request) => batchOf(String(id), request),
  id: ({ id }) => batchIdOf(id),
  site: ({ siteCode }, _arguments, { network }) => network.sites.get(siteCode),
  parcelCount: ({ id }, _arguments, { network }) => network.parcels.countOfBatch(id),
  mailingDate: ({ mailingDate }) => mailingDate.toISOString().slice(0, 10),
  manifest: (batch) => (batch.checksum ? batch : null),
  parcels: ({ id }, page, { network }) =>
    pageByCursor(
      page,
      { maximum: 500, usual: 50 },
      (after, limit) => network.parcels.listOfBatch(id, after?.[0] ?? '', limit),
      ({ trackingNumber }) => [trackingNumber],
    ),
};

export const Manifest: ManifestResolvers = {
  id: ({ id }) => `manifest-${id}`,
  electronicFileNumber: ({ electronicFileNumber }) => electronicFileNumber ?? '',
  mailingDate: ({ mailingDate }) => mailingDate.toISOString().slice(0, 10),
  parcelCount: ({ manifestCount }) => manifestCount ?? 0,
  checksum: ({ checksum }) => checksum ?? '',
};

async function batchOf(id: string, { network }: PostalRequest) {
  const number = parseBatchId(id);
  return number === undefined ? null : ((await network.parcels.findBatch(number)) ?? null);
}

async function payloadOf(outcome: AnswerOnce<string, StockFault>, { facts, network }: PostalRequest) {
  const { answer, ...said } = sayOutcome(outcome, spokenLanguage(null, facts.languages));
  const batch = answer === undefined ? undefined : await network.parcels.findBatch(BigInt(answer));
  return { ...said, batch: batch ?? null };
}
