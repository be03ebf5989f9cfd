import type { MultiPolygon, Polygon } from 'geojson';
import type { ActivationSpan, Airspace, AirspaceKind, AirspaceRule, AltitudeLimit } from './airspace.ts';

export interface AirspaceDefinition {
  readonly designator: string;
  readonly name: string;
  readonly kind: AirspaceKind;
  readonly geometry: Polygon | MultiPolygon;
  readonly floor: AltitudeLimit;
  readonly ceiling: AltitudeLimit;
  /** Height of the terrain over mean sea level, for limits given over the ground; 0 where unset. */
  readonly groundElevationFeet?: number | undefined;
  readonly activations: 'ALWAYS' | readonly ActivationSpan[];
  readonly rule: AirspaceRule;
  readonly stakeholders: readonly string[];
  readonly source: string;
  readonly dataMode: Airspace['dataMode'];
  readonly updatedAtMs: number;
}

export const surface: AltitudeLimit = { feet: 0, reference: 'GROUND', unlimited: false };
export const unlimited: AltitudeLimit = { feet: 0, reference: 'QNH', unlimited: true };

/** A limit over mean sea level. */
export function feetMsl(feet: number): AltitudeLimit {
  return { feet, reference: 'QNH', unlimited: false };
}

/** A limit over the ground. */
export function feetAgl(feet: number): AltitudeLimit {
  return { feet, reference: 'GROUND', unlimited: false };
}

function limitMsl({ feet, reference }: AltitudeLimit, groundElevationFeet: number): number {
  return reference === 'GROUND' ? feet + groundElevationFeet : feet;
}

/** The id that a designator has here, so that a volume loaded again replaces itself. */
function airspaceId(designator: string): string {
  return `airspace-${designator.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

/** A volume from its definition. A floor at the surface reaches down without end, since pressure heights near the ground may be negative; a flight level counts as height over the sea. */
export function defineAirspace(definition: AirspaceDefinition): Airspace {
  const { groundElevationFeet = 0, ...described } = definition;
  const { floor, ceiling } = described;
  const fromSurface = floor.unlimited || floor.feet <= 0;
  return {
    ...described,
    id: airspaceId(definition.designator),
    floorFeetMsl: fromSurface ? -Infinity : limitMsl(floor, groundElevationFeet),
    ceilingFeetMsl: ceiling.unlimited ? Infinity : limitMsl(ceiling, groundElevationFeet),
  };
}
