import type { PrismaClient } from '../generated/prisma/client.ts';
import { readFacts } from './event-facts-store.ts';
import type { EventRow, Outbox } from './outbox-event.ts';

/** Reads what happened, with its facts from where they stand, in a few statements however many events. */
export function createOutboxStore(prisma: PrismaClient): Outbox {
  const newest = async () =>
    (await prisma.outboxEvent.aggregate({ _max: { position: true } }))._max.position ?? 0n;

  return {
    newest,
    oldest: async () =>
      (await prisma.outboxEvent.aggregate({ _min: { position: true } }))._min.position ?? 0n,

    async readAfter(position, kinds, limit) {
      const end = await newest();
      const rows: EventRow[] = await prisma.outboxEvent.findMany({
        where: { position: { gt: position, lte: end }, kind: { in: [...kinds] } },
        orderBy: { position: 'asc' },
        take: limit,
      });
      const last = rows.length === limit ? rows.at(-1)?.position : undefined;
      const reached = last ?? end;
      return { events: await readFacts(prisma, rows), readTo: reached > position ? reached : position };
    },

    async read(positions) {
      const rows: EventRow[] = await prisma.outboxEvent.findMany({
        where: { position: { in: [...positions] } },
        orderBy: { position: 'asc' },
      });
      return readFacts(prisma, rows);
    },
  };
}
