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

export interface SiteStore {
  /** Sites asked for in one tick share one query. */
  find(code: string): Promise<DistributionSite | undefined>;
  /** A site that something refers to; a missing one is a fault. */
  get(code: string): Promise<DistributionSite>;
  findByFacility(facilityId: string): Promise<DistributionSite | undefined>;
  /** Sites in the order of their codes, at most 100. */
  list(role: SiteRole | undefined): Promise<readonly DistributionSite[]>;
  listSuppliedBy(code: string): Promise<readonly DistributionSite[]>;
  /** First three digits of the ZIPs that a site packs for, ascending. */
  listZip3s(code: string): Promise<readonly string[]>;
}

const idPrefix = 'site-';

/** The lasting id of a site in the graph. */
export function siteIdOf(code: string): string {
  return idPrefix + code;
}

/** The code in an id of the graph, or in a code as people write it; anything else finds no site. */
export function siteCodeOf(idOrCode: string): string {
  const code = idOrCode.startsWith(idPrefix) ? idOrCode.slice(idPrefix.length) : idOrCode.toUpperCase();
  // The database refuses texts with a null character.
  return code.includes('\0') ? '' : code;
}

/** The code of the site that another wing refers to by id or by code. */
export function siteCodeOfReference(reference: { readonly id: string } | { readonly code: string }): string {
  return siteCodeOf('id' in reference ? reference.id : reference.code);
}
