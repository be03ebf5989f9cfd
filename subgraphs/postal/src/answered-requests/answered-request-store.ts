import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { EarlierAnswer, RepeatableRequest } from './answered-request.ts';

const keptForMs = 72 * 3_600_000;
const transactionLimits = { maxWait: 10_000, timeout: 20_000 };

/** Undoes the transaction in which it is thrown. */
class NothingDone extends Error {}

/** What the key of a request did before. */
export async function findEarlierAnswer(
  prisma: PrismaClient,
  { operation, key, inputHash }: RepeatableRequest,
): Promise<EarlierAnswer> {
  const row = await prisma.answeredRequest.findUnique({
    select: { inputHash: true, answer: true },
    where: { operation_idempotencyKey: { operation, idempotencyKey: key } },
  });
  if (!row) return { kind: 'NONE' };
  if (row.inputHash.replaceAll('-', '') !== inputHash) return { kind: 'KEY_REUSED' };
  return { kind: 'ANSWERED', answer: row.answer };
}

/**
 * Acts in one transaction that also stores the answer, which `act` gives; where it gives undefined nothing is done. False where nothing was
 * done, because the key is taken or somebody else was quicker: look again.
 */
export async function actOnce(
  prisma: PrismaClient,
  { operation, key, inputHash }: RepeatableRequest,
  at: Date,
  act: (transaction: Prisma.TransactionClient) => Promise<Prisma.InputJsonValue | undefined>,
): Promise<boolean> {
  try {
    return await prisma.$transaction(async (transaction) => {
      // Whoever writes the key first acts; the same key waits here until the first has ended.
      const [mine] = await transaction.$queryRaw<object[]>`
        INSERT INTO answered_request (operation, idempotency_key, input_hash, answer, answered_at)
        VALUES (${operation}, ${key}::uuid, ${inputHash}::uuid, 'null', ${at})
        ON CONFLICT DO NOTHING RETURNING true AS mine`;
      if (!mine) return false;
      const answer = await act(transaction);
      if (answer === undefined) throw new NothingDone();
      await transaction.answeredRequest.update({
        data: { answer },
        where: { operation_idempotencyKey: { operation, idempotencyKey: key } },
        select: { operation: true },
      });
      return true;
    }, transactionLimits);
  } catch (cause) {
    if (cause instanceof NothingDone || gaveWay(cause)) return false;
    throw cause;
  }
}

/** Forgets answers older than three days. What they changed stays; a key that comes later than that is decided anew. */
export async function forgetOldAnswers(prisma: PrismaClient, now: Date): Promise<void> {
  await prisma.answeredRequest.deleteMany({
    where: { answeredAt: { lt: new Date(now.getTime() - keptForMs) } },
  });
}

const whereTheDriverSaysIt = ['meta', 'driverAdapterError', 'cause', 'originalCode'];

/** Whether another transaction was quicker: it took a unique key (SQLSTATE 23505), or the server chose this one to end (class 40). */
export function gaveWay(cause: unknown): boolean {
  const sqlState = whereTheDriverSaysIt.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    cause,
  );
  return typeof sqlState === 'string' && /^(23505|40)/.test(sqlState);
}
