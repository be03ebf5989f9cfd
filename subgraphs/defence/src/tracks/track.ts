import type { AirspaceSample } from '../airspace/airspace-index.ts';
import type { Presence } from '../airspace/presence.ts';
import type { PlanLink } from '../correlation/correlation.ts';
import type {
  DataMode,
  EmergencyCode,
  ReportAltitude,
  ReportMarking,
  ReportVelocity,
  SensorReportKind,
} from '../feeds/sensor-report.ts';

export type Environment = 'AIR' | 'SURFACE' | 'LAND';

export interface TrackPosition {
  readonly longitude: number;
  readonly latitude: number;
  readonly horizontalErrorM: number | undefined;
}

/** What a track can say of itself; each field is fused by itself. */
export interface TrackFields {
  readonly position: TrackPosition;
  readonly altitude: ReportAltitude;
  readonly velocity: ReportVelocity;
  readonly callsign: string;
  readonly registration: string;
  readonly aircraftType: string;
  readonly beaconCode: string;
  readonly emergency: EmergencyCode | 'NONE';
  readonly onGround: boolean;
  readonly affiliation: string;
}

export type TrackFieldName = keyof TrackFields;

/** A value with who said it and when it was true, in the source's time. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly atMs: number;
  readonly feedId: string;
  readonly quality: number;
}

export type SourcedFields = { [Name in TrackFieldName]?: Sourced<TrackFields[Name]> | undefined };

type Slot<Name extends TrackFieldName> = { [Key in Name]?: Sourced<TrackFields[Key]> | undefined };

/** Sets one field; undefined clears it. */
export function setField<Name extends TrackFieldName>(
  fields: Slot<Name>,
  name: Name,
  value: Sourced<TrackFields[Name]> | undefined,
): void {
  fields[name] = value;
}

/** What one feed last said of a track. */
export interface Contribution {
  readonly feedId: string;
  kind: SensorReportKind;
  association: 'SHARED_ADDRESS' | 'KINEMATIC_GATE';
  reports: number;
  lastSeenMs: number;
  /** Add it to a source time to get the wing's time: 0 for a live feed, years for a replayed recording. */
  shiftMs: number;
  /** Of the newest message that carried one; the feed's default where undefined. */
  marking: ReportMarking | undefined;
  readonly fields: SourcedFields;
}

interface TrackConflict {
  readonly kind: 'IMPLAUSIBLE_MOTION' | 'REGISTRY_DISAGREES';
  readonly field: TrackFieldName;
  readonly values: readonly string[];
  readonly explanation: string;
  readonly sinceMs: number;
}

/** That a track counts as inside a volume. */
export interface TrackPresence {
  readonly airspaceId: string;
  readonly enteredAtMs: number;
  readonly startedInside: boolean;
  presence: Presence;
}

/** One fused object in the hot table; only the track table changes it. */
export interface Track {
  readonly id: string;
  /** The number of the radio is `T` and this. */
  readonly ordinal: number;
  readonly number: string;
  /** What its reports have in common: data mode and address or object id. */
  readonly key: string;
  readonly environment: Environment;
  readonly dataMode: DataMode;
  readonly aircraftAddress: string | undefined;
  readonly cotUid: string | undefined;
  readonly firstSeenMs: number;
  readonly contributions: Map<string, Contribution>;
  /** The choice over all feeds; a unit that may not see all of them gets its own choice. */
  readonly fields: SourcedFields;
  firstPosition: TrackPosition | undefined;
  /** Source time of the newest report. */
  updatedMs: number;
  /** The wing's time of the newest position, of the newest report where there is none. */
  freshMs: number;
  /** Positions taken in; below two the track is INITIATING. */
  positions: number;
  revision: number;
  /** One more when something changes that plans are compared with. */
  identifiersRevision: number;
  withdrawn: boolean;
  conflicts: readonly TrackConflict[];
  /** A position that was not followed, kept to see whether the next agrees with it. */
  outlier: Sourced<TrackPosition> | undefined;
  /** Where it was when its volumes were last looked at. */
  lastSample: AirspaceSample | undefined;
  /** Volumes it counts as inside of, by id. */
  readonly presences: Map<string, TrackPresence>;
  /** Plans in question with their scores, best first, of all units. */
  links: readonly PlanLink[];
  linksScoredMs: number;
  /** How near it came to each prohibited volume in the neighbourhood, metres, by id. */
  readonly closestApproachM: Map<string, number>;
  /** Emergencies signalled within the last seconds: source times of the first and the newest signal. */
  readonly emergencies: Map<EmergencyCode, { readonly sinceMs: number; lastMs: number }>;
  /** Source time at which its alerts were last judged. */
  judgedMs: number;
}

/** What to print beside its symbol: callsign, else registration, else address, else number. */
export function labelOf({ number, aircraftAddress }: Track, fields: SourcedFields): string {
  return fields.callsign?.value ?? fields.registration?.value ?? aircraftAddress ?? number;
}
