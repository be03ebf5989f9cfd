export type FlightRules = 'IFR' | 'VFR' | 'IFR_THEN_VFR' | 'VFR_THEN_IFR';
export type FlightType = 'SCHEDULED' | 'NON_SCHEDULED' | 'GENERAL' | 'MILITARY' | 'OTHER';
export type FlightPlanSource = 'ICAO_ATS' | 'FIXM' | 'SFDPS' | 'TFMS' | 'TAIS' | 'OPERATOR';

/** A point of the route: a named one, or one given by coordinates, with the speed and level planned from there on. */
export interface RoutePoint {
  readonly name: string;
  /** WGS84 degrees; undefined for a named point, which the message does not place. */
  readonly longitude: number | undefined;
  readonly latitude: number | undefined;
  readonly speedKnots: number | undefined;
  readonly altitudeFeet: number | undefined;
}

/** A plan's content as its originator filed it; who holds it and its state belong to the store. */
export interface FlightPlan {
  /** Globally unique flight identifier; made from callsign, departure and off-block time where the message carries none. */
  readonly gufi: string;
  readonly source: FlightPlanSource;
  readonly callsign: string;
  /** Six upper-case hexadecimal digits, from item 18 CODE/. */
  readonly aircraftAddress: string | undefined;
  /** From item 18 REG/, hyphens kept. */
  readonly registration: string | undefined;
  readonly aircraftType: string | undefined;
  readonly aircraftCount: number;
  readonly wakeCategory: string | undefined;
  readonly flightRules: FlightRules;
  readonly flightType: FlightType;
  /** Four octal digits. */
  readonly beaconCode: string | undefined;
  /** ICAO location indicator; ZZZZ is resolved by item 18 DEP/ in `departureName`. */
  readonly departure: string;
  readonly departureName: string | undefined;
  readonly destination: string | undefined;
  readonly destinationName: string | undefined;
  readonly alternates: readonly string[];
  /** Item 13 time on the day of item 18 DOF/, or the next such time after filing. */
  readonly offBlockAtMs: number;
  /** Off-block time plus item 16's total elapsed time. */
  readonly estimatedArrivalAtMs: number | undefined;
  readonly cruiseSpeedKnots: number | undefined;
  /** Undefined for a VFR flight without a stated level. */
  readonly cruiseAltitudeFeet: number | undefined;
  readonly route: string | undefined;
  readonly routePoints: readonly RoutePoint[];
  readonly operator: string | undefined;
  /** Item 18 STS/ words, such as STATE or MEDEVAC. */
  readonly specialHandling: readonly string[];
  readonly remarks: string | undefined;
  /** The message as received. */
  readonly message: string;
}
