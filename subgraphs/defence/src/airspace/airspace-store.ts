import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Airspace } from './airspace.ts';
import { airspaceOfRow, recordOfAirspace } from './airspace-row.ts';

const columns = {
  id: true,
  designator: true,
  name: true,
  kind: true,
  geometry: true,
  floor: true,
  ceiling: true,
  floorFeetMsl: true,
  ceilingFeetMsl: true,
  activations: true,
  rule: true,
  stakeholders: true,
  source: true,
  dataMode: true,
  updatedAt: true,
} as const;

export interface AirspaceStore {
  /** Every volume, by designator: an index needs them all at once. */
  list(): Promise<readonly Airspace[]>;
  /** Adds the volumes, or changes those with the same id, and says how many that were: a volume that is already there as given is left alone. The units that must know are kept where the given volume names none. All or nothing. */
  save(airspaces: readonly Airspace[]): Promise<number>;
  /** A word that changes whenever a volume does: ask this often, and `list` only after it has changed. */
  revision(): Promise<string>;
}

/** The airspace table. */
export function createAirspaceStore(prisma: PrismaClient): AirspaceStore {
  return {
    async list() {
      const rows = await prisma.airspace.findMany({ select: columns, orderBy: { designator: 'asc' } });
      return rows.map(airspaceOfRow);
    },
    async save(airspaces) {
      const records = JSON.stringify(airspaces.map(recordOfAirspace));
      return prisma.$executeRaw`
        INSERT INTO airspace AS stored
        SELECT given.id, given.designator, given.name, given.kind, given.geometry, given.floor, given.ceiling,
               given.floor_feet_msl, given.ceiling_feet_msl, nullif(given.activations, 'null'), given.rule,
               given.stakeholders, given.source, given.data_mode, given.content_hash, given.updated_at
          FROM jsonb_to_recordset(${records}::jsonb) AS given(
               id text, designator text, name text, kind text, geometry jsonb, floor jsonb, ceiling jsonb,
               floor_feet_msl double precision, ceiling_feet_msl double precision, activations jsonb, rule jsonb,
               stakeholders text[], source text, data_mode text, content_hash text, updated_at timestamptz)
        ON CONFLICT (id) DO UPDATE
           SET designator = excluded.designator, name = excluded.name, kind = excluded.kind,
               geometry = excluded.geometry, floor = excluded.floor, ceiling = excluded.ceiling,
               floor_feet_msl = excluded.floor_feet_msl, ceiling_feet_msl = excluded.ceiling_feet_msl,
               activations = excluded.activations, rule = excluded.rule,
               stakeholders = CASE WHEN excluded.stakeholders = '{}' THEN stored.stakeholders ELSE excluded.stakeholders END,
               source = excluded.source, data_mode = excluded.data_mode, content_hash = excluded.content_hash,
               updated_at = excluded.updated_at
         WHERE stored.content_hash <> excluded.content_hash`;
    },
    async revision() {
      const { _count, _max } = await prisma.airspace.aggregate({ _count: true, _max: { updatedAt: true } });
      return `${_count}:${_max.updatedAt?.getTime() ?? 0}`;
    },
  };
}
