import type { DpvCode, RegistrySource, Tristate } from '../addresses/address-check.ts';
import type { FootnoteCode } from '../addresses/footnotes.ts';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';

/** What somebody else says of an address that the register does not know. */
export interface AddressOpinion {
  readonly dpv: DpvCode;
  readonly footnotes: readonly FootnoteCode[];
  /** As the other side writes it, in standard form. */
  readonly address: StandardAddress;
  readonly residential: Tristate;
  readonly source: RegistrySource;
}

/** A second opinion for addresses that the register does not know; undefined where nobody could be asked in time. */
export interface AddressProvider {
  opinionOn(address: StandardAddress): Promise<AddressOpinion | undefined>;
}
