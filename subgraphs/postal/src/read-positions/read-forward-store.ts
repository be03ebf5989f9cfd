import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

/** More than a batch of intake can grow to while nobody reads; the statements have no limit of their own. */
const longestReadMs = 600_000;

/** Keeps other processes from reading for the same reader until the transaction ends. The first statement of a reading. */
export function holdPosition(reader: string): Prisma.Sql {
  return Prisma.sql`SELECT FROM read_position WHERE reader = ${reader} FOR UPDATE`;
}

/** Transactions from `from` on and before `to`. */
export interface ReadBounds {
  readonly from: bigint;
  readonly to: bigint;
  /** The position was ahead of the database's transactions, so it comes from another copy: everything is read again. */
  readonly isRestored: boolean;
}

/**
 * Reads what the transactions since the last time wrote, as far as they and all older ones have ended, so none is missed. One process reads at a
 * time, in one transaction whose statements see the same bounds. The position moves on where `readNew` says so.
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
      const { readTo } = await transaction.readPosition.findUniqueOrThrow({ where: { reader } });
      const to = await findOldestRunning(transaction);
      const isRestored = readTo > to;
      const bounds = { from: isRestored ? 0n : readTo, to, isRestored };
      if (bounds.from === to || !(await readNew(transaction, bounds))) return;
      await transaction.readPosition.update({ where: { reader }, data: { readTo: to } });
    },
    { maxWait: 30_000, timeout: longestReadMs },
  );
}

/**
 * The first transaction of this database that may still run: all before it have ended, for statements that begin later. One that is known to be of another
 * database of the server is not waited for.
 */
export async function findOldestRunning(client: Pick<PrismaClient, '$queryRaw'>): Promise<bigint> {
  for (;;) {
    const [seen] = await client.$queryRaw<{ oldest: bigint; hasEnded: boolean }[]>`
      WITH snapshot AS MATERIALIZED (
        SELECT pg_current_snapshot() AS now
      ), running AS MATERIALIZED (
        SELECT min(id::text::bigint) AS oldest FROM snapshot, pg_snapshot_xip(now) AS id
        WHERE NOT EXISTS (
          SELECT FROM pg_stat_activity
          WHERE backend_xid::text::bigint = id::text::bigint % 4294967296 AND datname <> current_database())
      )
      SELECT coalesce(oldest, pg_snapshot_xmax(now)::text::bigint) AS oldest,
        coalesce(pg_xact_status(oldest::text::xid8) <> 'in progress', false) AS "hasEnded"
      FROM snapshot, running`;
    // Nothing tells any more of which database a transaction was that ended after the snapshot; the next snapshot is without it.
    if (seen && !seen.hasEnded) return seen.oldest;
  }
}
