import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Unit } from './unit.ts';

/** All units. */
export async function readUnits(database: PrismaClient): Promise<readonly Unit[]> {
  const rows = await database.unit.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ parentId, ...unit }) => ({ ...unit, parentId: parentId ?? undefined }));
}

/** Adds the units that are not there yet; those that are stay as they are. */
export async function addUnits(database: PrismaClient, units: readonly Unit[]): Promise<void> {
  await database.unit.createMany({
    data: units.map(({ parentId, ...unit }) => ({ ...unit, parentId: parentId ?? null })),
    skipDuplicates: true,
  });
}
