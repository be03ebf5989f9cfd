import { answerOnce } from '../answered-requests/answer-once-store.ts';
import { writeAnnouncement } from '../consignments/announce-consignment-store.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { StockFault } from '../stock/stock-problems.ts';
import {
  type CentreNeed,
  type CentreSupply,
  type MovePlan,
  type PlannedMove,
  planMoves,
} from './plan-moves-rules.ts';
import type { PlanAnswer, PlanWish, ReplenishmentStore } from './replenishment-plan.ts';

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

const msPerDay = 86_400_000;

/** Plans over the wing's database. */
export function createReplenishmentStore(prisma: PrismaClient): ReplenishmentStore {
  return {
    plan: (request, wish, at) =>
      answerOnce<PlanAnswer, StockFault>(prisma, request, at, async (transaction) => {
        const facts = {
          needs: await readNeeds(transaction, wish, at),
          supplies: await readSupplies(transaction, wish),
        };
        const plan = planMoves(wish.policy, wish.horizonDays, facts);
        const id = await insertPlan(transaction, wish, plan, at);
        const consignments: string[] = [];
        for (const moves of wish.commit ? routesOf(plan.moves) : []) {
          const announced = await announceMoves(transaction, moves, { planId: id, at });
          if ('problem' in announced) return announced;
          consignments.push(announced.answer);
        }
        return { answer: { plan: String(id), consignments } };
      }),

    async findPlan(id) {
      const plan = await prisma.replenishmentPlan.findUnique({ where: { id } });
      if (!plan) return undefined;
      const moves = await prisma.replenishmentMove.findMany({
        where: { planId: id },
        orderBy: [{ fromCode: 'asc' }, { priority: 'desc' }, { toCode: 'asc' }, { productId: 'asc' }],
      });
      return { ...plan, moves };
    },
  };
}

/** Waiting orders are counted, not read; levels of the logistics centres are locked, so that the plan can be kept. */
function readNeeds(transaction: Transaction, { campaignId }: PlanWish, at: Date): Promise<CentreNeed[]> {
  return transaction.$queryRaw<CentreNeed[]>`
    WITH product AS (SELECT DISTINCT product_id FROM campaign_round WHERE campaign_id = ${campaignId}
    ), waiting AS (
      SELECT site_code, product_id, sum(parcels)::integer AS backlog, min(placed_at) AS oldest,
        sum(extract(epoch FROM ${at}::timestamptz - placed_at) / 86400 * parcels)::double precision AS days
      FROM waiting_order GROUP BY 1, 2
    ), held AS (
      SELECT site_code, product_id, sum(in_transit + CASE
        WHEN status IN ('USABLE', 'EXTENDED') AND expires_on > ${at}::date THEN on_hand - allocated - quarantined ELSE 0 END)::integer AS kits
      FROM stock_level JOIN stock_lot ON stock_lot.id = lot_id GROUP BY 1, 2
    ), promised AS (
      SELECT site_code, product_id, greatest(sum(allocated), 0) / 7.0 AS a_day
      FROM stock_movement JOIN stock_lot ON stock_lot.id = lot_id
      WHERE at > ${new Date(at.getTime() - 7 * msPerDay)} AND type IN ('ALLOCATION', 'RELEASE') GROUP BY 1, 2
    )
    SELECT code AS "siteCode", supplier_code AS "supplierCode", product.product_id AS "productId",
      coalesce(backlog, 0) AS backlog, coalesce(kits, 0) AS available, coalesce(a_day, 0)::double precision AS "promisedADay",
      coalesce(days, 0) AS "waitingDays", oldest AS "oldestPlacedAt"
    FROM distribution_site CROSS JOIN product
    LEFT JOIN waiting ON waiting.site_code = code AND waiting.product_id = product.product_id
    LEFT JOIN held ON held.site_code = code AND held.product_id = product.product_id
    LEFT JOIN promised ON promised.site_code = code AND promised.product_id = product.product_id
    WHERE role = 'FULFILLMENT_CENTER' AND status <> 'CLOSED' AND supplier_code IS NOT NULL`;
}

function readSupplies(transaction: Transaction, { campaignId }: PlanWish): Promise<CentreSupply[]> {
  return transaction.$queryRaw<CentreSupply[]>`
    WITH level AS MATERIALIZED (
      SELECT stock_level.* FROM stock_level JOIN distribution_site ON code = site_code
      WHERE role = 'LOGISTICS_CENTER' ORDER BY site_code, lot_id FOR UPDATE OF stock_level
    )
    SELECT site_code AS "siteCode", product_id AS "productId", sum(on_hand - allocated - quarantined)::integer AS kits
    FROM level JOIN stock_lot ON stock_lot.id = lot_id
    WHERE stock_lot.status IN ('USABLE', 'EXTENDED')
      AND product_id IN (SELECT product_id FROM campaign_round WHERE campaign_id = ${campaignId})
    GROUP BY 1, 2`;
}

async function insertPlan(
  transaction: Transaction,
  { campaignId, policy }: PlanWish,
  { moves, unmetDemand, explanation }: MovePlan,
  at: Date,
): Promise<bigint> {
  const [plan] = await transaction.$queryRaw<{ id: bigint }[]>`
    INSERT INTO replenishment_plan (as_of, campaign_id, policy, unmet_demand, explanation)
    VALUES (${at}, ${campaignId}, ${policy}::allocation_policy, ${unmetDemand}, ${[...explanation]}) RETURNING id`;
  if (!plan) throw new Error('A plan was written without an id.');
  await transaction.$executeRaw`
    INSERT INTO replenishment_move (plan_id, from_code, to_code, product_id, quantity, priority)
    SELECT ${plan.id}, * FROM unnest(
      ${moves.map(({ fromCode }) => fromCode)}::text[], ${moves.map(({ toCode }) => toCode)}::text[],
      ${moves.map(({ productId }) => productId)}::text[], ${moves.map(({ quantity }) => quantity)}::integer[],
      ${moves.map(({ priority }) => priority)}::double precision[])`;
  return plan.id;
}

function routesOf(moves: readonly PlannedMove[]): readonly (readonly PlannedMove[])[] {
  const routes = [...new Set(moves.map(({ fromCode, toCode }) => `${fromCode} ${toCode}`))];
  return routes.map((route) => moves.filter(({ fromCode, toCode }) => `${fromCode} ${toCode}` === route));
}

/** One consignment a route, of the lots that expire first. */
async function announceMoves(
  transaction: Transaction,
  moves: readonly PlannedMove[],
  { planId, at }: { readonly planId: bigint; readonly at: Date },
) {
  const { fromCode = '', toCode = '' } = moves[0] ?? {};
  const lines = await transaction.$queryRaw<Parameters<typeof writeAnnouncement>[1]['lines'][number][]>`
    WITH move AS (
      SELECT * FROM unnest(${moves.map(({ productId }) => productId)}::text[], ${moves.map(({ quantity }) => quantity)}::integer[])
        AS move (product_id, quantity)
    ), line AS (
      SELECT product_id, number, expires_on, move.quantity, on_hand - allocated - quarantined AS free,
        sum(on_hand - allocated - quarantined) OVER (PARTITION BY product_id ORDER BY expires_on, lot_id) AS up_to
      FROM stock_level JOIN stock_lot ON stock_lot.id = lot_id JOIN move USING (product_id)
      WHERE site_code = ${fromCode} AND status IN ('USABLE', 'EXTENDED') AND on_hand > allocated + quarantined
    )
    SELECT product_id AS "productId", number AS lot, expires_on::text AS "expiresOn",
      least(free, quantity - (up_to - free))::integer AS quantity
    FROM line WHERE up_to - free < quantity ORDER BY product_id, up_to`;
  const expectedAt = new Date(at.getTime() + 2 * msPerDay);
  const announcement = { fromCode, toCode, isFromOutside: false, expectedAt, lines, units: [], planId };
  return writeAnnouncement(transaction, announcement, at);
}
