import type { PrismaClient } from '../generated/prisma/client.ts';
import { type Facility, type FacilityKind, facilityKinds } from './facility.ts';

export interface FacilityStore {
  /** A facility by its id; look-ups of the same moment share one statement. */
  findFacility(id: string): Promise<Facility | undefined>;
}

/** The register of facilities over the wing's database client. */
export function createFacilityStore(prisma: PrismaClient): FacilityStore {
  return {
    async findFacility(id) {
      // No id holds a null character, and the database refuses to look for one.
      if (id.includes('\0')) return undefined;
      // Prisma gathers `findUnique` calls of one turn into one statement by itself.
      const row = await prisma.facility.findUnique({ where: { id } });
      if (!row) return undefined;
      return {
        id: row.id,
        name: row.name,
        kind: kindOf(row.kind),
        line1: row.line1 ?? undefined,
        city: row.city ?? undefined,
        state: row.state ?? undefined,
        zip: row.zip ?? undefined,
        latitude: row.latitude,
        longitude: row.longitude,
        countyFips: row.countyFips ?? undefined,
      };
    },
  };
}

function kindOf(text: string): FacilityKind {
  const kind = facilityKinds.find((known) => known === text);
  if (!kind) throw new Error(`The register has a facility of the unknown kind ${text}.`);
  return kind;
}
