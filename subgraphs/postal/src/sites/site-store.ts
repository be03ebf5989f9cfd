import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { DistributionSite, SiteStore } from './site.ts';

/** Reads sites, batched within one request. */
export function createSiteStore(prisma: PrismaClient): SiteStore {
  const find = batchByKey<string, DistributionSite>(
    (codes) => prisma.distributionSite.findMany({ where: { code: { in: [...codes] } } }),
    ({ code }) => code,
  );
  const suppliedBy = batchListsByKey<string, DistributionSite>(
    (codes) =>
      prisma.distributionSite.findMany({
        where: { supplierCode: { in: [...codes] } },
        orderBy: { code: 'asc' },
      }),
    ({ supplierCode }) => supplierCode ?? '',
  );
  const servicesOf = batchListsByKey<string, { zip3: string; siteCode: string }>(
    (codes) =>
      prisma.zip3Service.findMany({ where: { siteCode: { in: [...codes] } }, orderBy: { zip3: 'asc' } }),
    ({ siteCode }) => siteCode,
  );

  return {
    find,
    async get(code) {
      const site = await find(code);
      if (!site) throw new Error(`The network has no site ${code}.`);
      return site;
    },
    findByFacility: batchByKey<string, DistributionSite>(
      (ids) => prisma.distributionSite.findMany({ where: { facilityId: { in: [...ids] } } }),
      ({ facilityId }) => facilityId ?? '',
    ),
    list: (role) =>
      prisma.distributionSite.findMany({ where: role ? { role } : {}, orderBy: { code: 'asc' }, take: 100 }),
    listSuppliedBy: suppliedBy,
    listZip3s: async (code) => (await servicesOf(code)).map(({ zip3 }) => zip3),
  };
}
