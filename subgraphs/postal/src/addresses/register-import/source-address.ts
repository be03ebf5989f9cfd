import type { Tristate } from '../address-check.ts';

/** One address of a source, still in the source's own spelling. An empty text means that the source says nothing. */
export interface SourceAddress {
  readonly line1: string;
  readonly unit?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly zip?: string | undefined;
  readonly urbanization?: string | undefined;
  /** WGS84 degrees as text. */
  readonly latitude?: string | undefined;
  readonly longitude?: string | undefined;
  readonly residential: Tristate;
}

export interface AddressFormat {
  readonly dataset: string;
  readonly licence: string;
  /** The address of one record's values, by the header's names; undefined where the record is blank. */
  readonly read: (value: (column: string) => string) => SourceAddress | undefined;
}
