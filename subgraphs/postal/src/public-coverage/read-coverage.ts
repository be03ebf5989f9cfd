import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import { type CoverageCell, type CoverageFigure, coverageCellOf } from './coverage-cell.ts';
import type { CoverageDimension, CoverageStore } from './coverage-store.ts';

/** The cell of one region in one campaign; undefined for an unknown campaign. A region in which nobody ordered has a cell of 0. */
export async function regionCoverage(
  asked: { readonly fips: string; readonly campaign: string },
  { campaigns, figures }: { readonly campaigns: CampaignDirectory; readonly figures: CoverageStore },
): Promise<CoverageCell | undefined> {
  const campaign = await campaigns.find(asked.campaign);
  if (!campaign) return undefined;
  const figure = await figures.find(campaign.id, asked.fips);
  return coverageCellOf(figure ?? nobodyOrdered(asked.fips));
}

/** A page of a campaign's cells, in the order of their FIPS codes; at most 500 a page. */
export function listCoverage(
  asked: { readonly campaignId: string; readonly by: CoverageDimension; readonly page: PageArguments },
  figures: CoverageStore,
): Promise<Page<CoverageCell>> {
  return pageByCursor(
    asked.page,
    { maximum: 500, usual: 100 },
    async (after, limit) => {
      const list = await figures.list(asked.campaignId, asked.by, { afterKey: after?.[0], limit });
      return list.map(coverageCellOf);
    },
    ({ key }) => [key],
  );
}

function nobodyOrdered(key: string): CoverageFigure {
  return { key, households: 0, delivered: 0, withheldBelow: 0, deliveredBelow: 0, undeliveredBelow: 0 };
}
