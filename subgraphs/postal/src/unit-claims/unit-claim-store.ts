import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { ReliefOrder } from '../orders/order.ts';
import type { ClaimDraft, ClaimStatus, UnitClaim } from './unit-claim.ts';

export interface UnitClaimStore {
  /** Writes claims; an order that has a pending one keeps it. */
  open(drafts: readonly ClaimDraft[], at: Date): Promise<void>;
  /** Held orders without a pending claim, oldest first, at most 500. */
  findHeldWithoutClaim(): Promise<readonly ReliefOrder[]>;
  find(id: number): Promise<UnitClaim | undefined>;
  /** Claims after an id in the order they came in; of one status where it is given. */
  page(status: ClaimStatus | undefined, after: bigint, limit: number): Promise<readonly UnitClaim[]>;
}

interface ClaimRow extends Omit<UnitClaim, 'id' | 'orderNumber' | 'rivals'> {
  readonly id: bigint;
  readonly orderNumber: bigint;
  readonly rivals: bigint;
}

const columns = Prisma.sql`
  claim.id, claim.order_number AS "orderNumber", claim.kind::text AS kind, claim.status::text AS status,
  claim.household_key::text AS "householdKey", claim.building_key::text AS "buildingKey", claim.unit,
  claim.claimed_at AS "claimedAt", claim.decided_at AS "decidedAt", claim.decided_by AS "decidedBy", claim.note,
  (SELECT count(*) FROM unit_claim AS rival
   WHERE rival.building_key = claim.building_key AND rival.status = 'PENDING' AND rival.id <> claim.id) AS rivals`;

/** Reads and opens claims over the wing's database client. */
export function createUnitClaimStore(prisma: PrismaClient): UnitClaimStore {
  return {
    async open(drafts, at) {
      await prisma.$executeRaw`
        INSERT INTO unit_claim (order_number, kind, household_key, building_key, unit, claimed_at)
        SELECT draft.*, ${at} FROM unnest(
          ${drafts.map(({ orderNumber }) => orderNumber)}::bigint[],
          ${drafts.map(({ kind }) => kind)}::claim_kind[],
          ${drafts.map(({ householdKey }) => householdKey)}::uuid[],
          ${drafts.map(({ buildingKey }) => buildingKey)}::uuid[],
          ${drafts.map(({ unit }) => unit ?? null)}::text[]) AS draft
        ON CONFLICT (order_number) WHERE status = 'PENDING' DO NOTHING`;
    },
    async findHeldWithoutClaim() {
      const rows = await prisma.$queryRaw<(Omit<ReliefOrder, 'number'> & { number: bigint })[]>`
        SELECT number, round_id AS "roundId", status::text AS status, channel::text AS channel, placed_at AS "placedAt", zip,
          delivery_line AS "deliveryLine", last_line AS "lastLine", urbanization
        FROM relief_order
        WHERE status = 'HELD_FOR_REVIEW' AND status IN ('HELD_FOR_REVIEW', 'DELIVERY_EXCEPTION', 'RETURNED')
          AND NOT EXISTS (
            SELECT FROM unit_claim WHERE order_number = relief_order.number AND unit_claim.status = 'PENDING')
        ORDER BY placed_at, number LIMIT 500`;
      return rows.map((row) => ({ ...row, number: Number(row.number) }));
    },
    async find(id) {
      const [row] = await prisma.$queryRaw<ClaimRow[]>`
        SELECT ${columns} FROM unit_claim AS claim WHERE claim.id = ${id}`;
      return row && claimOf(row);
    },
    async page(status, after, limit) {
      const wanted = status ? Prisma.sql`claim.status = ${status}::claim_status AND` : Prisma.empty;
      const rows = await prisma.$queryRaw<ClaimRow[]>`
        SELECT ${columns} FROM unit_claim AS claim WHERE ${wanted} claim.id > ${after} ORDER BY claim.id LIMIT ${limit}`;
      return rows.map(claimOf);
    },
  };
}

function claimOf({ id, orderNumber, householdKey, buildingKey, rivals, ...row }: ClaimRow): UnitClaim {
  return {
    ...row,
    id: Number(id),
    orderNumber: Number(orderNumber),
    householdKey: householdKey.replaceAll('-', ''),
    buildingKey: buildingKey.replaceAll('-', ''),
    rivals: Number(rivals),
  };
}
