import { batchByKey } from '@rotunda/platform/batch-by-key';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { type CoverageFigure, smallestShown } from './coverage-cell.ts';

export type CoverageDimension = 'STATE' | 'COUNTY';

export interface CoverageStore {
  /** The figure of one state or county; regions asked for in one tick share one query. Undefined where no household ordered. */
  find(campaignId: string, fips: string): Promise<CoverageFigure | undefined>;
  /** Figures in the order of their keys, those after `afterKey` only. */
  list(
    campaignId: string,
    by: CoverageDimension,
    page: { readonly afterKey: string | undefined; readonly limit: number },
  ): Promise<readonly CoverageFigure[]>;
}

interface FigureOfCampaign extends CoverageFigure {
  readonly campaignId: string;
}

/** Reads the counted figures, batched within one request. */
export function createCoverageStore(prisma: PrismaClient): CoverageStore {
  const find = batchByKey<string, FigureOfCampaign>(
    (keys) => {
      const wanted = keys.map((key) => key.split('\n'));
      // A code padded with zeros and with nines bounds its counties; a county bounds itself.
      return prisma.$queryRaw<FigureOfCampaign[]>`
        SELECT wanted.campaign_id AS "campaignId", wanted.fips AS key, ${figure}
        FROM unnest(${wanted.map(([id]) => id)}::text[], ${wanted.map(([, fips]) => fips)}::text[]) AS wanted (campaign_id, fips)
        JOIN coverage_count AS counted ON counted.campaign_id = wanted.campaign_id
          AND counted.county_fips BETWEEN rpad(wanted.fips, 5, '0') AND rpad(wanted.fips, 5, '9')
        GROUP BY 1, 2`;
    },
    ({ campaignId, key }) => `${campaignId}\n${key}`,
  );

  return {
    find: (campaignId, fips) => find(`${campaignId}\n${fips}`),
    list(campaignId, by, { afterKey = '', limit }) {
      const digits = by === 'STATE' ? 2 : 5;
      return prisma.$queryRaw<CoverageFigure[]>`
        SELECT left(county_fips, ${digits}::integer) AS key, ${figure}
        FROM coverage_count AS counted
        WHERE campaign_id = ${campaignId} AND left(county_fips, ${digits}::integer) > ${afterKey}
        GROUP BY 1 ORDER BY 1 LIMIT ${limit}`;
    },
  };
}

const figure = Prisma.sql`
  sum(counted.households)::integer AS households,
  coalesce(sum(counted.households) FILTER (WHERE counted.households < ${smallestShown}), 0)::integer AS "withheldBelow"`;
