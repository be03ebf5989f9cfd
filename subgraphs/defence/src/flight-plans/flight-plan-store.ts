import { batchByKey } from '@rotunda/platform/batch-by-key';
import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { FlightPlan as PlanRow, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { isUuid } from '../is-uuid.ts';
import { readTimeCursor } from '../read-time-cursor.ts';
import type { FlightPlan } from './flight-plan.ts';
import type { FlightPlanState, HeldPlan } from './held-plan.ts';

interface PlanFilter {
  readonly from: Date;
  readonly to: Date | undefined;
  readonly callsign: string | undefined;
}

/** A filing as it is written down: the plan as it then stands, and the message that made it so. */
interface Filing {
  readonly plan: HeldPlan;
  readonly filedBy: string;
  readonly filedAt: Date;
  readonly message: string;
  readonly idempotencyKey: string;
}

/** The plans as one request reads and writes them; look-ups by key are batched. */
export interface FlightPlanStore {
  find(id: string): Promise<HeldPlan | undefined>;
  findByGufi(gufi: string): Promise<HeldPlan | undefined>;
  /** Plans that a unit filed or was sent, newest off-block time first. */
  heldBy(
    unitId: string,
    filter: PlanFilter,
    page: PageArguments,
  ): Promise<Page<HeldPlan> & { readonly totalCount: number }>;
  /** The plan that a unit's earlier filing of the same key made or changed. */
  filedWithKey(filedBy: string, idempotencyKey: string): Promise<HeldPlan | undefined>;
  /** A unit's newest plan from one place to another under a callsign that can still be updated. */
  findToUpdate(unitId: string, callsign: string): Promise<readonly HeldPlan[]>;
  /** Writes a filing. False where the same key, flight identifier or revision was written before: nothing is changed then. */
  write(filing: Filing): Promise<boolean>;
  /** Plans that may still explain a flight after a time. */
  live(after: Date): Promise<readonly HeldPlan[]>;
}

/** The plans over a database. */
export function createFlightPlanStore(database: PrismaClient): FlightPlanStore {
  /** Shares are read with the plans: two statements, however many plans. */
  async function withShares(rows: readonly PlanRow[]): Promise<readonly HeldPlan[]> {
    if (!rows.length) return [];
    const shares = await database.share.findMany({
      where: { planId: { in: rows.map(({ id }) => id) } },
      select: { planId: true, toId: true },
    });
    const sharedWith = new Map(rows.map(({ id }) => [id, new Set<string>()]));
    for (const { planId, toId } of shares) sharedWith.get(planId)?.add(toId);
    return rows.map((row) => heldPlanOf(row, sharedWith.get(row.id) ?? new Set()));
  }

  return {
    find: batchByKey(
      async (ids: readonly string[]) =>
        withShares(await database.flightPlan.findMany({ where: { id: { in: ids.filter(isUuid) } } })),
      ({ id }) => id,
    ),
    findByGufi: batchByKey(
      async (gufis: readonly string[]) =>
        withShares(await database.flightPlan.findMany({ where: { gufi: { in: [...gufis] } } })),
      ({ content }) => content.gufi,
    ),
    async heldBy(unitId, filter, page) {
      const sent = await database.share.findMany({
        where: { toId: unitId },
        select: { planId: true },
        distinct: ['planId'],
      });
      const where: Prisma.FlightPlanWhereInput = {
        AND: [
          { OR: [{ originatorId: unitId }, { id: { in: sent.map(({ planId }) => planId) } }] },
          {
            OR: [
              { estimatedArrivalAt: { gt: filter.from } },
              { estimatedArrivalAt: null, offBlockAt: { gt: filter.from } },
            ],
          },
          filter.to ? { offBlockAt: { lt: filter.to } } : {},
          filter.callsign ? { callsign: filter.callsign } : {},
        ],
      };
      const read = async (after: readonly string[] | undefined, limit: number) => {
        const last = readTimeCursor(after);
        const before: Prisma.FlightPlanWhereInput = last
          ? { OR: [{ offBlockAt: { lt: last.at } }, { offBlockAt: last.at, id: { lt: last.id } }] }
          : {};
        const orderBy = [{ offBlockAt: 'desc' as const }, { id: 'desc' as const }];
        return withShares(
          await database.flightPlan.findMany({ where: { AND: [where, before] }, orderBy, take: limit }),
        );
      };
      const [found, totalCount] = await Promise.all([
        pageByCursor(page, { maximum: 200, usual: 100 }, read, ({ content, id }) => [
          new Date(content.offBlockAtMs).toISOString(),
          id,
        ]),
        database.flightPlan.count({ where }),
      ]);
      return { ...found, totalCount };
    },
    async filedWithKey(filedBy, idempotencyKey) {
      const filing = await database.flightPlanMessage.findUnique({
        where: { filedBy_idempotencyKey: { filedBy, idempotencyKey } },
        select: { planId: true },
      });
      if (!filing) return undefined;
      const [plan] = await withShares(await database.flightPlan.findMany({ where: { id: filing.planId } }));
      return plan;
    },
    findToUpdate: async (unitId, callsign) =>
      withShares(
        await database.flightPlan.findMany({
          where: { originatorId: unitId, callsign, state: { in: ['FILED', 'AIRBORNE'] } },
          orderBy: [{ filedAt: 'desc' }],
          take: 20,
        }),
      ),
    async write(filing) {
      return (await writeFiling(database, filing)) > 0;
    },
    async live(after) {
      const rows = await database.flightPlan.findMany({
        where: {
          state: { in: ['FILED', 'AIRBORNE'] },
          OR: [{ estimatedArrivalAt: null }, { estimatedArrivalAt: { gt: after } }],
        },
      });
      return withShares(rows);
    },
  };
}

/** One statement decides: the message's key, the plan's identifier and its revision are all unique. */
function writeFiling(
  database: PrismaClient,
  { plan, filedBy, filedAt, message, idempotencyKey }: Filing,
): Promise<number> {
  const { content, marking } = plan;
  const arrival = content.estimatedArrivalAtMs === undefined ? null : new Date(content.estimatedArrivalAtMs);
  return database.$executeRaw`
    WITH written AS (
      INSERT INTO flight_plan (id, gufi, originator_id, state, revision, callsign, off_block_at, estimated_arrival_at,
        content, marking_level, marking_controls, marking_releasable, filed_at)
      SELECT ${plan.id}::uuid, ${content.gufi}, ${plan.originatorId}, ${plan.state}::"FlightPlanState", ${plan.revision}::int,
        ${content.callsign}, ${new Date(content.offBlockAtMs)}::timestamptz, ${arrival}::timestamptz,
        ${JSON.stringify(content)}::jsonb, ${marking.level}::"MarkingLevel", ${[...marking.controls]}::text[],
        ${[...marking.releasableTo]}::text[], ${filedAt}::timestamptz
      WHERE NOT EXISTS (
        SELECT FROM flight_plan_message WHERE filed_by = ${filedBy} AND idempotency_key = ${idempotencyKey})
      ON CONFLICT (gufi) DO UPDATE SET
        state = excluded.state, revision = excluded.revision, callsign = excluded.callsign, off_block_at = excluded.off_block_at,
        estimated_arrival_at = excluded.estimated_arrival_at, content = excluded.content
      WHERE flight_plan.id = excluded.id AND flight_plan.revision = excluded.revision - 1
      RETURNING id
    )
    INSERT INTO flight_plan_message (plan_id, revision, filed_by, filed_at, message, idempotency_key)
    SELECT id, ${plan.revision}::int, ${filedBy}, ${filedAt}::timestamptz, ${message}, ${idempotencyKey} FROM written`;
}

function heldPlanOf(row: PlanRow, sharedWith: ReadonlySet<string>): HeldPlan {
  return {
    id: row.id,
    content: contentOf(row.content),
    originatorId: row.originatorId,
    state: row.state satisfies FlightPlanState,
    revision: row.revision,
    marking: { level: row.markingLevel, controls: row.markingControls, releasableTo: row.markingReleasable },
    sharedWith,
  };
}

/** Only this store writes the column, from a `FlightPlan`; JSON leaves out what is undefined, which reads as undefined again. */
function contentOf(content: unknown): FlightPlan {
  return content as FlightPlan;
}
