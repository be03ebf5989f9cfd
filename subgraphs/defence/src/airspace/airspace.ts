import type { MultiPolygon, Polygon } from 'geojson';

export type AirspaceKind =
  | 'PROHIBITED'
  | 'RESTRICTED'
  | 'DANGER'
  | 'MOA'
  | 'ALERT'
  | 'WARNING'
  | 'TFR'
  | 'SFRA'
  | 'FRZ'
  | 'ADIZ'
  | 'CLASS_B'
  | 'CLASS_C'
  | 'CLASS_D'
  | 'CTR'
  | 'GEOFENCE'
  | 'OTHER';

export type EntryRequirement =
  'AUTHORISATION' | 'FLIGHT_PLAN' | 'DISCRETE_CODE' | 'RADIO_CONTACT' | 'ADS_B_OUT';

export interface AltitudeLimit {
  readonly feet: number;
  /** QNH is height over mean sea level, GROUND over the terrain, PRESSURE_1013 a flight level. */
  readonly reference: 'PRESSURE_1013' | 'QNH' | 'GROUND';
  readonly unlimited: boolean;
}

export interface AirspaceRule {
  readonly citation: string | undefined;
  readonly text: string;
  readonly entryNeeds: readonly EntryRequirement[];
  readonly exemptions: readonly string[];
}

/** A half-open span of time: from included, to excluded; to undefined never ends. */
export interface ActivationSpan {
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

/** A volume: a WGS84 outline with a floor and a ceiling, active at certain times. */
export interface Airspace {
  readonly id: string;
  /** Short published name such as P-56A. */
  readonly designator: string;
  readonly name: string;
  readonly kind: AirspaceKind;
  readonly geometry: Polygon | MultiPolygon;
  readonly floor: AltitudeLimit;
  readonly ceiling: AltitudeLimit;
  /** The limits as feet over mean sea level, which tests use; -Infinity where the floor is the surface, Infinity where there is no ceiling. */
  readonly floorFeetMsl: number;
  readonly ceilingFeetMsl: number;
  readonly activations: 'ALWAYS' | readonly ActivationSpan[];
  readonly rule: AirspaceRule;
  /** Codes of the units that must know of flights in it. */
  readonly stakeholders: readonly string[];
  /** Where the definition comes from. */
  readonly source: string;
  readonly dataMode: 'REAL' | 'EXERCISE' | 'SIMULATED' | 'TEST';
  readonly updatedAtMs: number;
}
