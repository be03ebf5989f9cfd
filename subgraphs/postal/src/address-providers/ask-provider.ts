import type { RegisterEntry } from '../addresses/register-entry.ts';
import { type HouseholdKeys, householdKeys } from '../addresses/household-key.ts';
import type { UnitPrompt } from '../addresses/address-check.ts';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';
import type { Ruling } from '../addresses/street-verdict.ts';
import type { AddressOpinion, AddressProvider } from './address-provider.ts';

/** An address as a provider confirmed it, in the words of a check. */
export interface ConfirmedAddress {
  readonly address: StandardAddress;
  readonly entry: RegisterEntry;
  readonly keys: HouseholdKeys;
  readonly ruling: Ruling;
  readonly unitPrompt: UnitPrompt | undefined;
}

/** What a provider confirms of an address that the register does not know; undefined where it knows nothing either or could not be asked. */
export async function askProvider(
  address: StandardAddress,
  provider: AddressProvider | undefined,
): Promise<ConfirmedAddress | undefined> {
  if (!provider || !address.components.primaryNumber) return undefined;
  const opinion = await provider.opinionOn(address);
  const keys = opinion && householdKeys(opinion.address);
  return opinion && keys && opinion.dpv !== 'N' ? confirmed(opinion, keys) : undefined;
}

function confirmed(opinion: AddressOpinion, keys: HouseholdKeys): ConfirmedAddress {
  const { address, dpv, footnotes, residential, source } = opinion;
  const point = {
    key: keys.householdKey,
    buildingKey: keys.buildingKey,
    address,
    residential,
    countyFips: undefined,
    latitude: undefined,
    longitude: undefined,
    source,
  };
  const isWhole = dpv === 'Y';
  return {
    address,
    keys,
    entry: { point, building: undefined },
    ruling: { verdict: verdictOf(dpv), dpv, footnotes },
    // The provider tells no units, and a claim is reviewed against the register's own building.
    unitPrompt: isWhole ? undefined : { knownUnits: [], maySaySingleFamily: false, mayClaimUnit: false },
  };
}

function verdictOf(dpv: AddressOpinion['dpv']): Ruling['verdict'] {
  switch (dpv) {
    case 'Y':
      return 'DELIVERABLE';
    case 'D':
      return 'MISSING_SECONDARY';
    case 'S':
      return 'INVALID_SECONDARY';
    case 'N':
      return 'NOT_FOUND';
  }
}
