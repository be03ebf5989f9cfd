import { randomBytes } from 'node:crypto';
import type { PrismaClient } from './generated/prisma/client.ts';

/** The wing's secret for one purpose, 32 bytes: made once, kept in the wing's database, the same in every process. */
export async function readWingKey(prisma: PrismaClient, purpose: string): Promise<Uint8Array> {
  await prisma.wingKey.createMany({
    data: { purpose, secret: new Uint8Array(randomBytes(32)) },
    skipDuplicates: true,
  });
  const { secret } = await prisma.wingKey.findUniqueOrThrow({ where: { purpose } });
  return secret;
}
