import { standardise } from '../addresses/standardise/standardise.ts';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';
import type { Facility } from './facility.ts';

/** Where a facility stands, in standard form; undefined where no street of it is published. */
export function addressOfFacility({ line1 = '', city, state, zip }: Facility): StandardAddress | undefined {
  const address = standardise({ line1, city, state, zip });
  return address.kind === 'UNPARSEABLE' ? undefined : address;
}
