import { batchByKey } from '@rotunda/platform/batch-by-key';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { type CoverageFigure, smallestShown } from './coverage-cell.ts';

export type CoverageDimension = 'STATE' | 'COUNTY' | 'ZIP3';

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
        JOIN coverage_count AS counted ON counted.campaign_id = wanted.campaign_id AND area = 'COUNTY'
          AND counted.key BETWEEN rpad(wanted.fips, 5, '0') AND rpad(wanted.fips, 5, '9')
        GROUP BY 1, 2`;
    },
    ({ campaignId, key }) => `${campaignId}\n${key}`,
  );

  return {
    find: (campaignId, fips) => find(`${campaignId}\n${fips}`),
    list(campaignId, by, { afterKey = '', limit }) {
      const area = by === 'ZIP3' ? 'ZIP3' : 'COUNTY';
      const digits = by === 'STATE' ? 2 : 5;
      return prisma.$queryRaw<CoverageFigure[]>`
        SELECT left(counted.key, ${digits}::integer) AS key, ${figure}
        FROM coverage_count AS counted
        WHERE campaign_id = ${campaignId} AND area = ${area}::coverage_area
          AND left(counted.key, ${digits}::integer) > ${afterKey}
        GROUP BY 1 ORDER BY 1 LIMIT ${limit}`;
    },
  };
}

/** A county's share of deliveries is withheld where its households, those that got a parcel or those that did not are few. */
const isShareWithheld = Prisma.sql`
  counted.households < ${smallestShown} OR counted.delivered BETWEEN 1 AND ${smallestShown - 1}
  OR counted.households - counted.delivered BETWEEN 1 AND ${smallestShown - 1}`;

const figure = Prisma.sql`
  sum(counted.households)::integer AS households, sum(counted.delivered)::integer AS delivered,
  coalesce(sum(counted.households) FILTER (WHERE counted.households < ${smallestShown}), 0)::integer AS "withheldBelow",
  coalesce(sum(counted.delivered) FILTER (WHERE ${isShareWithheld}), 0)::integer AS "deliveredBelow",
  coalesce(sum(counted.households - counted.delivered) FILTER (WHERE ${isShareWithheld}), 0)::integer
    AS "undeliveredBelow"`;
