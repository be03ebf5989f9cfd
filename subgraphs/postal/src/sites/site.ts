export type SiteRole = 'MANUFACTURER' | 'LOGISTICS_CENTER' | 'FULFILLMENT_CENTER' | 'DELIVERY_UNIT';

/** A place that makes, keeps or packs kits. */
export interface DistributionSite {
  /** Lasting and readable, e.g. `FC99501`. */
  readonly code: string;
  /** Null for a manufacturer. */
  readonly facilityId: string | null;
  readonly name: string;
  readonly role: SiteRole;
  readonly status: 'ACTIVE' | 'DEGRADED' | 'CLOSED';
  readonly district: string | null;
  readonly area: string | null;
  /** IANA name. */
  readonly timeZone: string;
  /** Who supplies it; null for a logistics centre. */
  readonly supplierCode: string | null;
  readonly dailyParcelCapacity: number;
}
