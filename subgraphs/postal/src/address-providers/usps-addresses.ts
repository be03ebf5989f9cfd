import type { RegistrySource } from '../addresses/address-check.ts';
import { inputOf } from '../addresses/standardise/format-address.ts';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';
import { standardise } from '../addresses/standardise/standardise.ts';
import { joinUnits } from '../addresses/standardise/unit-components.ts';
import type { AddressOpinion, AddressProvider } from './address-provider.ts';
import { type UspsAddress, readUspsAddress, readUspsCity } from './read-usps-address.ts';
import type { UspsClient } from './usps-client.ts';
import { footnotesOf, isAboutTheAddress, residentialOf } from './usps-opinion-rules.ts';

export interface UspsAddresses extends AddressProvider {
  /** The preferred city of a ZIP; undefined for an unknown one and where nobody could be asked. */
  findCity(zip: string): Promise<{ readonly city: string; readonly state: string } | undefined>;
  /** ZIP and ZIP+4 of an address; undefined for an unknown one and where nobody could be asked. */
  findZip(address: StandardAddress): Promise<{ readonly zip: string; readonly zipPlus4: string } | undefined>;
}

const source: RegistrySource = {
  dataset: 'USPS Addresses API',
  version: '3',
  licence: 'USPS terms of service; answers are not stored',
};

/** The USPS Addresses API v3 as a second opinion. Its quota allows spot checks only. Source: developers.usps.com, addresses v3. */
export function createUspsAddresses(client: UspsClient): UspsAddresses {
  return {
    async opinionOn(address) {
      const answer = await client.get('/addresses/v3/address', queryOf(address));
      if (answer.kind === 'REFUSED' && isAboutTheAddress(answer.code)) return unknownTo(address);
      const said = answer.kind === 'OK' ? readUspsAddress(answer.body) : undefined;
      return said && opinionOf(said);
    },
    async findCity(zip) {
      const answer = await client.get('/addresses/v3/city-state', { ZIPCode: zip });
      return answer.kind === 'OK' ? readUspsCity(answer.body) : undefined;
    },
    async findZip(address) {
      const answer = await client.get('/addresses/v3/zipcode', queryOf(address));
      const body = answer.kind === 'OK' ? answer.body : undefined;
      // This endpoint confirms nothing: its address alone is read.
      const said = readUspsAddress(Object.assign({}, body, { additionalInfo: { DPVConfirmation: 'N' } }));
      return said && { zip: said.zip, zipPlus4: said.zipPlus4 };
    },
  };
}

function queryOf(address: StandardAddress): Record<string, string | undefined> {
  const { city, state, zip, zipPlus4, urbanization } = address.components;
  const unit = joinUnits(address.components);
  const street = unit ? address.deliveryLine.slice(0, -unit.length).trim() : address.deliveryLine;
  return {
    streetAddress: street,
    secondaryAddress: unit,
    city,
    state,
    urbanization,
    firm: inputOf(address).firm ?? undefined,
    ZIPCode: zip,
    ZIPPlus4: zipPlus4,
  };
}

function opinionOf(said: UspsAddress): AddressOpinion | undefined {
  const address = standardise({
    line1: said.streetAddress,
    line2: said.secondaryAddress,
    city: said.city,
    state: said.state,
    zip: said.zip,
    urbanization: said.urbanization,
  });
  if (address.kind === 'UNPARSEABLE') return undefined;
  return {
    dpv: said.dpv,
    footnotes: footnotesOf(said.dpv, said.isMailAgency && address.components.pmb === undefined),
    residential: residentialOf(said.isBusiness),
    address: { ...address, changes: [] },
    source,
  };
}

function unknownTo(address: StandardAddress): AddressOpinion {
  return { dpv: 'N', footnotes: footnotesOf('N', false), residential: 'UNKNOWN', address, source };
}
