import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { OrderChannel, OrderStatus, ReliefOrder } from '../orders/order.ts';
import type { Claim, ClaimOutcome, Conflict, StandingOrder } from './claim.ts';

export interface ClaimStore {
  /** Places all claims that nothing stands against, in one statement; says for each, in order, what became of it. */
  place(claims: readonly Claim[], placedAt: Date): Promise<readonly ClaimOutcome[]>;
  /** The order that stands under a number. */
  find(number: number): Promise<StandingOrder | undefined>;
}

interface StandingRow {
  readonly number: bigint;
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly roundId: number;
  readonly status: OrderStatus;
  readonly channel: OrderChannel;
  readonly placedAt: Date;
  readonly zip: string;
  readonly deliveryLine: string;
  readonly lastLine: string;
  readonly urbanization: string | null;
}

interface ConflictRow extends StandingRow {
  readonly index: number;
  readonly by: 'NUMBER' | 'HOUSEHOLD';
}

/** The write path of orders. The two unique indexes of the table decide; nothing is read before the write. */
export function createClaimStore(prisma: PrismaClient): ClaimStore {
  async function insert(claims: readonly Claim[], placedAt: Date): Promise<ReadonlySet<number>> {
    const column = <Value>(valueOf: (claim: Claim) => Value) => claims.map(valueOf);
    const rows = await prisma.$queryRaw<{ number: bigint }[]>`
      INSERT INTO relief_order (
        placed_at, number, household_key, idempotency_key, input_hash, round_id, ordinal, status, channel, wants_updates,
        zip, county_fips, delivery_line, last_line, urbanization, recipient_name, email, sms, locale)
      SELECT ${placedAt}::timestamptz, * FROM unnest(
        ${column(({ number }) => number)}::bigint[],
        ${column(({ draft }) => draft.householdKey)}::uuid[],
        ${column(({ draft }) => draft.idempotencyKey)}::uuid[],
        ${column(({ draft }) => draft.inputHash)}::uuid[],
        ${column(({ roundId }) => roundId)}::integer[],
        ${column(({ ordinal }) => ordinal)}::smallint[],
        ${column(({ draft }) => draft.status)}::order_status[],
        ${column(({ draft }) => draft.channel)}::order_channel[],
        ${column(({ draft }) => draft.wantsUpdates)}::boolean[],
        ${column(({ draft }) => draft.zip)}::text[],
        ${column(({ draft }) => draft.countyFips)}::text[],
        ${column(({ draft }) => draft.deliveryLine)}::text[],
        ${column(({ draft }) => draft.lastLine)}::text[],
        ${column(({ draft }) => draft.urbanization)}::text[],
        ${column(({ draft }) => draft.recipientName)}::text[],
        ${column(({ draft }) => draft.email)}::text[],
        ${column(({ draft }) => draft.sms)}::text[],
        ${column(({ draft }) => draft.locale)}::text[])
      ON CONFLICT DO NOTHING
      RETURNING number`;
    return new Set(rows.map(({ number }) => Number(number)));
  }

  /** A statement of its own, so that it sees what other transactions committed while the insert waited for them. */
  async function findConflicts(claims: readonly Claim[]): Promise<readonly Conflict[]> {
    const rows = await prisma.$queryRaw<ConflictRow[]>`
      WITH claim AS (
        SELECT * FROM unnest(
          ${claims.map((_, index) => index)}::integer[],
          ${claims.map(({ number }) => number)}::bigint[],
          ${claims.map(({ draft }) => draft.householdKey)}::uuid[],
          ${claims.map(({ roundId }) => roundId)}::integer[],
          ${claims.map(({ ordinal }) => ordinal)}::smallint[]
        ) AS claim (index, number, household_key, round_id, ordinal))
      SELECT claim.index, 'NUMBER' AS by, ${standingColumns}
      FROM claim JOIN relief_order AS placed USING (number)
      UNION ALL
      SELECT claim.index, 'HOUSEHOLD' AS by, ${standingColumns}
      FROM claim JOIN relief_order AS placed USING (household_key, round_id, ordinal)`;
    const standing = new Map(rows.map((row) => [`${row.by} ${row.index}`, standingOrderOf(row)]));
    return claims.map((_, index) => ({
      sameNumber: standing.get(`NUMBER ${index}`),
      sameHouseholdClaim: standing.get(`HOUSEHOLD ${index}`),
    }));
  }

  return {
    async find(number) {
      const [row] = await prisma.$queryRaw<StandingRow[]>`
        SELECT ${standingColumns} FROM relief_order AS placed WHERE placed.number = ${number}::bigint`;
      return row && standingOrderOf(row);
    },

    async place(claims, placedAt) {
      const { distinct, twins } = setTwinsAside(claims);
      const placed = await insert([...distinct].sort(byHousehold), placedAt);
      const isPlaced = (claim: Claim) => !twins.has(claim) && placed.has(claim.number);

      const refused = claims.filter((claim) => !isPlaced(claim));
      const conflicts = refused.length ? await findConflicts(refused) : [];
      const conflictOf = new Map(refused.map((claim, index) => [claim, conflicts[index]]));
      return claims.map((claim): ClaimOutcome => {
        const conflict = conflictOf.get(claim);
        if (conflict) return { kind: 'CONFLICT', ...conflict };
        return { kind: 'PLACED', order: orderOf(claim, placedAt) };
      });
    },
  };
}

const standingColumns = Prisma.sql`
  placed.number, placed.idempotency_key::text AS "idempotencyKey", placed.input_hash::text AS "inputHash",
  placed.round_id AS "roundId", placed.status::text AS status, placed.channel::text AS channel,
  placed.placed_at AS "placedAt", placed.zip, placed.delivery_line AS "deliveryLine",
  placed.last_line AS "lastLine", placed.urbanization`;

/** Claims on a number that is already in the batch would not know which of them the statement placed: they meet it as a conflict instead. */
function setTwinsAside(claims: readonly Claim[]): {
  readonly distinct: Iterable<Claim>;
  readonly twins: ReadonlySet<Claim>;
} {
  const byNumber = new Map<number, Claim>();
  const twins = new Set<Claim>();
  for (const claim of claims) {
    if (byNumber.has(claim.number)) twins.add(claim);
    else byNumber.set(claim.number, claim);
  }
  return { distinct: byNumber.values(), twins };
}

/** One order of rows in every process: statements that name the same households then wait for each other in turn, never in a circle. */
function byHousehold(one: Claim, other: Claim): number {
  return one.draft.householdKey < other.draft.householdKey ? -1 : 1;
}

function orderOf({ draft, number, roundId }: Claim, placedAt: Date): ReliefOrder {
  const { status, channel, zip, deliveryLine, lastLine, urbanization } = draft;
  return { number, roundId, status, channel, placedAt, zip, deliveryLine, lastLine, urbanization };
}

function standingOrderOf({ idempotencyKey, inputHash, number, ...row }: StandingRow): StandingOrder {
  const { roundId, status, channel, placedAt, zip, deliveryLine, lastLine, urbanization } = row;
  return {
    order: {
      number: Number(number),
      roundId,
      status,
      channel,
      placedAt,
      zip,
      deliveryLine,
      lastLine,
      urbanization,
    },
    idempotencyKey,
    inputHash: inputHash.replaceAll('-', ''),
  };
}
