import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { DistributionSite, SiteRole } from './site.ts';

export interface SiteStore {
  /** Sites asked for in one tick share one query. */
  find(code: string): Promise<DistributionSite | undefined>;
  /** A site that something refers to; a missing one is a fault. */
  get(code: string): Promise<DistributionSite>;
  findByFacility(facilityId: string): Promise<DistributionSite | undefined>;
  /** Sites in the order of their codes, at most 100. */
  list(role: SiteRole | undefined): Promise<readonly DistributionSite[]>;
  listSuppliedBy(code: string): Promise<readonly DistributionSite[]>;
  /** First three digits of the ZIPs that a site packs for, ascending. */
  listZip3s(code: string): Promise<readonly string[]>;
}

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
