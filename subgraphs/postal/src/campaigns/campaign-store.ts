import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Campaign } from './campaign.ts';

export interface CampaignStore {
  /** Every campaign that is not archived, whole: there are few. */
  readAll(): Promise<readonly Campaign[]>;
}

/** Reads campaigns with their rounds, products and support channels in one go. */
export function createCampaignStore(prisma: PrismaClient): CampaignStore {
  return {
    async readAll() {
      const rows = await prisma.campaign.findMany({
        where: { status: { not: 'ARCHIVED' } },
        include: {
          sponsor: true,
          rounds: { include: { product: true }, orderBy: { ordinal: 'asc' } },
          supportChannels: {
            select: { kind: true, value: true, hours: true, locales: true },
            orderBy: { position: 'asc' },
          },
        },
      });
      return rows.map(({ nameEn, nameEs, residentialOnly, poBoxes, militaryAllowed, ...row }) => {
        const { territoriesAllowed, serviceArea, unknownUnit, ...campaign } = row;
        return {
          ...campaign,
          names: { en: nameEn, es: nameEs },
          policy: { residentialOnly, poBoxes, militaryAllowed, territoriesAllowed, serviceArea, unknownUnit },
        };
      });
    },
  };
}
