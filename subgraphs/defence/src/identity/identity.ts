export type StandardIdentity =
  'PENDING' | 'UNKNOWN' | 'ASSUMED_FRIEND' | 'FRIEND' | 'NEUTRAL' | 'SUSPECT' | 'HOSTILE';

type IdentityBasis = 'FLIGHT_PLAN' | 'BLUE_FORCE' | 'SENSOR_REPORT' | 'BEHAVIOUR' | 'NONE';

/** Who a track is as far as one unit knows. */
export interface Identity {
  readonly value: StandardIdentity;
  /** 0 to 1. */
  readonly confidence: number;
  readonly basis: IdentityBasis;
  /** The deciding rule first. */
  readonly reasons: readonly string[];
}
