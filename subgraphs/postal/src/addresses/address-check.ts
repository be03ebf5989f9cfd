import type { Facility } from '../places/facility.ts';
import type { FootnoteCode } from './footnotes.ts';
import type { RegisteredBuilding } from './register-entry.ts';
import type { AddressChange, AddressInput, StandardAddress } from './standardise/standard-address.ts';

export type AddressVerdict =
  | 'DELIVERABLE'
  | 'DELIVERABLE_CORRECTED'
  | 'MISSING_SECONDARY'
  | 'INVALID_SECONDARY'
  | 'AMBIGUOUS'
  | 'NOT_FOUND'
  | 'NOT_DELIVERABLE_HERE'
  | 'UNPARSEABLE';

/**
 * Y: all of it is known. S: the building is known, the unit given is not. D: the building is known, the unit is missing.
 * N: not known.
 */
export type DpvCode = 'Y' | 'S' | 'D' | 'N';

export type Tristate = 'YES' | 'NO' | 'UNKNOWN';

export type SuggestionReason =
  'NEAREST_NUMBER' | 'SPELLING' | 'DIRECTIONAL' | 'SUFFIX' | 'ZIP_CORRECTED' | 'CITY_ALIAS' | 'UNIT';

export interface RegistrySource {
  readonly dataset: string;
  readonly version: string;
  readonly licence: string;
}

/** A household of the registry: the unit, not the building. */
export interface DeliveryPoint {
  /** 32 hexadecimal digits; see `householdKey`. */
  readonly key: string;
  readonly buildingKey: string;
  readonly address: StandardAddress;
  readonly residential: Tristate;
  readonly countyFips: string | undefined;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly source: RegistrySource;
}

export interface AddressSuggestion {
  readonly address: StandardAddress;
  /** 0 to 1; how near the suggestion is to what was given. */
  readonly score: number;
  readonly reason: SuggestionReason;
  readonly token: string;
}

export interface UnitPrompt {
  /** At most 50, in the order people count. */
  readonly knownUnits: readonly string[];
  readonly maySaySingleFamily: boolean;
  readonly mayClaimUnit: boolean;
}

export interface CheckedAddress {
  readonly verdict: AddressVerdict;
  readonly dpv: DpvCode;
  readonly footnotes: readonly FootnoteCode[];
  /** Undefined only where the verdict is `UNPARSEABLE`. */
  readonly standardized: StandardAddress | undefined;
  /** 32 hexadecimal digits of the household as given, unit included; undefined where the ZIP or the delivery line is. */
  readonly householdKey: string | undefined;
  /** The same without its unit. */
  readonly buildingKey: string | undefined;
  readonly zip: string | undefined;
  readonly countyFips: string | undefined;
  readonly residential: Tristate;
  /** The registry's own record; undefined unless the dpv is `Y` and the address is a street address. */
  readonly deliveryPoint: DeliveryPoint | undefined;
  readonly changes: readonly AddressChange[];
  /** Nearest first, at most 10. */
  readonly suggestions: readonly AddressSuggestion[];
  /** Set where the verdict is `MISSING_SECONDARY` or `INVALID_SECONDARY`. */
  readonly unitPrompt: UnitPrompt | undefined;
  /** Undefined where there is no household to name. */
  readonly token: string | undefined;
}

export interface OpenedAddressToken {
  readonly householdKey: string;
  readonly buildingKey: string;
  readonly standardized: StandardAddress;
  readonly verdict: AddressVerdict;
  readonly dpv: DpvCode;
  readonly residential: Tristate;
  readonly countyFips: string | undefined;
  readonly registryVersion: string;
  readonly expiresAt: Date;
}

/** The register that checks ask, to read on from their answers. */
export interface PlaceRegister {
  /** A facility by its id; look-ups of the same moment share one statement. */
  findFacility(id: string): Promise<Facility | undefined>;
  /** A building by its key; look-ups of the same moment share one statement. */
  findBuilding(buildingKey: string): Promise<RegisteredBuilding | undefined>;
  /** Households of a building that have a unit, in the order people count. */
  pageUnits(buildingKey: string, page: UnitPage): Promise<readonly DeliveryPoint[]>;
}

interface UnitPage {
  /** Length and text of the last unit before the page. */
  readonly after?: readonly string[] | undefined;
  /** Upper case beginning of the unit or of its number. */
  readonly startsWith?: string | undefined;
  readonly limit: number;
}

export interface AddressChecker {
  readonly register: PlaceRegister;
  /** Standardises an address and looks it up; checks asked at the same time share one query. */
  check(input: AddressInput): Promise<CheckedAddress>;
  /** Addresses of the registry that begin like the text, nearest first; `limit` is 1 to 10. */
  suggest(text: string, nearZip: string | undefined, limit: number): Promise<readonly AddressSuggestion[]>;
  /** What a token of `check` says, valid for one hour. Asks no database. */
  open(token: string): OpenedAddressToken | 'EXPIRED' | 'FORGED';
}
