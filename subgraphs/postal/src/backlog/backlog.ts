/** Parcels that were placed within one hour and wait for one product at a site. */
export interface WaitingParcels {
  readonly siteCode: string;
  readonly productId: string;
  /** Start of the hour, UTC. */
  readonly hour: Date;
  readonly oldestPlacedAt: Date;
  readonly orders: number;
  readonly parcels: number;
}

/** Kits that a site can pack from a day on: those it has from the first day on, those on their way when they are expected. */
export interface KitsToCome {
  readonly siteCode: string;
  readonly productId: string;
  /** Days from today, 0 or more. */
  readonly inDays: number;
  readonly kits: number;
}

/** What a fulfilment centre packs in a day, and how much of today it has used. */
export interface PackingSite {
  readonly siteCode: string;
  /** Calendar day at the site, `YYYY-MM-DD`. */
  readonly today: string;
  readonly dailyParcelCapacity: number;
  readonly parcelsToday: number;
  /** A closed site packs nothing. */
  readonly isClosed: boolean;
}

/** Rows of one reading, before they are put together. */
export interface BacklogRows {
  readonly sites: readonly PackingSite[];
  readonly waiting: readonly WaitingParcels[];
  readonly kits: readonly KitsToCome[];
  readonly services: readonly { readonly zip3: string; readonly siteCode: string }[];
}

/** What waits at a site, and what it is packed from. */
export interface SiteReading {
  readonly site: PackingSite;
  readonly waiting: readonly WaitingParcels[];
  readonly kits: readonly KitsToCome[];
}

/** All that waits, at one moment. */
export interface BacklogReading {
  readonly at: Date;
  /** In the order of their codes. */
  readonly bySite: ReadonlyMap<string, SiteReading>;
  /** Which centre packs for a ZIP3. */
  readonly siteOfZip3: ReadonlyMap<string, string>;
}

/** What waits at one site. */
export interface Backlog {
  readonly siteCode: string;
  readonly orders: number;
  readonly oldestPlacedAt: Date | undefined;
  readonly parcelsToday: number;
  /** `YYYY-MM-DD`; undefined where no kits are on their way for all that waits, or the site is closed. */
  readonly clearDate: string | undefined;
}
