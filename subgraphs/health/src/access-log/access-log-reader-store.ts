import type { PrismaClient, Prisma, AccessEvent as AccessEventRow } from '../generated/prisma/client.ts';
import type { AccessEvent } from './access-event.ts';
import type { AccessEventFilter, AccessLogReader, StoredAccessEvent } from './access-log-reader.ts';

/** Access events as they stand. */
export function createAccessLogReader(prisma: PrismaClient): AccessLogReader {
  return {
    async readPage(filter, after, limit) {
      const rows = await prisma.accessEvent.findMany({
        where: { AND: [whereOf(filter), after ? olderThan(after) : {}] },
        orderBy: [{ at: 'desc' }, { log: 'desc' }, { sequence: 'desc' }],
        take: limit,
      });
      return rows.map(eventOf);
    },

    count: (filter) => prisma.accessEvent.count({ where: whereOf(filter) }),

    async readSequence(log, from, limit) {
      const rows = await prisma.accessEvent.findMany({
        where: { log, sequence: { gte: from } },
        orderBy: { sequence: 'asc' },
        take: limit,
      });
      return rows.map(eventOf);
    },

    async findHead(log) {
      const row = await prisma.accessLogHead.findUnique({ where: { log } });
      return row ? { sequence: Number(row.sequence), chainHash: row.chainHash } : undefined;
    },
  };
}

function whereOf({ patientId, outcome }: AccessEventFilter): Prisma.AccessEventWhereInput {
  return { ...(patientId !== undefined && { patientId }), ...(outcome !== undefined && { outcome }) };
}

function olderThan([at = '', log = '', sequence = '0']: readonly string[]): Prisma.AccessEventWhereInput {
  const time = new Date(at);
  return {
    OR: [
      { at: { lt: time } },
      { at: time, log: { lt: log } },
      { at: time, log, sequence: { lt: BigInt(sequence) } },
    ],
  };
}

function eventOf(row: AccessEventRow): StoredAccessEvent {
  return {
    ...row,
    sequence: Number(row.sequence),
    practitioner: row.practitioner ?? undefined,
    organization: row.organization ?? undefined,
    basis: row.basis ?? undefined,
    purpose: row.purpose ?? undefined,
    outcome: row.outcome as AccessEvent['outcome'],
    action: row.action as AccessEvent['action'],
  };
}
