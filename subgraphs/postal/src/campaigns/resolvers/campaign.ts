import type { CampaignResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';

export const campaign: QueryResolvers['campaign'] = async (_root, { slug }, { campaigns }) =>
  (await campaigns.find(slug)) ?? null;

export const Campaign: CampaignResolvers = {
  __resolveReference: async ({ id }, { campaigns }) => (await campaigns.find(id)) ?? null,
  name: ({ names }, { locale }, { facts }) => names[spokenLanguage(locale, facts.languages)],
};
