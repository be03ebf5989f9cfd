import type { Clock } from '@rotunda/platform/clock';
import type { CampaignStore } from './campaign-store.ts';
import type { Campaign, CampaignRound } from './campaign.ts';

export interface CampaignDirectory {
  /** The campaign of an id or slug; undefined where there is none that the public may see. */
  find(idOrSlug: string): Promise<Campaign | undefined>;
  /** The round of an order's `roundId`, with its campaign. */
  findRound(
    roundId: number,
  ): Promise<{ readonly campaign: Campaign; readonly round: CampaignRound } | undefined>;
}

/** What another process changed is obeyed after this long: the price of not asking the database for every order. */
const maximumAgeMs = 1_000;

interface Generation {
  readonly readAt: number;
  readonly byName: ReadonlyMap<string, Campaign>;
  readonly byRound: ReadonlyMap<number, { readonly campaign: Campaign; readonly round: CampaignRound }>;
}

/** The campaigns in memory, read again when older than a second; those who ask meanwhile wait for the one read. */
export function createCampaignDirectory(store: CampaignStore, clock: Clock): CampaignDirectory {
  let current: Generation | undefined;
  let reading: Promise<Generation> | undefined;

  async function read(): Promise<Generation> {
    const readAt = clock.now().getTime();
    const campaigns = (await store.readAll()).filter(({ status }) => status !== 'DRAFT');
    return (current = {
      readAt,
      byName: new Map(
        campaigns.flatMap(
          (campaign) =>
            [
              [campaign.slug, campaign],
              [campaign.id, campaign],
            ] as const,
        ),
      ),
      byRound: new Map(
        campaigns.flatMap((campaign) =>
          campaign.rounds.map((round) => [round.id, { campaign, round }] as const),
        ),
      ),
    });
  }

  async function generation(): Promise<Generation> {
    if (current && clock.now().getTime() - current.readAt <= maximumAgeMs) return current;
    return (reading ??= read().finally(() => (reading = undefined)));
  }

  return {
    find: async (idOrSlug) => (await generation()).byName.get(idOrSlug),
    findRound: async (roundId) => (await generation()).byRound.get(roundId),
  };
}
