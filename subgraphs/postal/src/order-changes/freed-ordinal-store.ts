import { Prisma } from '../generated/prisma/client.ts';

/** The next ordinal of a household's orders that claim nothing. Two that take the same one meet in the unique index, and one tries again. */
export function freedOrdinal(householdKey: string, roundId: number): Prisma.Sql {
  return Prisma.sql`(
    SELECT (least(0, min(ordinal)) - 1)::smallint FROM relief_order
    WHERE household_key = ${householdKey}::uuid AND round_id = ${roundId})`;
}
