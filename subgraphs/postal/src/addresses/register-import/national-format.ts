import type { Tristate } from '../address-check.ts';
import type { AddressFormat } from './source-address.ts';

/** Source: National Address Database schema, release 23, U.S. Department of Transportation. */
export const nationalFormat: AddressFormat = {
  dataset: 'National Address Database',
  licence: 'public domain (U.S. Department of Transportation)',
  read(value) {
    const number =
      value('ADDNO_FULL') ||
      joined(value('ADD_NUMBER') && `${value('ADDNUM_PRE')}${value('ADD_NUMBER')}`, value('ADDNUM_SUF'));
    const street = value('STNAM_FULL') || joined(...streetColumns.map(value));
    if (number === '' && street === '') return undefined;
    return {
      line1: joined(number, street),
      unit: value('SUBADDRESS') || unitOf(value),
      city: value('POST_CITY') || value('INC_MUNI'),
      state: value('STATE'),
      zip: value('ZIP_CODE'),
      urbanization: value('URBNZTN_PR'),
      latitude: value('LATITUDE'),
      longitude: value('LONGITUDE'),
      residential: residentialOf(value('ADDR_TYPE')),
    };
  },
};

const streetColumns = [
  'ST_PREMOD',
  'ST_PREDIR',
  'ST_PRETYP',
  'ST_PRESEP',
  'ST_NAME',
  'ST_POSTYP',
  'ST_POSDIR',
  'ST_POSMOD',
];

const business = new Set(['COMMERCIAL', 'INDUSTRIAL', 'GOVERNMENT', 'EDUCATIONAL', 'INSTITUTIONAL']);

function unitOf(value: (column: string) => string): string {
  const building = named('BLDG', value('BUILDING'));
  const floor = named('FL', value('FLOOR'));
  return joined(building, floor, named('UNIT', value('UNIT')), named('RM', value('ROOM')));
}

/** A number alone takes its designator; `Apt 5` and `Building 4` bring their own. */
function named(designator: string, text: string): string {
  return text === '' || /[A-Za-z]{2}|\s/.test(text.trim()) ? text : `${designator} ${text}`;
}

function residentialOf(type: string): Tristate {
  if (type.toUpperCase() === 'RESIDENTIAL') return 'YES';
  return business.has(type.toUpperCase()) ? 'NO' : 'UNKNOWN';
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
