import type { Clock } from '@rotunda/platform/clock';
import type { CampaignStore } from './campaign-store.ts';
import type { Campaign, CampaignRound } from './campaign.ts';

interface RoundOfCampaign {
  readonly campaign: Campaign;
  readonly round: CampaignRound;
}

export interface CampaignDirectory {
  /** The campaign of an id or slug; undefined where there is none that the public may see. */
  find(idOrSlug: string): Promise<Campaign | undefined>;
  /** The round that an order was placed in, with its campaign. A missing one is a fault: orders keep to known rounds. */
  getRound(roundId: number): Promise<RoundOfCampaign>;
  /** When the first round of all campaigns opened or opens; no order is older. */
  firstOpening(): Promise<Date | undefined>;
  /** The sponsor of a campaign by its id. */
  findAgency(id: string): Promise<Campaign['sponsor'] | undefined>;
}

/** What another process changed is obeyed after this long: the price of not asking the database for every order. */
const maximumAgeMs = 1_000;

interface Generation {
  readonly readAt: number;
  readonly byName: ReadonlyMap<string, Campaign>;
  readonly byRound: ReadonlyMap<number, RoundOfCampaign>;
  readonly agencies: ReadonlyMap<string, Campaign['sponsor']>;
}

/** The campaigns in memory, read again when older than a second; those who ask meanwhile wait for the one read. */
export function createCampaignDirectory(store: CampaignStore, clock: Clock): CampaignDirectory {
  let current: Generation | undefined;
  let reading: Promise<Generation> | undefined;

  async function read(): Promise<Generation> {
    const readAt = clock.now().getTime();
    const campaigns = (await store.readAll()).filter(({ status }) => status !== 'DRAFT');
    const names = campaigns.flatMap((campaign) => [
      [campaign.slug, campaign] as const,
      [campaign.id, campaign] as const,
    ]);
    const rounds = campaigns.flatMap((campaign) =>
      campaign.rounds.map((round) => [round.id, { campaign, round }] as const),
    );
    current = {
      readAt,
      byName: new Map(names),
      byRound: new Map(rounds),
      agencies: new Map(campaigns.map(({ sponsor }) => [sponsor.id, sponsor])),
    };
    return current;
  }

  async function generation(): Promise<Generation> {
    if (current && clock.now().getTime() - current.readAt <= maximumAgeMs) return current;
    return (reading ??= read().finally(() => (reading = undefined)));
  }

  return {
    find: async (idOrSlug) => (await generation()).byName.get(idOrSlug),
    async getRound(roundId) {
      const known = (await generation()).byRound.get(roundId);
      if (!known) throw new Error(`No campaign that is not archived has a round ${roundId}.`);
      return known;
    },
    async firstOpening() {
      const openings = [...(await generation()).byRound.values()].map(({ round }) => round.opensAt.getTime());
      return openings.length ? new Date(Math.min(...openings)) : undefined;
    },
    findAgency: async (id) => (await generation()).agencies.get(id),
  };
}
