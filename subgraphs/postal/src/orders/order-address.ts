import type { AddressChecker, CheckedAddress } from '../addresses/address-check.ts';
import { inputOf } from '../addresses/standardise/format-address.ts';
import { type KnownAddress, openAddress } from '../eligibility/open-address.ts';
import type { OrderWish } from './order-wish.ts';

/** The address of a wish: what its token says, or a fresh check. */
export async function findOrderAddress(
  place: OrderWish['place'],
  addresses: AddressChecker,
): Promise<KnownAddress | 'EXPIRED' | 'FORGED'> {
  return 'token' in place ? openAddress(place.token, addresses) : addresses.check(place.address);
}

/** The check to show to someone whose address must be written otherwise. */
export function checkAgain(
  place: OrderWish['place'],
  { standardized }: KnownAddress,
  addresses: AddressChecker,
): Promise<CheckedAddress> {
  if ('address' in place) return addresses.check(place.address);
  return addresses.check(standardized ? inputOf(standardized) : { line1: '' });
}
