import { findZip } from '../addresses/zip-directory.ts';
import type { Facility } from './facility.ts';

/** Real places round Washington; positions to three digits are facts, the roles in the demonstration are invented. */
const landmarks: readonly Facility[] = [
  place('adw', 'Joint Base Andrews', 'AIR_BASE', [38.811, -76.867]),
  place('dca', 'Ronald Reagan Washington National Airport', 'AIRPORT', [38.852, -77.038]),
  place('iad', 'Washington Dulles International Airport', 'AIRPORT', [38.945, -77.456]),
  place('bwi', 'Baltimore/Washington International Thurgood Marshall Airport', 'AIRPORT', [39.175, -76.668]),
  place('nhk', 'Naval Air Station Patuxent River', 'AIR_BASE', [38.286, -76.412]),
  place('nyg', 'Marine Corps Air Facility Quantico', 'AIR_BASE', [38.502, -77.305]),
  place('daa', 'Davison Army Airfield', 'AIR_BASE', [38.715, -77.181]),
  place('lfi', 'Langley Air Force Base', 'AIR_BASE', [37.083, -76.361]),
  place('gwu-hospital', 'George Washington University Hospital', 'HOSPITAL', [38.901, -77.051]),
  place('georgetown-hospital', 'MedStar Georgetown University Hospital', 'HOSPITAL', [38.912, -77.076]),
  place('washington-hospital-center', 'MedStar Washington Hospital Center', 'HOSPITAL', [38.929, -77.014]),
  place('childrens-national', "Children's National Hospital", 'HOSPITAL', [38.927, -77.015]),
  place('howard-hospital', 'Howard University Hospital', 'HOSPITAL', [38.917, -77.021]),
  place('walter-reed', 'Walter Reed National Military Medical Center', 'HOSPITAL', [39.002, -77.095]),
  place('inova-fairfax', 'Inova Fairfax Hospital', 'HOSPITAL', [38.857, -77.227]),
  place('virginia-hospital-center', 'Virginia Hospital Center', 'HOSPITAL', [38.889, -77.127]),
  place('nationals-park', 'Nationals Park', 'STADIUM', [38.873, -77.007]),
  place('audi-field', 'Audi Field', 'STADIUM', [38.868, -77.013]),
  place('capitol', 'United States Capitol', 'GOVERNMENT_BUILDING', [38.89, -77.009]),
  place('white-house', 'The White House', 'GOVERNMENT_BUILDING', [38.898, -77.037]),
  place('pentagon', 'The Pentagon', 'GOVERNMENT_BUILDING', [38.871, -77.056]),
];

/** ZIPs of the six cities that supply the demonstration network. */
const logisticsZips = ['07302', '30303', '60607', '75201', '80202', '90012'];

/** ZIPs of the 49 cities that pack for households; one near each group of states that a postal district serves. */
const fulfillmentZips = (
  '99501 35203 72201 85004 94103 95814 90021 92101 80204 06103 20018 32202 33132 33602 30318 96813 60616 46204 50309 ' +
  '67202 40202 70112 04101 21201 02110 48226 55401 39201 63101 64106 59101 68102 89101 03101 07105 87102 10001 14203 ' +
  '27601 43215 73102 97204 19104 15222 00926 29201 37203 77002 84101'
).split(' ');

/** The demonstration network: places that several agencies know, six logistics centres and 49 fulfilment centres. */
export function demonstrationFacilities(): readonly Facility[] {
  const logistics = logisticsZips.map((zip) => centre('lc', 'Logistics centre', 'LOGISTICS_CENTER', zip));
  const fulfillment = fulfillmentZips.map((zip) =>
    centre('fc', 'Fulfilment centre', 'FULFILLMENT_CENTER', zip),
  );
  return [...landmarks, ...logistics, ...fulfillment];
}

function place(
  id: string,
  name: string,
  kind: Facility['kind'],
  [latitude, longitude]: readonly [number, number],
): Facility {
  return { id: `facility-${id}`, name, kind, latitude, longitude };
}

function centre(prefix: string, name: string, kind: Facility['kind'], zip: string): Facility {
  const entry = findZip(zip);
  if (entry?.latitude === undefined || entry.longitude === undefined)
    throw new Error(`ZIP ${zip} has no position.`);
  const { city, state, latitude, longitude } = entry;
  return {
    id: `facility-${prefix}-${city.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${zip}`,
    name: `${name} ${titled(city)} (demonstration)`,
    kind,
    city,
    state,
    zip,
    latitude,
    longitude,
  };
}

function titled(city: string): string {
  return city.replace(/\w+/g, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
