import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { changeOrderStatuses } from '../order-history/order-event-store.ts';
import { freedOrdinal } from './freed-ordinal-store.ts';
import type { Replacement } from './order-change.ts';

/** A number is shared by chance once in ten thousand orders at a hundred million. */
const numbersToTry = 8;

/**
 * Places an order in another's place within a transaction, to the same household and recipient and against none of its claims. Gives its
 * number, or undefined where the other has been replaced or got further meanwhile.
 */
export async function replaceOrder(
  transaction: Prisma.TransactionClient,
  { key, inputHash }: RepeatableRequest,
  { order, problem, numberOf, by, at }: Replacement,
): Promise<number | undefined> {
  const { number, status, householdKey, roundId } = order;
  const change = { number, from: status, to: 'REPLACED', reason: problem } as const;
  const changed = await changeOrderStatuses(transaction, [change], by, at);
  if (changed.size === 0) return undefined;

  const candidates = Array.from({ length: numbersToTry }, (_, attempt) => numberOf(attempt));
  const [placed] = await transaction.$queryRaw<{ number: bigint }[]>`
    INSERT INTO relief_order (
      number, placed_at, household_key, idempotency_key, input_hash, round_id, status, channel, ordinal, wants_updates, zip,
      county_fips, delivery_line, last_line, urbanization, recipient_name, email, sms, locale)
    SELECT candidate.number, ${at}, household_key, ${key}::uuid, ${inputHash}::uuid, round_id, 'CONFIRMED', channel,
      ${freedOrdinal(householdKey, roundId)}, wants_updates, zip, county_fips, delivery_line, last_line, urbanization,
      recipient_name, email, sms, locale
    FROM relief_order, unnest(${candidates}::bigint[]) WITH ORDINALITY AS candidate (number, attempt)
    WHERE relief_order.number = ${number}
      AND NOT EXISTS (SELECT FROM relief_order AS taken WHERE taken.number = candidate.number)
    ORDER BY attempt LIMIT 1
    RETURNING number`;
  if (!placed) throw new Error(`A replacement found no free number in ${numbersToTry} tries.`);
  const replacement = Number(placed.number);
  await transaction.orderReplacement.create({
    data: { number, replacement, problem, reportedAt: at },
    select: { number: true },
  });
  return replacement;
}
