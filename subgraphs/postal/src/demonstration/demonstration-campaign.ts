import { randomBytes } from 'node:crypto';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';

export const demonstrationCampaignId = 'campaign-home-tests-2026';

/** A synthetic campaign with two open rounds, so that a household may order twice. Does nothing where it is there already. */
export async function seedDemonstrationCampaign(prisma: PrismaClient): Promise<void> {
  if (await prisma.campaign.findUnique({ select: { id: true }, where: { id: demonstrationCampaignId } }))
    return;
  await prisma.$transaction([
    prisma.agency.create({ data: { id: 'HHS', name: 'Department of Health and Human Services' } }),
    prisma.kitProduct.create({
      data: {
        id: 'product-home-test-4',
        // GS1 keeps the prefix 952 for demonstrations.
        gtin: '09521101530018',
        name: 'Home test kit, 4 tests (demonstration)',
        storage: 'DO_NOT_FREEZE',
        weightGrams: 180,
      },
    }),
    prisma.campaign.create({
      data: {
        id: demonstrationCampaignId,
        slug: 'home-tests-2026',
        nameEn: 'Free tests at home (demonstration)',
        nameEs: 'Pruebas gratuitas en casa (demostración)',
        sponsorId: 'HHS',
        status: 'OPEN',
        intakeMode: 'OPEN',
        numberKey: new Uint8Array(randomBytes(32)),
        residentialOnly: true,
        poBoxes: 'RESIDENTIAL_ONLY',
        militaryAllowed: true,
        territoriesAllowed: true,
        unknownUnit: 'ACCEPT_AS_CLAIM',
      },
    }),
    prisma.campaignRound.createMany({ data: rounds.map((round) => ({ ...round, ...roundTerms })) }),
    prisma.supportChannel.createMany({ data: supportChannels }),
  ]);
}

const rounds = [
  { ordinal: 1, opensAt: new Date('2026-01-12T14:00:00Z') },
  { ordinal: 2, opensAt: new Date('2026-09-21T14:00:00Z') },
];

const roundTerms = {
  campaignId: demonstrationCampaignId,
  productId: 'product-home-test-4',
  unitsPerParcel: 4,
  parcelsPerOrder: 1,
  ordersPerHousehold: 1,
  promiseMinDays: 7,
  promiseMaxDays: 12,
};

/** The telephone numbers are kept for fiction (555-0100 to 0199). */
const supportChannels: Prisma.SupportChannelCreateManyInput[] = [
  {
    campaignId: demonstrationCampaignId,
    position: 1,
    kind: 'VOICE',
    value: '+1 202 555 0143',
    hours: '8 am to midnight ET',
    locales: ['en', 'es'],
  },
  {
    campaignId: demonstrationCampaignId,
    position: 2,
    kind: 'TTY',
    value: '+1 202 555 0144',
    hours: '8 am to midnight ET',
    locales: ['en'],
  },
  {
    campaignId: demonstrationCampaignId,
    position: 3,
    kind: 'EMAIL',
    value: 'kits@relief.example',
    locales: ['en', 'es'],
  },
];
