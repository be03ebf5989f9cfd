/** An address as a person gave it. It names no recipient, so that a check is no personal record. */
export interface AddressInput {
  readonly firm?: string | null | undefined;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly city?: string | null | undefined;
  /** State, territory or military letters, or the name of the state. */
  readonly state?: string | null | undefined;
  /** ZIP or ZIP+4, with or without its hyphen. */
  readonly zip?: string | null | undefined;
  /** Puerto Rico's urbanization, with or without `URB`. */
  readonly urbanization?: string | null | undefined;
}

export type AddressKind =
  | 'STREET'
  | 'HIGHRISE'
  | 'PO_BOX'
  | 'RURAL_ROUTE'
  | 'HIGHWAY_CONTRACT'
  | 'MILITARY'
  | 'GENERAL_DELIVERY'
  | 'FIRM'
  | 'UNKNOWN';

/** The parts of a standard address, upper case. A part that the address does not have is absent. */
export interface AddressComponents {
  readonly primaryNumber?: string | undefined;
  readonly preDirectional?: string | undefined;
  readonly streetName?: string | undefined;
  readonly suffix?: string | undefined;
  readonly postDirectional?: string | undefined;
  readonly secondaryDesignator?: string | undefined;
  readonly secondaryNumber?: string | undefined;
  readonly extraSecondaryDesignator?: string | undefined;
  readonly extraSecondaryNumber?: string | undefined;
  readonly pmb?: string | undefined;
  readonly boxNumber?: string | undefined;
  readonly routeNumber?: string | undefined;
  /** `PSC`, `UNIT`, `CMR` and so on. */
  readonly militaryUnitType?: string | undefined;
  readonly urbanization?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly zip?: string | undefined;
  readonly zipPlus4?: string | undefined;
}

/** What standardising changed, and by which rule of Publication 28. */
export interface AddressChange {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string;
  readonly rule: string;
}

/** An address in the standard form of Publication 28 (October 2023). It says nothing about whether the address exists. */
export interface StandardAddress {
  readonly kind: AddressKind;
  readonly components: AddressComponents;
  /** Whom it is at, where the address named one. */
  readonly firm?: string | undefined;
  /** Street, box or route and unit on one line, e.g. `1379 MAYNARD DR W APT 176`. */
  readonly deliveryLine: string;
  /** City, state and ZIP, e.g. `SAINT PAUL MN 55116`. */
  readonly lastLine: string;
  readonly changes: readonly AddressChange[];
  /** What stood in the unit box that is no unit, e.g. `HOUSE`; undefined where nothing did. */
  readonly unitDoubt?: string | undefined;
}

/** An input that holds no delivery line. */
export interface Unparseable {
  readonly kind: 'UNPARSEABLE';
  readonly reason: 'EMPTY' | 'TOO_LONG' | 'NO_DELIVERY_LINE';
}
