export const facilityKinds = [
  'LOGISTICS_CENTER',
  'FULFILLMENT_CENTER',
  'DELIVERY_UNIT',
  'AIR_BASE',
  'AIRPORT',
  'HOSPITAL',
  'CLINIC',
  'STADIUM',
  'GOVERNMENT_BUILDING',
] as const;

export type FacilityKind = (typeof facilityKinds)[number];

/** A place that more than one agency knows. */
export interface Facility {
  /** Lasting and readable, e.g. `facility-adw`. */
  readonly id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly line1?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly zip?: string | undefined;
  /** WGS84 degrees. */
  readonly latitude: number;
  /** WGS84 degrees. */
  readonly longitude: number;
  readonly countyFips?: string | undefined;
}
