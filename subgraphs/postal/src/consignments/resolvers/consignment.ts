import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type {
  ConsignmentLineResolvers,
  ConsignmentResolvers,
  DiscrepancyResolvers,
  DistributionSiteResolvers,
  HandlingUnitResolvers,
  QueryResolvers,
} from '../../generated/resolvers-types.ts';
import { sayMessage } from '../../messages/messages.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { consignmentIdOf, parseConsignmentId } from '../consignment.ts';
import { discrepanciesOf, pageUnits } from '../read-consignment.ts';

export const consignment: QueryResolvers['consignment'] = async (_root, { id }, { network }) => {
  const number = parseConsignmentId(id);
  return number === undefined ? null : ((await network.consignments.find(number)) ?? null);
};

export const consignments: DistributionSiteResolvers['consignments'] = ({ code }, page, { network }) =>
  pageByCursor(
    page,
    { maximum: 100, usual: 20 },
    (after, limit) => network.consignments.listOfSite(code, after?.[0] ? BigInt(after[0]) : undefined, limit),
    ({ id }) => [String(id)],
  );

export const Consignment: ConsignmentResolvers = {
  __resolveReference: async ({ id }, { network }) => {
    const number = parseConsignmentId(String(id));
    return number === undefined ? null : ((await network.consignments.find(number)) ?? null);
  },
  id: ({ id }) => consignmentIdOf(id),
  from: ({ fromCode }, _arguments, { network }) => network.sites.get(fromCode),
  to: ({ toCode }, _arguments, { network }) => network.sites.get(toCode),
  lines: async ({ id }, _arguments, { network }) => [...(await network.consignments.listLines(id))],
  handlingUnits: (source, page, { network }) => pageUnits(source, page, network.consignments),
  discrepancies: async (source, _arguments, { network }) => [
    ...(await discrepanciesOf(source, network.consignments)),
  ],
};

export const ConsignmentLine: ConsignmentLineResolvers = {
  product: ({ productId }, _arguments, { network }) => network.products.get(productId),
  lot: ({ lotId }, _arguments, { network }) => network.levels.getLot(lotId),
};

export const HandlingUnit: HandlingUnitResolvers = { receivedAt: ({ scan }) => scan?.at ?? null };

export const Discrepancy: DiscrepancyResolvers = {
  product: ({ productId }, _arguments, { network }) =>
    productId === null ? null : network.products.get(productId),
  reason: ({ kind }, { locale }, { facts }) =>
    sayMessage(`discrepancy.${kind}`, spokenLanguage(locale, facts.languages)),
};
