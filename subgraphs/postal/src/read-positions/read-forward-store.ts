import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

/** More than a batch of intake can grow to while nobody reads; the statements have no limit of their own. */
const longestReadMs = 600_000;

/** Keeps other processes from reading for the same reader until the transaction ends. The first statement of a reading. */
export function holdPosition(reader: string): Prisma.Sql {
  return Prisma.sql`SELECT FROM read_position WHERE reader = ${reader} FOR UPDATE`;
}

/**
 * Common table expressions that end in `ended (up_to)`: every transaction of this database before it has ended. A transaction that is known to be of
 * another database of the server is not waited for.
 */
export const endedTransactions = Prisma.sql`
  snapshot AS MATERIALIZED (SELECT pg_current_snapshot() AS now
  ), ended AS MATERIALIZED (
    SELECT coalesce(
      (SELECT min(running::text::bigint) FROM pg_snapshot_xip(now) AS running WHERE NOT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE backend_xid::text::bigint = running::text::bigint % 4294967296 AND datname <> current_database())),
      pg_snapshot_xmax(now)::text::bigint) AS up_to
    FROM snapshot
  )`;

/**
 * Common table expressions that end in `bounds (read_from, up_to, is_restored)`: the transactions that a reader has not seen, as far as they
 * and all older ones have ended, so none is missed. A position ahead of the database's transactions comes from a restored copy: then everything is read again.
 */
export function boundsOf(reader: string): Prisma.Sql {
  return Prisma.sql`
    ${endedTransactions}, bounds AS MATERIALIZED (
      SELECT CASE WHEN read_to <= ended.up_to THEN read_to ELSE 0 END AS read_from, ended.up_to,
        read_to > ended.up_to AS is_restored
      FROM read_position, ended
      WHERE reader = ${reader}
    )`;
}

/** The last statement of a reading: the reader has seen all that its `bounds` held. Goes after their common table expressions. */
export function moveOn(reader: string): Prisma.Sql {
  return Prisma.sql`UPDATE read_position SET read_to = bounds.up_to FROM bounds WHERE reader = ${reader}`;
}

/** Transactions from `from` on and before `to`. */
interface ReadBounds {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * Reads what the transactions since the last time wrote, in one transaction; several statements see the same bounds. The position moves on where
 * `readNew` says that it found anything.
 */
export async function readForward(
  prisma: PrismaClient,
  reader: string,
  readNew: (transaction: Prisma.TransactionClient, bounds: ReadBounds) => Promise<boolean>,
): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
      await transaction.$executeRaw(holdPosition(reader));
      const [bounds] = await transaction.$queryRaw<ReadBounds[]>`
        WITH ${boundsOf(reader)} SELECT read_from AS "from", up_to AS "to" FROM bounds`;
      if (!bounds || !(await readNew(transaction, bounds))) return;
      await transaction.$executeRaw`UPDATE read_position SET read_to = ${bounds.to} WHERE reader = ${reader}`;
    },
    { maxWait: 30_000, timeout: longestReadMs },
  );
}
