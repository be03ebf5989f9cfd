import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { PrismaClient, Share as ShareRow } from '../generated/prisma/client.ts';
import { isUuid } from '../is-uuid.ts';
import { readTimeCursor } from '../read-time-cursor.ts';
import type { Share } from './share.ts';

/** The shares as one request reads them; look-ups by key are batched. */
export interface ShareStore {
  find(id: string): Promise<Share | undefined>;
  /** Shares of a plan, newest first. */
  ofPlan(planId: string): Promise<readonly Share[]>;
  /** What a unit was sent and has not acknowledged, newest first. */
  pendingOf(unitId: string, page: PageArguments): Promise<Page<Share> & { readonly totalCount: number }>;
  countPending(unitId: string): Promise<number>;
  /** Adds shares; one of the same plan, unit and phase stays as it was. Gives all that were asked for, as they now stand. */
  add(shares: readonly Share[]): Promise<readonly Share[]>;
  acknowledge(id: string, by: string, at: Date): Promise<Share>;
}

/** The shares over a database. */
export function createShareStore(database: PrismaClient): ShareStore {
  return {
    find: batchByKey(
      async (ids: readonly string[]) =>
        (await database.share.findMany({ where: { id: { in: ids.filter(isUuid) } } })).map(shareOf),
      ({ id }) => id,
    ),
    ofPlan: batchListsByKey(
      async (planIds: readonly string[]) => {
        const orderBy = [{ sentAt: 'desc' }, { id: 'desc' }] as const;
        const rows = await database.share.findMany({
          where: { planId: { in: [...planIds] } },
          orderBy: [...orderBy],
        });
        return rows.map(shareOf);
      },
      ({ planId }) => planId,
    ),
    async pendingOf(unitId, page) {
      const pending = { toId: unitId, acknowledgedAt: null };
      const read = async (after: readonly string[] | undefined, limit: number) => {
        const last = readTimeCursor(after);
        const before = last
          ? { OR: [{ sentAt: { lt: last.at } }, { sentAt: last.at, id: { lt: last.id } }] }
          : {};
        const rows = await database.share.findMany({
          where: { ...pending, ...before },
          orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
          take: limit,
        });
        return rows.map(shareOf);
      };
      const [found, totalCount] = await Promise.all([
        pageByCursor(page, { maximum: 100, usual: 50 }, read, (share) => [
          share.sentAt.toISOString(),
          share.id,
        ]),
        database.share.count({ where: pending }),
      ]);
      return { ...found, totalCount };
    },
    countPending: (unitId) => database.share.count({ where: { toId: unitId, acknowledgedAt: null } }),
    async add(shares) {
      await database.share.createMany({
        data: shares.map(({ note, acknowledgedAt, acknowledgedBy, ...share }) => ({
          ...share,
          note: note ?? null,
          acknowledgedAt: acknowledgedAt ?? null,
          acknowledgedBy: acknowledgedBy ?? null,
        })),
        skipDuplicates: true,
      });
      const rows = await database.share.findMany({
        where: { OR: shares.map(({ planId, toId, phase }) => ({ planId, toId, phase })) },
        orderBy: [{ toId: 'asc' }],
      });
      return rows.map(shareOf);
    },
    acknowledge: async (id, acknowledgedBy, acknowledgedAt) =>
      shareOf(await database.share.update({ where: { id }, data: { acknowledgedBy, acknowledgedAt } })),
  };
}

function shareOf({ note, acknowledgedAt, acknowledgedBy, ...row }: ShareRow): Share {
  return {
    ...row,
    note: note ?? undefined,
    acknowledgedAt: acknowledgedAt ?? undefined,
    acknowledgedBy: acknowledgedBy ?? undefined,
  };
}
