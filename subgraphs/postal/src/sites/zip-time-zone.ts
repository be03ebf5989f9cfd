import { findZip } from '../addresses/zip-directory.ts';

const eastern = 'America/New_York';
const central = 'America/Chicago';
const mountain = 'America/Denver';
const pacific = 'America/Los_Angeles';

const statesByZone: Readonly<Record<string, string>> = {
  [eastern]: 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV AA AE',
  [central]: 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
  [mountain]: 'CO ID MT NM UT WY',
  [pacific]: 'CA NV OR WA AP',
  'America/Phoenix': 'AZ',
  'America/Anchorage': 'AK',
  'Pacific/Honolulu': 'HI',
  'America/Puerto_Rico': 'PR VI',
  'Pacific/Guam': 'GU MP',
  'Pacific/Pago_Pago': 'AS',
  'Pacific/Palau': 'PW',
  'Pacific/Chuuk': 'FM',
  'Pacific/Majuro': 'MH',
};

const zoneOfState = new Map(
  Object.entries(statesByZone).flatMap(([zone, states]) => states.split(' ').map((state) => [state, zone])),
);

/** ZIP3 areas that keep another time than most of their state. Source: 49 CFR part 71. */
const zip3sByZone: Readonly<Record<string, string>> = {
  [eastern]: '373 374 376 377 378 379',
  [central]: '324 325 420 421 422 423 424 463 464 476 477',
  [mountain]: '577 586 691 693 798 799 979',
  [pacific]: '835 838',
};

const zoneOfZip3 = new Map(
  Object.entries(zip3sByZone).flatMap(([zone, zip3s]) => zip3s.split(' ').map((zip3) => [zip3, zone])),
);

/**
 * The IANA time zone that most of a ZIP's three-digit area keeps; undefined for a ZIP that was never given. Military mail is taken at its
 * gateway city. Source: 49 CFR part 71.
 */
export function timeZoneOfZip(zip5: string): string | undefined {
  const entry = findZip(zip5);
  return entry && (zoneOfZip3.get(zip5.slice(0, 3)) ?? zoneOfState.get(entry.state));
}
