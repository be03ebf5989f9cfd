import type { AddressFormat } from './source-address.ts';

/** Source: OpenAddresses, its CSV and its line-delimited GeoJSON, which name the same properties. */
export const openAddressesFormat: AddressFormat = {
  dataset: 'OpenAddresses',
  licence: 'as its source states; see openaddresses.io',
  read(value) {
    const [number, street] = [value('NUMBER'), value('STREET')];
    if (number === '' && street === '') return undefined;
    return {
      line1: `${number} ${street}`,
      unit: value('UNIT'),
      city: value('CITY'),
      state: value('REGION'),
      zip: value('POSTCODE'),
      latitude: value('LAT'),
      longitude: value('LON'),
      residential: 'UNKNOWN',
    };
  },
};
