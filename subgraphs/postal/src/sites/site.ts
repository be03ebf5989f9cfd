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

const idPrefix = 'site-';

/** The lasting id of a site in the graph. */
export function siteIdOf(code: string): string {
  return idPrefix + code;
}

/** The code in an id of the graph, or in a code as people write it; anything else finds no site. */
export function siteCodeOf(idOrCode: string): string {
  return idOrCode.startsWith(idPrefix) ? idOrCode.slice(idPrefix.length) : idOrCode.toUpperCase();
}
