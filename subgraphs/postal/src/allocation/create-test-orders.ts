import { randomBytes, randomUUID } from 'node:crypto';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { OrderStatus } from '../orders/order.ts';

let lastNumber = 0;

export interface WantedOrders {
  readonly count: number;
  readonly zip?: string;
  readonly status?: OrderStatus;
  readonly placedAt?: Date;
  /** Of the round of the demonstration campaign. */
  readonly ordinal?: number;
}

/** For tests: orders of households of their own in the demonstration campaign, as intake leaves them; gives their numbers, oldest first. */
export async function createTestOrders(
  prisma: PrismaClient,
  {
    count,
    zip = '20001',
    status = 'CONFIRMED',
    placedAt = new Date('2026-11-20T12:00:00Z'),
    ordinal = 1,
  }: WantedOrders,
): Promise<readonly number[]> {
  const { id: roundId } = await prisma.campaignRound.findFirstOrThrow({ where: { ordinal } });
  const numbers = Array.from({ length: count }, () => (lastNumber += 1));
  await prisma.reliefOrder.createMany({
    data: numbers.map((number, index) => ({
      number: BigInt(number),
      placedAt: new Date(placedAt.getTime() + index),
      householdKey: randomUUID(),
      idempotencyKey: randomUUID(),
      inputHash: randomBytes(16)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      roundId,
      status,
      channel: 'WEB' as const,
      ordinal: 1,
      wantsUpdates: false,
      zip,
      deliveryLine: `${number} TEST ST`,
      lastLine: `TESTVILLE DC ${zip}`,
      recipientName: 'Resident',
    })),
  });
  return numbers;
}
