import type { AddressChecker, CheckedAddress, OpenedAddressToken } from '../addresses/address-check.ts';
import { inputOf } from '../addresses/standardise/format-address.ts';
import type { OrderWish } from './order-wish.ts';

/** Where an order shall go, as far as it is known. */
export type OrderAddress = Pick<CheckedAddress | OpenedAddressToken, 'verdict' | 'residential'> &
  Pick<CheckedAddress, 'standardized' | 'householdKey' | 'buildingKey' | 'countyFips'>;

/** The address of a wish: what its token says, without asking anybody, or a fresh check. */
export async function findOrderAddress(
  place: OrderWish['place'],
  addresses: AddressChecker,
): Promise<OrderAddress | 'EXPIRED' | 'FORGED'> {
  return 'token' in place ? addresses.open(place.token) : addresses.check(place.address);
}

/** The check to show to someone whose address must be written otherwise. */
export function checkAgain(
  place: OrderWish['place'],
  { standardized }: OrderAddress,
  addresses: AddressChecker,
): Promise<CheckedAddress> {
  if ('address' in place) return addresses.check(place.address);
  return addresses.check(standardized ? inputOf(standardized) : { line1: '' });
}
