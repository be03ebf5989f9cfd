import type { CampaignResolvers, RegionResolvers } from '../../generated/resolvers-types.ts';
import { listCoverage, regionCoverage } from '../read-coverage.ts';

export const coverage: CampaignResolvers['coverage'] = ({ id }, { by, ...page }, { coverage: figures }) =>
  listCoverage({ campaignId: id, by, page }, figures);

export const reliefCoverage: RegionResolvers['reliefCoverage'] = async (
  { fips },
  { campaign },
  { campaigns, coverage: figures },
) => (await regionCoverage({ fips, campaign }, { campaigns, figures })) ?? null;
