import type { Prisma } from '../generated/prisma/client.ts';

/**
 * Frees what orders claimed of their households before they become RETURNED, and says of which, by number: a household of which every kit came
 * back may order again, once in a round. It stays counted among those that ordered. Orders that claim nothing and those whose household had one
 * come back before keep what they have. The caller changes the status within the same transaction.
 */
export async function freeReturnedClaims(
  transaction: Pick<Prisma.TransactionClient, '$queryRaw'>,
  numbers: readonly number[],
): Promise<ReadonlySet<number>> {
  if (numbers.length === 0) return new Set();
  const freed = await transaction.$queryRaw<{ number: bigint }[]>`
    WITH coming_back AS MATERIALIZED (
      SELECT DISTINCT ON (household_key, round_id) number, household_key, round_id FROM relief_order
      WHERE number = ANY(${[...numbers]}::bigint[]) AND ordinal > 0
      ORDER BY household_key, round_id, number
    )
    UPDATE relief_order SET ordinal = lowest - 1
    FROM coming_back CROSS JOIN LATERAL (
      SELECT least(0, min(ordinal)) AS lowest, bool_or(ordinal < 1 AND status = 'RETURNED') AS came_back_before
      FROM relief_order AS other
      WHERE other.household_key = coming_back.household_key AND other.round_id = coming_back.round_id
    ) AS household
    WHERE relief_order.number = coming_back.number AND NOT came_back_before
      AND relief_order.status NOT IN ('RETURNED', 'REPLACED', 'CANCELLED')
    RETURNING relief_order.number`;
  return new Set(freed.map(({ number }) => Number(number)));
}
