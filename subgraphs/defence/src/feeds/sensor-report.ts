/** What kind of sensing made the report; the words of the SDL. */
export type SensorReportKind =
  | 'ADS_B'
  | 'MODE_S'
  | 'MLAT'
  | 'TIS_B'
  | 'PRIMARY_RADAR'
  | 'SECONDARY_RADAR'
  | 'SURFACE'
  | 'SYSTEM_TRACK'
  | 'AIS'
  | 'EPHEMERIS'
  | 'HUMAN_REPORT'
  | 'BLUE_FORCE'
  | 'FULL_MOTION_VIDEO';

export type FeedFormat = 'READSB_JSON' | 'SBS_BASESTATION' | 'BEAST' | 'OPENSKY_STATES' | 'COT_XML';

export type DataMode = 'REAL' | 'EXERCISE' | 'SIMULATED' | 'TEST';

export type AltitudeReference = 'PRESSURE_1013' | 'QNH' | 'ELLIPSOID' | 'GROUND';

export type EmergencyCode =
  'GENERAL' | 'RADIO_FAILURE' | 'UNLAWFUL_INTERFERENCE' | 'MEDICAL' | 'MINIMUM_FUEL' | 'DOWNED';

export interface ReportPosition {
  /** WGS84 degrees. */
  readonly longitude: number;
  readonly latitude: number;
  /** When the position was true: it may be much older than the report around it. */
  readonly atMs: number;
  /** 95 % radius in metres. */
  readonly horizontalErrorM: number | undefined;
}

export interface ReportAltitude {
  readonly feet: number;
  readonly reference: AltitudeReference;
}

export interface ReportVelocity {
  /** Over the ground. */
  readonly speedKnots: number | undefined;
  /** True degrees, 0 up to 360. */
  readonly trackDegrees: number | undefined;
  readonly verticalRateFpm: number | undefined;
}

export interface ReportIdentifiers {
  /** Six upper-case hexadecimal digits; a leading ~ marks an address that is not ICAO's. */
  readonly aircraftAddress: string | undefined;
  /** Trimmed; never empty. */
  readonly callsign: string | undefined;
  readonly registration: string | undefined;
  /** Four octal digits, leading zeros kept. */
  readonly beaconCode: string | undefined;
  /** ICAO type designator, such as DHC6. */
  readonly aircraftType: string | undefined;
  readonly gufi: string | undefined;
  readonly cotUid: string | undefined;
}

export interface ReportQuality {
  /** 0 (worth nothing) to 1 (full ADS-B integrity): comparable across feeds. */
  readonly score: number;
  readonly nic: number | undefined;
  readonly nacp: number | undefined;
  readonly sil: number | undefined;
  readonly radiusOfContainmentM: number | undefined;
  readonly note: string | undefined;
}

/** A marking that the message itself carries; where it carries none the feed's default applies. */
export interface ReportMarking {
  readonly level: 'UNCLASSIFIED' | 'CUI' | 'RESTRICTED';
  readonly controls: readonly string[];
  /** Codes of units. */
  readonly releasableTo: readonly string[];
}

/** One decoded message from one sensor, in WGS84 degrees, feet, knots and UTC milliseconds. Immutable. */
export interface SensorReport {
  /** The same message decoded twice has the same id, so that a repeat can be recognised. */
  readonly id: string;
  readonly feedId: string;
  readonly format: FeedFormat;
  readonly kind: SensorReportKind;
  /** When the newest field was true; a position keeps its own time in `position.atMs`. */
  readonly observedAtMs: number;
  readonly receivedAtMs: number;
  readonly position: ReportPosition | undefined;
  readonly altitude: ReportAltitude | undefined;
  readonly velocity: ReportVelocity | undefined;
  readonly identifiers: ReportIdentifiers;
  /** Undefined where the message does not say. */
  readonly onGround: boolean | undefined;
  /** `NONE` where the message says that there is no emergency, undefined where it does not speak of it. */
  readonly emergency: EmergencyCode | 'NONE' | undefined;
  /** The sender withdraws its object (CoT with stale before start): no field of such a report is a sighting. */
  readonly drop: boolean;
  /** The sender's own word on identity, as CoT's affiliation letter, in lower case. */
  readonly affiliation: string | undefined;
  /** Free words of a human report. */
  readonly remarks: string | undefined;
  /** Where the thing moves, where the message says so. */
  readonly environment?: 'AIR' | 'SURFACE' | 'SUBSURFACE' | 'LAND' | 'SPACE' | undefined;
  /** When the sender itself counts its word as old. */
  readonly staleAtMs?: number | undefined;
  readonly quality: ReportQuality;
  readonly marking: ReportMarking | undefined;
  readonly dataMode: DataMode;
}
