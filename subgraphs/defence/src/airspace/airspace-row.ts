import { createHash } from 'node:crypto';
import type { MultiPolygon, Polygon } from 'geojson';
import type { ActivationSpan, Airspace, AirspaceRule, AltitudeLimit } from './airspace.ts';

export interface AirspaceRow {
  readonly id: string;
  readonly designator: string;
  readonly name: string;
  readonly kind: string;
  readonly geometry: unknown;
  readonly floor: unknown;
  readonly ceiling: unknown;
  readonly floorFeetMsl: number | null;
  readonly ceilingFeetMsl: number | null;
  readonly activations: unknown;
  readonly rule: unknown;
  readonly stakeholders: readonly string[];
  readonly source: string;
  readonly dataMode: string;
  readonly updatedAt: Date;
}

/** The columns as the insert statement reads them. */
export interface AirspaceRecord {
  readonly id: string;
  readonly designator: string;
  readonly name: string;
  readonly kind: string;
  readonly geometry: Polygon | MultiPolygon;
  readonly floor: AltitudeLimit;
  readonly ceiling: AltitudeLimit;
  readonly floor_feet_msl: number | null;
  readonly ceiling_feet_msl: number | null;
  readonly activations: readonly ActivationSpan[] | null;
  readonly rule: AirspaceRule;
  readonly stakeholders: readonly string[];
  readonly source: string;
  readonly data_mode: string;
  readonly content_hash: string;
  readonly updated_at: string;
}

/** A stored row as a volume. Only this wing writes the table, so its JSON columns hold what was put in. */
export function airspaceOfRow({ updatedAt, floorFeetMsl, ceilingFeetMsl, ...row }: AirspaceRow): Airspace {
  return {
    ...row,
    kind: row.kind as Airspace['kind'],
    dataMode: row.dataMode as Airspace['dataMode'],
    geometry: row.geometry as Airspace['geometry'],
    floor: row.floor as AltitudeLimit,
    ceiling: row.ceiling as AltitudeLimit,
    floorFeetMsl: floorFeetMsl ?? -Infinity,
    ceilingFeetMsl: ceilingFeetMsl ?? Infinity,
    activations: (row.activations as readonly ActivationSpan[] | null) ?? 'ALWAYS',
    rule: row.rule as AirspaceRule,
    updatedAtMs: updatedAt.getTime(),
  };
}

function finite(feet: number): number | null {
  return Number.isFinite(feet) ? feet : null;
}

/** A volume as the columns to store; its hash covers all of it but the time of the update, so that loading the same again changes nothing. */
export function recordOfAirspace({ updatedAtMs, ...airspace }: Airspace): AirspaceRecord {
  const { floorFeetMsl, ceilingFeetMsl, dataMode, activations, ...same } = airspace;
  return {
    ...same,
    floor_feet_msl: finite(floorFeetMsl),
    ceiling_feet_msl: finite(ceilingFeetMsl),
    activations: activations === 'ALWAYS' ? null : activations,
    data_mode: dataMode,
    content_hash: createHash('sha256').update(JSON.stringify(airspace)).digest('hex'),
    updated_at: new Date(updatedAtMs).toISOString(),
  };
}
