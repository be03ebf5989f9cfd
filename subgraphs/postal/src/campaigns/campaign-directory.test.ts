import { expect, test } from '@jest/globals';
import { aCampaign, aRound } from './a-campaign.ts';
import { createCampaignDirectory } from './campaign-directory.ts';
import type { Campaign } from './campaign.ts';

/** Campaigns that are read from where they are kept, a read being counted. */
function keptCampaigns(campaigns: Campaign[]) {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const kept = { campaigns, reads: 0 };
  const store = {
    readAll: async () => {
      kept.reads += 1;
      return kept.campaigns;
    },
  };
  return {
    kept,
    directory: createCampaignDirectory(store, { now: () => new Date(now) }),
    pass: (ms: number) => void (now += ms),
  };
}

test('a campaign is found by id and by slug, its rounds and its sponsor by theirs', async () => {
  const campaign = aCampaign({ rounds: [aRound({ id: 7 })] });
  const { directory } = keptCampaigns([campaign]);

  expect(await directory.find(campaign.id)).toBe(campaign);
  expect(await directory.find(campaign.slug)).toBe(campaign);
  expect((await directory.getRound(7)).campaign).toBe(campaign);
  expect(await directory.findAgency('HHS')).toBe(campaign.sponsor);
  expect(await directory.find('nothing')).toBeUndefined();
  await expect(directory.getRound(8)).rejects.toThrow('round 8');
});

test('a draft is not found', async () => {
  const { directory } = keptCampaigns([aCampaign({ status: 'DRAFT' })]);

  expect(await directory.find('test')).toBeUndefined();
});

test('any number of look-ups within a second cost one read, and a change is obeyed after it', async () => {
  const { directory, kept, pass } = keptCampaigns([aCampaign()]);

  await Promise.all(Array.from({ length: 50 }, () => directory.find('test')));
  kept.campaigns = [aCampaign({ intakeMode: 'CLOSED' })];
  const within = await directory.find('test');
  pass(1_001);
  const after = await directory.find('test');

  expect([within?.intakeMode, after?.intakeMode]).toEqual(['OPEN', 'CLOSED']);
  expect(kept.reads).toBe(2);
});
