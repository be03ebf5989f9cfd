import type { AddressChecker, CheckedAddress } from '../addresses/address-check.ts';
import { inputOf } from '../addresses/standardise/format-address.ts';

/** What is known of an address that a household is named by, from a fresh check or from its token. */
export type KnownAddress = Pick<
  CheckedAddress,
  'verdict' | 'residential' | 'standardized' | 'householdKey' | 'buildingKey' | 'countyFips' | 'unitPrompt'
>;

/**
 * The address of a token, mostly without asking anybody. Where its unit is in doubt it is checked again, because a token does not say what
 * the person may answer.
 */
export async function openAddress(
  token: string,
  addresses: AddressChecker,
): Promise<KnownAddress | 'EXPIRED' | 'FORGED'> {
  const opened = addresses.open(token);
  if (opened === 'EXPIRED' || opened === 'FORGED') return opened;
  const isUnitInDoubt = opened.verdict === 'MISSING_SECONDARY' || opened.verdict === 'INVALID_SECONDARY';
  return isUnitInDoubt ? addresses.check(inputOf(opened.standardized)) : { ...opened, unitPrompt: undefined };
}
