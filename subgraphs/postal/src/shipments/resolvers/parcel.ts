import type { ParcelResolvers, ReliefOrderResolvers } from '../../generated/resolvers-types.ts';
import { parcelIdOf, trackingNumberOf } from '../parcel.ts';
import { printSvgLabel, printZplLabel } from '../print-label.ts';

export const parcels: ReliefOrderResolvers['parcels'] = async ({ number }, _arguments, { network }) => [
  ...(await network.parcels.listOfOrder(number)),
];

export const Parcel: ParcelResolvers = {
  __resolveReference: async (reference, { network }) =>
    (await network.parcels.find(trackingNumberOf(reference))) ?? null,
  id: ({ trackingNumber }) => parcelIdOf(trackingNumber),
  order: async ({ orderNumber }, _arguments, { orders }) => (await orders.find(orderNumber)) ?? null,
  origin: ({ siteCode }, _arguments, { network }) => network.sites.get(siteCode),
  lot: ({ lotId }, _arguments, { network }) => network.levels.getLot(lotId),
  manifest: async ({ batchId }, _arguments, { network }) => {
    const batch = await network.parcels.findBatch(batchId);
    return batch?.checksum ? batch : null;
  },
  label: async ({ trackingNumber }, { format }, { network }) => {
    const label = await network.parcels.findLabel(trackingNumber);
    return label ? (format === 'SVG' ? printSvgLabel(label) : printZplLabel(label)) : null;
  },
};
