import type { Pool } from 'pg';
import type { OrderChannel, OrderStatus, ReliefOrder } from '../orders/order.ts';
import { plainArray, textArray } from './array-literal.ts';
import type { Claim, ClaimOutcome, Conflict, StandingOrder } from './claim.ts';

export interface ClaimStore {
  /** Places all claims that nothing stands against, in one statement; says for each, in order, what became of it. */
  place(claims: readonly Claim[], placedAt: Date): Promise<readonly ClaimOutcome[]>;
  /** The order that stands under a number. */
  find(number: number): Promise<StandingOrder | undefined>;
}

interface StandingRow {
  /** A bigint comes as its digits. */
  readonly number: string;
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

/** The write path of orders, over a pool of its own. The two unique indexes of the table decide; nothing is read before the write. */
export function createClaimStore(pool: Pool): ClaimStore {
  async function insert(claims: readonly Claim[], placedAt: Date): Promise<ReadonlySet<number>> {
    const { rows } = await pool.query<{ number: string }>({
      name: 'place-claims',
      text: placeClaims,
      values: [placedAt, ...columnsOf(claims)],
    });
    return new Set(rows.map(({ number }) => Number(number)));
  }

  /** A statement of its own, so that it sees what other transactions committed while the insert waited for them. */
  async function findConflicts(claims: readonly Claim[]): Promise<readonly Conflict[]> {
    const { rows } = await pool.query<ConflictRow>({
      name: 'find-conflicts',
      text: findStanding,
      values: [
        plainArray(claims.map((_, index) => index)),
        plainArray(claims.map(({ number }) => number)),
        plainArray(claims.map(({ draft }) => draft.householdKey)),
        plainArray(claims.map(({ roundId }) => roundId)),
        plainArray(claims.map(({ ordinal }) => ordinal)),
      ],
    });
    const standing = new Map(rows.map((row) => [`${row.by} ${row.index}`, standingOrderOf(row)]));
    return claims.map((_, index) => ({
      sameNumber: standing.get(`NUMBER ${index}`),
      sameHouseholdClaim: standing.get(`HOUSEHOLD ${index}`),
    }));
  }

  return {
    async find(number) {
      const { rows } = await pool.query<StandingRow>({
        name: 'find-claim',
        text: `SELECT ${standingColumns} FROM relief_order AS placed WHERE placed.number = $1`,
        values: [number],
      });
      return rows[0] && standingOrderOf(rows[0]);
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

const placeClaims = `
  INSERT INTO relief_order (
    placed_at, number, household_key, idempotency_key, input_hash, round_id, ordinal, status, channel, wants_updates,
    zip, county_fips, delivery_line, last_line, urbanization, recipient_name, email, sms, locale)
  SELECT $1::timestamptz, * FROM unnest(
    $2::bigint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[], $7::smallint[], $8::order_status[],
    $9::order_channel[], $10::boolean[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
    $17::text[], $18::text[], $19::text[])
  ON CONFLICT DO NOTHING
  RETURNING number`;

/** The arrays of the statement above, from its second parameter on. */
function columnsOf(claims: readonly Claim[]): readonly string[] {
  const drafts = claims.map(({ draft }) => draft);
  return [
    plainArray(claims.map(({ number }) => number)),
    plainArray(drafts.map(({ householdKey }) => householdKey)),
    plainArray(drafts.map(({ idempotencyKey }) => idempotencyKey)),
    plainArray(drafts.map(({ inputHash }) => inputHash)),
    plainArray(claims.map(({ roundId }) => roundId)),
    plainArray(claims.map(({ ordinal }) => ordinal)),
    plainArray(drafts.map(({ status }) => status)),
    plainArray(drafts.map(({ channel }) => channel)),
    plainArray(drafts.map(({ wantsUpdates }) => wantsUpdates)),
    textArray(drafts.map(({ zip }) => zip)),
    textArray(drafts.map(({ countyFips }) => countyFips)),
    textArray(drafts.map(({ deliveryLine }) => deliveryLine)),
    textArray(drafts.map(({ lastLine }) => lastLine)),
    textArray(drafts.map(({ urbanization }) => urbanization)),
    textArray(drafts.map(({ recipientName }) => recipientName)),
    textArray(drafts.map(({ email }) => email)),
    textArray(drafts.map(({ sms }) => sms)),
    textArray(drafts.map(({ locale }) => locale)),
  ];
}

const standingColumns = `
  placed.number, placed.idempotency_key::text AS "idempotencyKey", placed.input_hash::text AS "inputHash",
  placed.round_id AS "roundId", placed.status::text AS status, placed.channel::text AS channel,
  placed.placed_at AS "placedAt", placed.zip, placed.delivery_line AS "deliveryLine",
  placed.last_line AS "lastLine", placed.urbanization`;

const findStanding = `
  WITH claim AS (
    SELECT * FROM unnest($1::integer[], $2::bigint[], $3::uuid[], $4::integer[], $5::smallint[])
      AS claim (index, number, household_key, round_id, ordinal))
  SELECT claim.index, 'NUMBER' AS by, ${standingColumns}
  FROM claim JOIN relief_order AS placed USING (number)
  UNION ALL
  SELECT claim.index, 'HOUSEHOLD' AS by, ${standingColumns}
  FROM claim JOIN relief_order AS placed USING (household_key, round_id, ordinal)`;

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
